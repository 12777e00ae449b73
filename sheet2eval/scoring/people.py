"""A person's verdict counts for the answer that it was given for, and for no other.

The human columns are people's and stay as they are when another answer takes the row. So the row says it: a
remark on top of `why` names the answer that was judged, by a digest. The verdict counts again when that
answer is back, or when the person changes it.
"""

from __future__ import annotations

import hashlib
import re

from sheet2eval.scoring.results import Prior
from sheet2eval.text.normalise import quoted
from sheet2eval.types import Verdict

HUMAN_VERDICT = "human verdict"
HUMAN_NOTE = "human note"

_REMARK = re.compile(r"human verdict ([a-z]+) is for another answer \(([0-9a-f]{8})\)")
_UNREAD = re.compile(r"human verdict “.*” does not count: choose pass or fail")
_OVERRULING = re.compile(r"a person said (?:pass|fail), the grading said ([a-z]+)(?:: [^\n]*)?(?:\n|$)")
_COMPARED = 30_000  # characters of an answer: what every kind of book holds uncut


def human_verdict(row: Prior, answer: str) -> Verdict | None:
    """What a person said of this answer; None where they said nothing, or said it of another one."""
    said = _said(row)
    return said if said and _judged(row, said) == answer_digest(answer) else None


def remark(row: Prior, answer: str) -> str:
    """Why what stands under human verdict does not count for this answer; "" where it does, or nothing stands there."""
    said = _said(row)
    if said is None:
        written = row.texts.get(HUMAN_VERDICT, "").strip()
        return f"human verdict {quoted(written)} does not count: choose pass or fail" if written else ""
    if (judged := _judged(row, said)) == answer_digest(answer):
        return ""
    return f"human verdict {said} is for another answer ({judged})"


def answer_digest(answer: str) -> str:
    """Alike for an answer and for what a cell gives back of it: line breaks and outer space may differ."""
    text = "\n".join(answer.splitlines()).strip()[:_COMPARED]
    return hashlib.sha256(text.encode(errors="replace")).hexdigest()[:8]


def overruling(human: Verdict, note: str, graded: Verdict, reasons: str) -> str:
    """The reason of a verdict that a person gave, with their note; below it what checks and judge said, and why."""
    said = f"a person said {human}, the grading said {graded}"
    noted = " ".join(note.split())
    return "\n".join(filter(None, (f"{said}: {noted}" if noted else said, reasons)))


def graded_verdict(row: Prior) -> Verdict | None:
    """What checks and judge said of a row, whatever people say; None where nothing stands there."""
    overruled = _OVERRULING.match(_why(row))
    said = overruled[1] if overruled else row.texts.get("verdict", "").strip().casefold()
    return Verdict(said) if said in set(Verdict) else None


def graded_reasons(row: Prior) -> str:
    """Why checks and judge said so, whatever people say."""
    return _OVERRULING.sub("", _why(row), count=1) if _OVERRULING.match(_why(row)) else _why(row)


def _why(row: Prior) -> str:
    """The reasons of the row, without a remark on top on a verdict that does not count."""
    why = row.texts.get("why", "").strip()
    first, _, rest = why.partition("\n")
    return rest if _REMARK.fullmatch(first) or _UNREAD.fullmatch(first) else why


def _said(row: Prior) -> Verdict | None:
    said = row.texts.get(HUMAN_VERDICT, "").strip().casefold()
    return Verdict(said) if said in {Verdict.PASS, Verdict.FAIL} else None


def _judged(row: Prior, said: Verdict) -> str:
    """The digest of the judged answer: the one on the row, unless a remark on this verdict names another."""
    found = _REMARK.match(row.texts.get("why", ""))
    return found[2] if found and found[1] == said else answer_digest(row.texts.get("response", ""))
