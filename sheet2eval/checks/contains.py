r"""The response holds a text.

`contains: text` wants that text, `contains any: a | b` one of the texts, `contains all: a | b` each of them.
`contains word: rock` (also `contains word any`, `contains word all`) wants it as whole words: "rock" is in
"rock-and-roll", not in "rocket". Words begin and end where Unicode (UAX 29) says; Chinese, Japanese and Thai
are divided by ICU's dictionaries. Texts are compared ignoring case, kinds of quotes and amounts of white space.
`contains exactly: iPhone` (also `contains any exactly`, `contains word exactly` and so on) compares character
by character. Quotes around a text keep the spaces at its ends and make a `|` part of it; without them `\|`
does.

PASS  contains: 7:00 PM
      Done. I will remind you at 7:00 pm.
FAIL  contains: 7:00 PM
      Done. I will remind you at 19:00.
PASS  contains any: tomorrow | April 11
      See you on april 11!
FAIL  contains any: tomorrow | April 11
      See you on Monday.
PASS  contains all: lunch | "noon "
      Lunch is at noon today.
FAIL  contains all: lunch | dinner
      Lunch is at noon.
PASS  contains word: rock
      Rock-and-roll tonight.
FAIL  contains word: rock
      The rocket starts tonight.
PASS  contains word any: cat | dog
      The dog's bowl is empty. Feed your dog.
FAIL  contains word all: cat | dog
      A dog has no category.
PASS  contains exactly: iPhone
      Set on your iPhone.
FAIL  contains exactly: iPhone
      Set on your iphone.
PASS  not contains: sorry
      Your reminder is set.
FAIL  not contains: sorry
      I'm sorry, I missed that.
"""

from __future__ import annotations

from dataclasses import dataclass

from sheet2eval.checks.check import BadArgument, Line
from sheet2eval.text.arguments import Token, listed, single
from sheet2eval.text.normalise import comparable, quoted
from sheet2eval.text.word_edges import stands_alone, surrounding_word, word_edges
from sheet2eval.types import Case, Outcome, Response, Says, Verdict

FORMS = ("", "any", "all", "word", "word any", "word all")
EXACTLY = True
ARGUMENT = "needed"
EXAMPLE = "contains: 7:00 PM"


@dataclass(frozen=True, slots=True)
class Contains:
    """`quantity` is "any" or "all" of the texts, or "" for the only one; `whole` asks for whole words."""

    texts: tuple[Token, ...]
    quantity: str
    whole: bool
    exactly: bool

    def grade(self, response: Response, case: Case) -> Outcome:  # noqa: ARG002 - the text alone decides
        text = response.text if self.exactly else comparable(response.text)
        present = tuple(token for token in self.texts if self._sought(token) in text)
        held = self._standing_alone(present, text) if self.whole else present
        enough = len(held) == len(self.texts) if self.quantity == "all" else bool(held)
        reason = self._reason(held) if held or not present else self._inside(present[0], text)
        return Outcome(Verdict.PASS if enough else Verdict.FAIL, reason)

    def says(self) -> Says:
        wanted = _series(self.texts, "or" if self.quantity == "any" else "and")
        denied = _series(self.texts, "and" if self.quantity == "all" else "or")
        exactly = " exactly" if self.exactly else ""
        return Says(
            f"contains{exactly} {wanted}{self._how}", f"does not contain{exactly} {denied}{self._how}"
        )

    @property
    def _how(self) -> str:
        if not self.whole:
            return ""
        return " as whole words" if len(self.texts) > 1 or " " in self.texts[0].text else " as a whole word"

    def _sought(self, token: Token) -> str:
        return token.text if self.exactly else token.comparable

    def _standing_alone(self, present: tuple[Token, ...], text: str) -> tuple[Token, ...]:
        is_edge = word_edges(text)
        return tuple(token for token in present if stands_alone(self._sought(token), text, is_edge))

    def _inside(self, token: Token, text: str) -> str:
        word = surrounding_word(self._sought(token), text)
        return f"contains {quoted(token.text)} only inside {quoted(word)}"

    def _reason(self, held: tuple[Token, ...]) -> str:
        missing = tuple(token for token in self.texts if token not in held)
        if not held:
            return f"does not contain {_series(missing, 'or')}{self._how}"
        if self.quantity == "all" and missing:
            return f"contains {_series(held, 'and')}, not {_series(missing, 'or')}{self._how}"
        return f"contains {_series(held, 'and')}"


def parse(line: Line) -> Contains:
    argument = line.argument or ""
    whole = line.form.startswith("word")
    quantity = line.form.removeprefix("word").strip()
    texts = listed(argument, line.fill) if quantity else (single(argument, line.fill),)
    if not all(token.comparable for token in texts):
        raise BadArgument(
            f"{quoted(argument)} has nothing to look for, or leaves a place of its list empty",
            "Write the texts with one | between two of them, as in “contains any: 7 PM | 19:00”."
            if quantity
            else f"Write the text behind the colon, as in “{EXAMPLE}”.",
        )
    return Contains(texts, quantity, whole, line.exactly)


def _series(texts: tuple[Token, ...], last: str) -> str:
    *before, final = (quoted(token.text) for token in texts)
    return f"{', '.join(before)} {last} {final}" if before else final
