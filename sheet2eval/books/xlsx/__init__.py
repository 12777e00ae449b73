"""Excel workbooks (.xlsx, .xlsm), read and written without a spreadsheet library.

Never loaded and saved: what is ours is spliced into the sheet's XML or grafted in as parts of our own, and
every other part is copied as the compressed bytes it was.
"""
