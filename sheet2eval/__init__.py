"""sheet2eval makes a spreadsheet grade an AI product."""

__version__ = "0.1.0"
