"""The tabs and columns of a sheet, declared once: reader, problems, templates and docs derive from them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache

_SEPARATORS = re.compile(r"[\s\-_]+")
_BRITISH = {"behaviour": "behavior", "colour": "color", "judgement": "judgment", "favour": "favor"}


@lru_cache(maxsize=4096)
def key(name: str) -> str:
    """How names of tabs and columns are compared: without case, spaces, `-`, `_` and British spelling."""
    squeezed = _SEPARATORS.sub("", name).casefold()
    for british, american in _BRITISH.items():
        squeezed = squeezed.replace(british, american)
    return squeezed


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a PM's tab: `help` is for the PM, `width` in characters; `choices` make a dropdown."""

    name: str
    help: str
    aliases: tuple[str, ...] = ()
    needed: bool = False
    width: float = 20
    choices: tuple[str, ...] = ()

    @property
    def keys(self) -> frozenset[str]:
        """The forms of its name and aliases that a header is compared with."""
        return _keys(self.name, *self.aliases)


@cache
def _keys(*names: str) -> frozenset[str]:
    return frozenset(map(key, names))


@dataclass(frozen=True, slots=True)
class Tab:
    name: str
    help: str
    columns: tuple[Column, ...]
    aliases: tuple[str, ...] = ()

    @property
    def keys(self) -> frozenset[str]:
        """The forms of its name and aliases that a tab's name is compared with."""
        return _keys(self.name, *self.aliases)

    def column(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)


YES = frozenset({"yes", "y", "true", "x", "1", "✓", "✔", "ja", "oui", "si", "sí", "sim"})
ROLES = ("user", "assistant", "system", "tool")
EVAL_TAB = "eval-"
EVAL_COLUMN = "eval:"


def _names(text: str) -> tuple[str, ...]:
    return tuple(text.split(", "))


_ID = Column(
    "id",
    "The name of the case. Use the same one in every tab; repeat it on several rows for a conversation.",
    _names("case, case id, test id, test case id, tc id, prompt id, question id, #, no"),
    needed=True,
    width=12,
)

INPUT = Tab(
    "input",
    "What users say: one row a turn.",
    (
        _ID,
        Column(
            "input",
            "What the user says in this turn, word for word. {{column name}} puts in another column's text.",
            _names(
                "prompt, message, user message, customer message, user input, question, query, utterance, "
                "text, scenario, steps, test steps"
            ),
            needed=True,
            width=60,
        ),
        Column(
            "role",
            "Who speaks: user (where blank), assistant, system or tool.",
            ("speaker",),
            width=11,
            choices=ROLES,
        ),
        Column(
            "tags",
            "Words to group cases by, with commas between. Scores are shown for each.",
            _names("tag, category, feature"),
            width=18,
        ),
        Column("weight", "How much the case counts: a number above 0, 1 where blank.", width=8),
        Column(
            "now",
            "When the conversation happens, like 2025-04-10 09:00. 'Tomorrow' is read against it.",
            _names("today, date"),
            width=18,
        ),
        Column("skip", "yes: leave this case out.", width=7, choices=("yes",)),
    ),
    _names("inputs, prompts, cases"),
)

CURRENT = Tab(
    "current-behavior",
    "What the product answers today.",
    (
        _ID,
        Column(
            "current behavior",
            "The answer of today's product, as seen.",
            _names(
                "current, response, output, answer, reply, actual, actual output, actual result, "
                "actual behavior, actual answer, generated answer, final answer, model output, today"
            ),
            needed=True,
            width=60,
        ),
        Column(
            "tool calls",
            'The calls it made, one name(arg="value") a line. Blank: none.',
            ("calls",),
            width=46,
        ),
        Column(
            "acceptable",
            "yes: today's answer is fine and must stay so.",
            _names("ok, good"),
            width=12,
            choices=("yes", "no"),
        ),
        Column(
            "target",
            "Who said it, where it is not today's product: a model's or version's name.",
            _names("model, version"),
            width=14,
        ),
    ),
    _names("current, actual, actual behavior"),
)

IDEAL = Tab(
    "ideal-behavior",
    "What should happen, and how to tell.",
    (
        _ID,
        Column(
            "ideal behavior",
            "An answer that would be right, word for word.",
            _names(
                "ideal, expected, ideal response, expected behavior, expected output, expected result, "
                "expected answer, expected response, expected outcome, reference, reference answer, "
                "ground truth, ground truth answer, golden, golden answer"
            ),
            width=60,
        ),
        Column("why", "Why that is right. The judge reads it.", _names("reason, rationale"), width=36),
        Column(
            "check",
            "What must hold, one line each.",
            _names("checks, must, assert, assertion, assertions, expected check"),
            width=46,
        ),
        Column("rubric", "The name of a rubric from the tab 'rubrics'.", width=14),
        Column(
            "tool calls",
            'The calls of the ideal answer, one name(arg="value") a line.',
            ("calls",),
            width=46,
        ),
    ),
    _names("ideal, expected, expected behavior"),
)

NOTES = Tab(
    "notes",
    "What else to know about a case. The judge reads it.",
    (
        _ID,
        Column(
            "notes",
            "Anything worth knowing about the case.",
            _names("note, comment, comments"),
            needed=True,
            width=70,
        ),
    ),
    _names("note, comment, comments"),
)

RUBRICS = Tab(
    "rubrics",
    "Lists of criteria that several cases share.",
    (
        Column("rubric", "The rubric's name; repeat it for each criterion.", needed=True, width=18),
        Column("criterion", "What the answer must do.", needed=True, width=60),
        Column("guidance", "How to tell.", width=46),
        Column("weight", "How much the criterion counts: 1 where blank.", width=8),
        Column("scale", "pass/fail (where blank) or 1-5.", width=10, choices=("pass/fail", "1-5")),
        Column("pass at", "On 1-5: the least grade that passes, 4 where blank.", width=8),
    ),
)

SETTINGS = Tab(
    "settings",
    "How this sheet is graded when nobody says otherwise.",
    (
        Column("setting", "targets, judge, repeats, gate, budget or re-grade now.", needed=True, width=18),
        Column("value", "What it is set to; several names with commas.", needed=True, width=40),
    ),
)

TABS = (INPUT, CURRENT, IDEAL, NOTES, RUBRICS, SETTINGS)

PRIVATE_COLUMN = "internal notes"
"""A column of this name is never sent anywhere: neither to a target nor to a judge, and it is no variable."""


def _single() -> Tab:
    """All four tabs in one: there `tool calls` and `today` belong to the current behaviour."""
    now = replace(INPUT.column("now"), aliases=("date",))
    current = replace(CURRENT.column("current behavior"), needed=False)
    ideal_calls = replace(IDEAL.column("tool calls"), name="ideal tool calls", aliases=("ideal calls",))
    return Tab(
        "input",
        "One row a case: input, current behaviour, ideal behaviour, checks and notes side by side.",
        (
            replace(_ID, needed=False),
            *(now if column.name == "now" else column for column in INPUT.columns[1:]),
            current,
            *CURRENT.columns[2:],
            *(ideal_calls if column.name == "tool calls" else column for column in IDEAL.columns[1:]),
            replace(NOTES.column("notes"), needed=False),
        ),
        INPUT.aliases,
    )


SINGLE = _single()
