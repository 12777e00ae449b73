"""Two answers side by side, without a sign of who gave which: what people decide on in `eval-compare`.

A row belongs to its case and to the two answers that it shows, whoever gave them. So a person's winner counts for
as long as these are the answers, and the answers themselves tell which target it means: no name stands in the row.
Which answer comes first is drawn once; from then on the row keeps their order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sheet2eval.digest import digest
from sheet2eval.scoring.comparison import Match, MatchOutcome, turned
from sheet2eval.scoring.people import answer_digest
from sheet2eval.scoring.results import Prior
from sheet2eval.text.normalise import comparable
from sheet2eval.text.transcript import answer

ANSWERS = ("answer 1", "answer 2")
HUMAN_WINNER = "human winner"
JUDGE_WINNER = "judge winner"

WORDS: Mapping[MatchOutcome, str] = {MatchOutcome.WIN: "1", MatchOutcome.LOSS: "2", MatchOutcome.TIE: "tie"}
"""How a match went for answer 1, as the cell has it."""

_SPELLINGS: Mapping[MatchOutcome, Sequence[str]] = {
    MatchOutcome.WIN: ("1", "1.0", "answer 1", "first"),
    MatchOutcome.LOSS: ("2", "2.0", "answer 2", "second"),
    MatchOutcome.TIE: ("tie", "tied", "draw", "equal", "same", "="),
}
"""What people may write instead (docs/judges.md)."""

_SAID = {spelling: outcome for outcome, spellings in _SPELLINGS.items() for spelling in spellings}

Question = tuple[str, frozenset[str]]
"""A case's id and the digests of two answers to it, in no order."""

Standing = Mapping[Question, Prior]
"""The rows of `eval-compare` by what they ask."""


def standing(rows: Iterable[Prior]) -> Standing:
    """Of copies that people made of a row, the first that they filled in counts."""
    found: dict[Question, Prior] = {}
    for row in rows:
        asked = question_of(row)
        if asked not in found or (is_filled(row) and not is_filled(found[asked])):
            found[asked] = row
    return found


def human_winner(match: Match, rows: Standing) -> MatchOutcome | None:
    """What a person said of these very answers; None where nobody did, or they are not two."""
    row = rows.get(question(match))
    if row is None or match.responses is None or match.alike:
        return None
    said = said_winner(row.texts.get(HUMAN_WINNER, ""))
    return said if said is None or own_is_1(match, row) else turned(said)


def said_winner(written: str) -> MatchOutcome | None:
    """How a match went for answer 1, by what a person wrote; None where that is no winner."""
    return _SAID.get(comparable(written).rstrip("."))


def own_is_1(match: Match, row: Prior) -> bool:
    """Whether answer 1 of the row that stands for a match is that of the target that was named first."""
    return answer_digest(row.texts.get(ANSWERS[0], "")) == _digests(match)[0]


def draws_own_as_1(match: Match, secret: str) -> bool:
    """Where no row stands for a match yet: a draw that nobody can foretell who does not know the secret."""
    case_id, answers = question(match)
    return min(answers, key=lambda each: digest(secret, case_id, each)) == _digests(match)[0]


def question(match: Match) -> Question:
    return match.case.id, frozenset(_digests(match))


def question_of(row: Prior) -> Question:
    return row.id, frozenset(answer_digest(row.texts.get(name, "")) for name in ANSWERS)


def is_filled(row: Prior) -> bool:
    """Whether a person wrote a winner into the row, whatever it is."""
    return bool(row.texts.get(HUMAN_WINNER, "").strip())


def _digests(match: Match) -> tuple[str, str]:
    """Of the own answer and the other one."""
    own, other = (
        answer_digest(answer(each.shown.response if each.shown else None))
        for each in (match.own, match.other)
    )
    return own, other
