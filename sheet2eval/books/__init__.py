"""Where a sheet lives. One module or folder a kind of document; all behind the protocol in `book.py`."""
