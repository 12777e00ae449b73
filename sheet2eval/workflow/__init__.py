"""The one use case: read a sheet, compile it, run it, write the scores back. All that runs a sheet is here."""
