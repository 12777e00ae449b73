"""What people call a Google Sheet: its address in the browser, or `gsheet:KEY`."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

from sheet2eval.errors import BookError

SCHEME = "gsheet:"
_KEY = re.compile(r"[A-Za-z0-9_-]+", re.ASCII)
_IN_PATH = re.compile(r"/(?:spreadsheets|file)(?:/u/\d+)?/d/([A-Za-z0-9_-]+)", re.ASCII)
_HOSTS = frozenset({"docs.google.com", "drive.google.com", "sheets.google.com"})
_PUBLISHED = "/d/e/"


def is_google(sheet: str) -> bool:
    """Whether this is said of a document on the web and not of a file."""
    return sheet.startswith(SCHEME) or "://" in sheet


def key_of(sheet: str) -> str:
    """The document's key. Raises BookError where there is none in it."""
    key = sheet.removeprefix(SCHEME) if sheet.startswith(SCHEME) else _key_in(sheet)
    if not _KEY.fullmatch(key):
        raise BookError(
            f"{sheet}: this is no address of a Google Sheet; open the sheet in a browser and copy its address, "
            "https://docs.google.com/spreadsheets/d/…"
        )
    return key


def url_of(key: str) -> str:
    return f"https://docs.google.com/spreadsheets/d/{key}"


def _key_in(address: str) -> str:
    """The key in an address; "" where there is none."""
    try:
        parts = urlsplit(address)
    except ValueError:  # such as half of an IPv6 address
        return ""
    if parts.hostname not in _HOSTS:
        return ""
    if _PUBLISHED in parts.path:
        raise BookError(
            f"{address}: this is a published copy, which cannot be graded; use the address of the sheet itself"
        )
    found = _IN_PATH.search(parts.path)
    return found[1] if found else parse_qs(parts.query).get("id", [""])[0]
