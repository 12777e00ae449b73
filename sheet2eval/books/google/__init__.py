"""Google Sheets as books. `api.py` is the one module that touches gspread; all else is plain data.

`structure.py` and `reading.py` turn what Google says into tables; `placing.py`, `own_tabs.py` and `own_columns.py`
turn updates into edits, which `sending.py` packs into requests; `book.py` does it again where people edit meanwhile.
"""
