"""Names that people mistype."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name that is most like this one, case aside; None where none is near."""
    written = {one.casefold(): one for one in known}
    near = get_close_matches(name.casefold(), written, n=1)
    return written[near[0]] if near else None


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """` — did you mean “x”?`, or nothing where no known name is near."""
    near = nearest(name, known)
    return f" — did you mean “{near}”?" if near else ""
