"""Files of separated values: a folder of .csv files is a sheet with a tab a file, one .csv or .tsv is a single tab.

Reading. The text is UTF-8, UTF-16 with a byte order mark, or else Windows-1252 (what Excel saves in the West).
Rows end in LF, CRLF or CR. The separator is a comma, a semicolon or a tab: the one named by a first line
`sep=;` as Excel has it, else the one that finds most names of columns in a row among the first twenty. Cells
are texts as they stand; a text in quotes may hold separators and line breaks, and a quote is doubled in it.

Writing. The person's files are never written. Results stand beside them: `eval-scores.csv` in a folder,
`NAME.eval-scores.csv` beside `NAME.csv`. They are UTF-8 with a byte order mark, for without it Excel garbles
umlauts, and have the separator of the person's own file, for that is the one their Excel splits at.
"""
