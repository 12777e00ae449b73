"""Google Sheets as books. `api.py` is the one module that touches gspread; all else is plain data.

`source.py` is a document as it is now: `structure.py` and `reading.py` turn what Google says into tables. `planning.py`
turns updates into edits, tab by tab: `own_columns.py` for the columns beside the inputs; `frame.py`, `content.py` and
`own_tabs.py` for tabs of ours. `sending.py` packs edits into requests, and `writer.py` begins again where people edit
meanwhile, which `pins.py` lets it notice. `lock.py` keeps two runs apart, and `live.py` talks to people beside a run.
"""
