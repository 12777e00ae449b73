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
from sheet2eval.text.arguments import Wanted, listed, single
from sheet2eval.text.normalise import comparable, quoted
from sheet2eval.text.word_edges import stands_alone, surrounding_word, word_edges
from sheet2eval.types import Case, Outcome, Response, Rule, Says, Verdict

FORMS = ("", "any", "all", "word", "word any", "word all", "any word", "all words")
EXACTLY = True
ARGUMENT = "needed"
EXAMPLE = "contains: 7:00 PM"

_MOST_COMPARED = 10_000  # pairs of texts; the lists of a cell can be long


@dataclass(frozen=True, slots=True)
class Contains:
    """`quantity` is "any" or "all" of the texts, or "" for the only one; `whole` asks for whole words."""

    texts: tuple[Wanted, ...]
    quantity: str
    whole: bool
    exactly: bool

    def grade(self, response: Response, case: Case) -> Outcome:  # noqa: ARG002 - the text alone decides
        text = response.text if self.exactly else comparable(response.text)
        present = tuple(wanted for wanted in self.texts if wanted.compared in text)
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

    def excludes(self, other: Rule, *, negated: bool) -> bool:
        if not (negated and isinstance(other, Contains) and self.exactly == other.exactly):
            return False
        if (other.whole and not self.whole) or len(self.texts) * len(other.texts) > _MOST_COMPARED:
            return False
        possible = [self.texts] if self.quantity == "all" else [(wanted,) for wanted in self.texts]
        return all(other.surely_in(held) for held in possible)

    def surely_in(self, held: tuple[Wanted, ...]) -> bool:
        """Whether every response that holds these texts, as this rule looks for them, fulfils it."""

        def is_held(wanted: Wanted) -> bool:
            return wanted in held or (not self.whole and any(wanted.compared in one.compared for one in held))

        return all(map(is_held, self.texts)) if self.quantity == "all" else any(map(is_held, self.texts))

    @property
    def _how(self) -> str:
        if not self.whole:
            return ""
        return " as whole words" if len(self.texts) > 1 or " " in self.texts[0].text else " as a whole word"

    @property
    def _hint(self) -> str:
        """What a reason adds where several texts may have been meant by one."""
        if len(self.texts) > 1:
            return ""
        if self.quantity:
            return ", as one text: | separates several" if "," in self.texts[0].text else ""
        inner_bar = "|" in self.texts[0].text.strip("| ")
        return ", as one text: “contains any” takes several" if inner_bar else ""

    def _standing_alone(self, present: tuple[Wanted, ...], text: str) -> tuple[Wanted, ...]:
        is_edge = word_edges(text)
        return tuple(wanted for wanted in present if stands_alone(wanted.compared, text, is_edge))

    def _inside(self, wanted: Wanted, text: str) -> str:
        word = surrounding_word(wanted.compared, text)
        return f"contains {wanted} only inside {quoted(word)}"

    def _reason(self, held: tuple[Wanted, ...]) -> str:
        if not held:
            return f"does not contain {_series(self.texts, 'or')}{self._how}{self._hint}"
        if self.quantity == "all" and len(held) < len(self.texts):
            missing = tuple(wanted for wanted in self.texts if wanted not in held)
            return f"contains {_series(held, 'and')}, not {_series(missing, 'or')}{self._how}"
        return f"contains {_series(held, 'and')}"


def parse(line: Line) -> Contains:
    argument = line.argument or ""
    form = line.form.split()
    whole = not {"word", "words"}.isdisjoint(form)
    quantity = next((word for word in form if word in {"any", "all"}), "")
    tokens = listed(argument, line.fill) if quantity else (single(argument, line.fill),)
    if not all(token.comparable for token in tokens):
        raise BadArgument(
            f"{quoted(argument)} has nothing to look for, or leaves a place of its list empty",
            "Write the texts with one | between two of them, as in “contains any: 7 PM | 19:00”."
            if quantity
            else f"Write the text behind the colon, as in “{EXAMPLE}”.",
        )
    texts = tuple(Wanted.of(token, exactly=line.exactly) for token in tokens)
    return Contains(texts, quantity, whole, line.exactly)


def _series(texts: tuple[Wanted, ...], last: str) -> str:
    *before, final = map(str, texts)
    return f"{', '.join(before)} {last} {final}" if before else final
