r"""The argument of a check line: optional quotes, escapes, lists, and variables filled in safely.

Quotes, escapes and separators are read in what the person typed, and variables are filled in afterwards, so
that what a variable holds is never read as syntax. `\|`, `\"`, `\{{`, `\n` and `\\` stand for themselves and
the line break; any other backslash is itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from sheet2eval.text.normalise import comparable, comparable_untrimmed, quoted, quoted_as_is

Fill = Callable[[str], str]

# Possessive throughout: no text makes these patterns look at a character more than a few times.
_UNIT = r"\\.|\{\{[^{}\n]+\}\}"
_APOSTROPHE = r"(?<=\w)['’](?=\w)"
_QUOTES = (
    rf'"(?P<straight>(?:{_UNIT}|[^"])*+)"',
    rf"[“”„‟](?P<curly>(?:{_UNIT}|[^“”„‟])*+)[“”‟]",
    rf'["“”„‟](?P<mixed>(?:{_UNIT}|[^"“”„‟])*+)["“”‟]',
    rf"'(?P<single>(?:{_UNIT}|{_APOSTROPHE}|[^'])*+)'",
    rf"[‘’‚](?P<curly_single>(?:{_UNIT}|{_APOSTROPHE}|[^‘’‚])*+)[‘’]",
)
_QUOTED = "|".join(_QUOTES)
_WHOLE = re.compile(rf"(?:{_QUOTED})\Z", re.DOTALL)
_ITEM = re.compile(
    rf"\s*+(?:(?:{_QUOTED})\s*+(?=[|｜]|\Z)|(?P<bare>(?:{_UNIT}|[^|｜])*+))(?P<bar>[|｜]?)",
    re.DOTALL,
)
_SPECIAL = re.compile(r'\\(\{\{|[|"“”„‟n\\])|\{\{[^{}\n]+\}\}')
_WHITE_SPACE = re.compile(r"\s+")
_UNCLOSED = re.compile(r'["“”„‟][^"“”„‟]+')


class ArgumentFault(ValueError):
    """An argument that cannot be meant: what is wrong, and what to write instead."""

    def __init__(self, problem: str, mend: str) -> None:
        super().__init__(problem)
        self.problem = problem
        self.mend = mend


@dataclass(frozen=True, slots=True)
class Token:
    """An argument or an item of a list: `text` without its quotes, escapes resolved, variables filled in."""

    text: str
    quoted: bool

    @property
    def comparable(self) -> str:
        """The text as it is compared; what was quoted keeps the white space at its ends."""
        return comparable_untrimmed(self.text) if self.quoted else comparable(self.text)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A text that a check looks for: `text` is what people read, `compared` what decides.

    Two that are compared alike are equal, however they are written.
    """

    text: str = field(compare=False)
    compared: str

    @classmethod
    def of(cls, token: Token, *, exactly: bool) -> Wanted:
        if exactly:
            return cls(token.text, token.text)
        text = _WHITE_SPACE.sub(" ", token.text)
        return cls(text if token.quoted else text.strip(), token.comparable)

    def __str__(self) -> str:
        """The text in quotes, with the white space that counts."""
        return quoted_as_is(self.text)


def single(argument: str, fill: Fill = str) -> Token:
    """The whole argument as one text, in which `|` is itself.

    Raises:
        ArgumentFault: a quote opens it and is never closed. Other quotes and apostrophes are text.
    """
    typed = argument.strip()
    return _token(_WHOLE.match(typed), typed, fill)


def listed(argument: str, fill: Fill = str) -> tuple[Token, ...]:
    """The items between the `|` (or ｜) that stand outside quotes. Empty ones are kept, for the caller to refuse.

    Raises:
        ArgumentFault: a quote opens an item and is never closed.
    """
    tokens = []
    position, more = 0, True
    while more:
        item = _ITEM.match(argument, position)
        assert item is not None  # noqa: S101 - every part of the pattern may be empty
        bare = item["bare"]
        tokens.append(_token(item if bare is None else None, (bare or "").strip(), fill))
        position, more = item.end(), bool(item["bar"])
    return tuple(tokens)


def unquoted(argument: str) -> str:
    """The argument without quotes that enclose it all; escapes and variables stay as typed, for patterns."""
    typed = argument.strip()
    quotes = _WHOLE.match(typed)
    return _inner(quotes) if quotes else typed


def _inner(quotes: re.Match[str]) -> str:
    return next(text for name, text in quotes.groupdict().items() if text is not None and name != "bar")


def _token(quotes: re.Match[str] | None, typed: str, fill: Fill) -> Token:
    if quotes is not None:
        return Token(_resolved(_inner(quotes), fill), quoted=True)
    if _UNCLOSED.fullmatch(typed):
        raise ArgumentFault(
            f"The quote that opens {quoted(typed)} is never closed",
            rf"Close it, or write \" where the quote itself is meant: “\{typed[:30]}”.",
        )
    return Token(_resolved(typed, fill), quoted=False)


def _resolved(typed: str, fill: Fill) -> str:
    def meant(special: re.Match[str]) -> str:
        escaped: str | None = special[1]
        if escaped is None:
            return fill(special[0])
        return "\n" if escaped == "n" else escaped

    return _SPECIAL.sub(meant, typed)
