"""The sections of `eval-summary` that name cases: what changed, what to read, and where people are needed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

from sheet2eval.books.book import Look, OutCell
from sheet2eval.scoring.results import CaseResult, Change
from sheet2eval.scoring.review import Review, review_queue
from sheet2eval.types import CellRef, Verdict
from sheet2eval.writing.cells import CHANGE_LOOKS, VERDICT_LOOKS
from sheet2eval.writing.layout import Line, shortened, titled
from sheet2eval.writing.scores import Key
from sheet2eval.writing.words import doubts, excerpt, one_line

Links = Mapping[Key, CellRef]

_NO_EARLIER = "There is no earlier grade of these cases to compare with."
_NOT_GRADED = "Nothing could be graded, so nothing can be compared."
_CHANGE_HEADER = ("case", "what was asked, and what was found", "change", "target")
_CASE_HEADER = ("case", "what was asked, and what was found", "verdict", "target", "trials", "score")
_DISPUTE_HEADER = ("case", "what was asked, and who says what", "verdict", "target")
_REVIEW_HEADER = ("case", "what was asked, and why the verdict is doubtful", "verdict", "target")
_LISTED = {
    Verdict.FAIL: "Fails most worth reading",
    Verdict.FLAKY: "Flaky: some tries pass, some fail",
    Verdict.ERROR: "Errors: something broke, which is not a fail",
    Verdict.UNGRADED: "Ungraded: nothing was able to tell",
}


def changes(results: Sequence[CaseResult], links: Links) -> Iterator[Line]:
    """What broke, then what was fixed, each a section; a sentence where there is neither."""
    broken = [result for result in results if result.change is Change.BROKEN]
    fixed = [result for result in results if result.change is Change.FIXED]
    line = partial(_changed, links=links)
    yield from shortened("Broken since the last run", _CHANGE_HEADER, broken, line)
    yield from shortened("Fixed since the last run", _CHANGE_HEADER, fixed, line)
    if not (broken or fixed):
        yield from (*titled("What changed since the last run"), (OutCell(_unchanged(results), Look.NOTE),))


def _unchanged(results: Sequence[CaseResult]) -> str:
    """Why nothing broke and nothing was fixed."""
    found = {result.change for result in results}
    if Change.SAME in found:
        return "Nothing broke and nothing was fixed."
    return _NO_EARLIER if Change.NEW in found else _NOT_GRADED


def verdicts(results: Sequence[CaseResult], links: Links) -> Iterator[Line]:
    """The cases that did not pass, by verdict, the one most worth reading first."""
    for verdict, title in _LISTED.items():
        found = sorted((result for result in results if result.verdict is verdict), key=_worth)
        yield from shortened(title, _CASE_HEADER, found, partial(_case, links=links))


def disputes(results: Iterable[CaseResult], links: Links) -> Iterator[Line]:
    """Where people and the grading do not agree."""
    disputed = [result for result in results if result.machine_verdict not in {None, result.verdict}]
    line = partial(_disputed, links=links)
    yield from shortened("Disputed: people see it otherwise", _DISPUTE_HEADER, disputed, line)


def reviews(results: Iterable[CaseResult], links: Links) -> Iterator[Line]:
    """What people should judge next."""
    title = "Worth a person's look, the most doubtful first"
    yield from shortened(title, _REVIEW_HEADER, review_queue(results), partial(_doubtful, links=links))


def _changed(result: CaseResult, links: Links) -> Line:
    change = result.change.value if result.change else ""
    named = _named(result, links, _found(result))
    return *named, OutCell(change, CHANGE_LOOKS[change]), OutCell(result.target)


def _case(result: CaseResult, links: Links) -> Line:
    line = _line(result, links, _found(result))
    return *line, OutCell(result.trials_text, Look.COUNT), OutCell(result.score, Look.SCORE)


def _disputed(result: CaseResult, links: Links) -> Line:
    said = f"people say {result.verdict}, the grading says {result.machine_verdict}"
    return _line(result, links, said)


def _doubtful(review: Review, links: Links) -> Line:
    return _line(review.result, links, doubts(review))


def _line(result: CaseResult, links: Links, found: str) -> Line:
    verdict = OutCell(result.verdict.value, VERDICT_LOOKS[result.verdict.value])
    return *_named(result, links, found), verdict, OutCell(result.target)


def _named(result: CaseResult, links: Links, found: str) -> Line:
    """The case by its id and its words, and below them what was found."""
    link = links.get((result.case.id, result.target))
    words = "\n→ ".join(filter(None, (excerpt(_asked(result)), excerpt(found))))
    return OutCell(result.case.id, Look.LINK if link else Look.ID, link), OutCell(words)


def _found(result: CaseResult) -> str:
    return "" if result.verdict is Verdict.PASS else one_line(result.why)


def _asked(result: CaseResult) -> str:
    """The last thing that the user said: what the answer is an answer to."""
    said = [message.content for message in result.case.messages if message.role == "user"]
    return said[-1] if said else ""


def _worth(result: CaseResult) -> tuple[bool, float, float]:
    """What to read first: what passed before, what weighs most, what is furthest from right."""
    return result.change is not Change.BROKEN, -result.case.weight, result.score or 0.0
