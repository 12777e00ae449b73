"""What Google's refusals mean for a person.

Source of the shapes: https://google.aip.dev/193 (status, reason) and the answers of the Sheets API.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sheet2eval.errors import BookError, NoAnswerError

NO_ANSWER = 0  # in the place of a status
PASSING = frozenset({NO_ANSWER, 408, 429, 500, 502, 503, 504})

_LONGEST = 300  # characters of Google's own words


class EditedMeanwhileError(Exception):
    """The document is not, or may not be, what was read before: read it again."""


class AnswerLostError(EditedMeanwhileError):
    """Nobody knows whether an edit was made."""


class Refusal(Exception):
    """An answer that is none of the 2xx, or no answer. `wait_s` is what it asks to wait, 0 where nothing."""

    def __init__(self, status: int, reason: str, words: str, wait_s: float = 0.0) -> None:
        super().__init__(status, reason, words)
        self.status = status
        self.reason = reason
        self.words = words
        self.wait_s = wait_s

    @property
    def passes(self) -> bool:
        """Whether asking again later can help."""
        return self.status in PASSING

    @property
    def is_misfit(self) -> bool:
        """Whether what was asked does not go with the document as it is now."""
        return self.status == 400 and self.reason != "FAILED_PRECONDITION"


def refusal(status: int, body: object, wait_s: float) -> Refusal:
    """What an answer says, however badly it says it."""
    error = body.get("error") if isinstance(body, dict) else None
    told: Mapping[str, Any] = error if isinstance(error, dict) else {}
    return Refusal(status, _reason(told), in_a_line(str(told.get("message", ""))), wait_s)


def in_a_line(words: str) -> str:
    return " ".join(words.split())[:_LONGEST]


def _reason(error: Mapping[str, Any]) -> str:
    details = error.get("details")
    told = [each for each in details if isinstance(each, dict)] if isinstance(details, list) else []
    return next((str(each["reason"]) for each in told if "reason" in each), str(error.get("status", "")))


def said_of(name: str, refused: Refusal, address: str) -> BookError:
    """What to tell a person whose sheet is called `name`; `address` is ours to share with, "" where unknown."""
    kind = NoAnswerError if refused.passes else BookError
    return kind(f"{name}: {_line(refused, address)}")


def not_made(title: str, refused: Refusal) -> BookError:
    """What to tell a person who wanted a new sheet."""
    if refused.status != 403:
        return said_of(title, refused, "")
    return BookError(
        f"{title}: Google makes no sheet for us ({refused.words or 'it gives no reason'}): run sheet2eval login, "
        "or make a sheet in your own Drive"
    )


def _line(refused: Refusal, address: str) -> str:
    share = f"share it with {address} as an editor" if address else "share it with your account as an editor"
    match refused.status, refused.reason:
        case 400, "FAILED_PRECONDITION":
            return (
                "this is an Excel file in Google Drive: open it there and choose File > Save as Google Sheets"
            )
        case 401, _:
            why = refused.words or "it gives no reason"
            return f"Google does not accept our credentials ({why}): sign in again, or get a new key"
        case 403, "SERVICE_DISABLED":
            return (
                f"enable the Google Sheets API in your project, then run again. Google says: {refused.words}"
            )
        case 403, "ACCESS_TOKEN_SCOPE_INSUFFICIENT":
            return (
                "whoever signed in did not allow Google Sheets: run sheet2eval login again, and tick it there"
            )
        case 403, _:
            return f"Google gives no access: {share}"
        case 404, _:
            return f"Google finds no such sheet: check its address and the trash; if it is there, {share}"
        case 429, _:
            return "Google's limit of requests a minute is used up, even after waiting: run again later"
        case 0, _:
            return f"Google cannot be reached ({refused.words}): check the network, then run again"
    if refused.passes:
        return f"Google does not answer (status {refused.status}), even after waiting: run again later"
    return f"Google refuses it with status {refused.status}: {refused.words or 'it gives no reason'}"
