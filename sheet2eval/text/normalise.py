"""How texts are compared: Unicode NFKC, curly quotes straight, white space as one space, ignoring case."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import groupby

MOST_MARKS = 30  # on one letter, as in the Stream-Safe Text Format of UAX 15
SHOWN = 60

_CURLY = (("‘", "'"), ("’", "'"), ("‚", "'"), ("‛", "'"), ("“", '"'), ("”", '"'), ("„", '"'), ("‟", '"'))
_WHITE_SPACE = re.compile(r"\s+")
_KANA_MARKS = "\uff9e\uff9f"  # the only marks among the letters
_LONG_RUN = re.compile(
    rf"[\u0300-\U0010ffff]{{{MOST_MARKS + 1}}}"
)  # no mark stands below U+0300; cheap to find
_MANY_MARKS = re.compile(rf"(?:[^\w\s\x00-\x7f]|[{_KANA_MARKS}]){{{MOST_MARKS + 1},}}")


def normalise(text: str) -> str:
    """The text in NFKC, with straight quotes, with runs of white space as one space, trimmed."""
    return " ".join(_composed(text).split())


def normalise_untrimmed(text: str) -> str:
    """As `normalise`, but white space at the ends stays, as one space: for what a person put into quotes."""
    return _WHITE_SPACE.sub(" ", _composed(text))


@lru_cache(maxsize=8)  # the checks of a case all ask for the same few texts
def comparable(text: str) -> str:
    """The text as it is compared: normalised, ignoring case."""
    if text.isascii():
        is_plain = text.isprintable() and "  " not in text  # as most are; far cheaper than parting the words
        return (text.strip() if is_plain else " ".join(text.split())).lower()
    return unicodedata.normalize("NFKC", normalise(text).casefold())


def comparable_untrimmed(text: str) -> str:
    """As `comparable`, but white space at the ends stays, as one space."""
    return unicodedata.normalize("NFKC", normalise_untrimmed(text).casefold())


def quoted(text: str, shown: int = SHOWN) -> str:
    """The text in curly quotes, on one line, for reasons and messages; cut after `shown` characters."""
    line = " ".join(text[: 4 * shown].split())
    return f"“{line}”" if len(line) <= shown and len(text) <= 4 * shown else f"“{line[:shown].rstrip()}…”"


def quoted_as_is(text: str, shown: int = SHOWN) -> str:
    r"""As `quoted`, but white space stays and a line break shows as `\n`: for texts in which it counts."""
    line = text[: 4 * shown].replace("\n", r"\n")
    return f"“{line}”" if len(line) <= shown else f"“{line[:shown]}…”"


def _composed(text: str) -> str:
    if text.isascii():
        return text
    if _LONG_RUN.search(text):
        text = _MANY_MARKS.sub(_cut_marks, text)
    text = unicodedata.normalize("NFKC", text)
    for curly, straight in _CURLY:  # several times as fast as str.translate
        text = text.replace(curly, straight)
    return text


def _cut_marks(run: re.Match[str]) -> str:
    """The run with at most `MOST_MARKS` marks in a row: sorting them takes Python quadratic time."""
    groups = groupby(run.group(), key=lambda sign: unicodedata.combining(sign) > 0 or sign in _KANA_MARKS)
    return "".join("".join(group)[: MOST_MARKS if marks else None] for marks, group in groups)
