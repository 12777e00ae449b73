from __future__ import annotations

import pytest

from sheet2eval.books.book import Updates
from sheet2eval.books.memory import MemoryBook
from sheet2eval.scoring.people import graded_reasons, graded_verdict, human_verdict, overruling, remark
from sheet2eval.scoring.results import Prior
from sheet2eval.types import Verdict
from sheet2eval.writing.prior import prior_scores
from sheet2eval.writing.scores import score_rows, scores_tab
from tests.writing.made_up import LIMIT, earlier, places, result, run, trial


def prior(**texts: str) -> Prior:
    return Prior({name.replace("_", " "): text for name, text in texts.items()})


@pytest.mark.parametrize(
    ("said", "shown", "answer", "verdict"),
    [
        ("pass", "Done.", "Done.", Verdict.PASS),
        (" FAIL ", "Done.", "Done.", Verdict.FAIL),
        ("pass", "Done.", "Done!", None),
        ("pass", "a\r\nb ", "a\nb", Verdict.PASS),
        ("pass", "x" * 32_000 + "… [cut]", "x" * 40_000, Verdict.PASS),
        ("", "Done.", "Done.", None),
        ("so so", "Done.", "Done.", None),
        ("flaky", "Done.", "Done.", None),
        ("pass", "", "", Verdict.PASS),
    ],
)
def test_a_verdict_counts_for_the_answer_on_its_row(
    said: str, shown: str, answer: str, verdict: Verdict | None
) -> None:
    row = prior(human_verdict=said, response=shown)
    assert human_verdict(row, answer) is verdict
    assert bool(remark(row, answer)) is (bool(said) and verdict is None)


def test_what_is_no_verdict_is_told() -> None:
    row = prior(human_verdict=" yes ", response="Done.")
    assert remark(row, "Done.") == "human verdict “yes” does not count: choose pass or fail"


def test_a_remark_that_the_target_itself_prints_is_none() -> None:
    row = prior(human_verdict="pass", response="human verdict pass is for another answer (00000000)", why="")
    assert human_verdict(row, row.texts["response"]) is Verdict.PASS


@pytest.mark.parametrize(
    ("texts", "verdict"),
    [
        ({"verdict": "fail"}, Verdict.FAIL),
        ({"verdict": "Flaky "}, Verdict.FLAKY),
        ({"verdict": "pass", "why": overruling(Verdict.PASS, "", Verdict.FAIL, "")}, Verdict.FAIL),
        (
            {
                "verdict": "pass",
                "why": overruling(Verdict.PASS, "Fine\nby me.", Verdict.FAIL, "too long\ntoo late"),
            },
            Verdict.FAIL,
        ),
        ({"verdict": "fail", "why": "mentions “a person said pass, the grading said fail”"}, Verdict.FAIL),
        ({"verdict": "pass", "why": "a person said pass, the grading said nonsense"}, None),
        ({"verdict": "so so"}, None),
        ({}, None),
    ],
)
def test_what_the_grading_said_is_read_from_the_row_whatever_people_say(
    texts: dict[str, str], verdict: Verdict | None
) -> None:
    assert graded_verdict(prior(**texts)) is verdict


@pytest.mark.parametrize("note", ["", "Fine: by me."])
@pytest.mark.parametrize("reasons", ["", "words: <= 5 — has 7 words\ntime: 7 PM — mentions no time"])
def test_the_reasons_of_the_grading_stand_below_what_a_person_says(note: str, reasons: str) -> None:
    why = overruling(Verdict.PASS, note, Verdict.FAIL, reasons)
    assert why.startswith("a person said pass, the grading said fail" + (f": {note}" if note else ""))
    unread = "\n".join(filter(None, (remark(prior(**{"human verdict": "yes"}), ""), reasons)))
    assert graded_reasons(prior(why=why)) == reasons
    assert graded_reasons(prior(why=reasons)) == graded_reasons(prior(why=unread)) == reasons


def test_a_verdict_follows_its_answer_through_run_after_run() -> None:
    book = MemoryBook([earlier({"id": "a", "target": "bot", "response": "A", "human verdict": "pass"})])
    counted = [_run(book, answer) for answer in ("A", "B", "B", "", "A", "B")]
    assert counted == [Verdict.PASS, None, None, None, Verdict.PASS, None]


def test_a_verdict_that_a_person_changes_counts_for_the_answer_that_they_see() -> None:
    book = MemoryBook([earlier({"id": "a", "target": "bot", "response": "A", "human verdict": "pass"})])
    _run(book, "B")
    [row] = prior_scores(book.read())
    assert row.texts["why"].splitlines() == [remark(row, "B"), "the reason"]
    changed = Prior({**row.texts, "human verdict": "fail"})
    assert human_verdict(changed, "B") is Verdict.FAIL


def _run(book: MemoryBook, answer: str) -> Verdict | None:
    """What a person's verdict counts for when this answer comes; then the answer takes the row."""
    prior = prior_scores(book.read())
    graded = run([result("a", shown=trial(answer), why="the reason")])
    book.write(lambda _: Updates(None, (scores_tab(score_rows(graded, prior, places("a"), LIMIT)),)))
    return human_verdict(prior[0], answer)
