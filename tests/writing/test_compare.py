"""The tab `eval-compare`: blind, in the order of the sheet, and never at the cost of what people wrote."""

import pytest

from sheet2eval.scoring.comparison import Preferences, compared, decide
from sheet2eval.writing.compare import COMPARE, compare_updates, prior_comparison, unread_winners
from tests.scoring.duels import match, preference
from tests.writing.made_up import LIMIT, inputs, places, table

HEADERS = ("id", "input", "answer 1", "answer 2", "human winner", "judge winner", "why")


def decided(name="a", own="mine", other="theirs", *, verdicts=("pass", "fail"), judged=None, human=None):
    pair = match((own, verdicts[0]), (other, verdicts[1]), name)
    return decide(pair, human, Preferences(*map(preference, judged)) if judged else None)


def standing(*rows):
    return table(COMPARE, HEADERS, *rows, ours=True)


def written(*each, stood=(), at=("a", "b", "c"), secret="s"):
    """The rows of the tab as texts by column name, the header's left out."""
    tables = (inputs(*at), *([standing(*stood)] if stood else []))
    (tab,) = compare_updates(compared(("new", "old"), each), secret, tables, places(*at), LIMIT).tabs
    assert [cell.value for cell in tab.rows[0]] == list(HEADERS)
    return [dict(zip(HEADERS, (cell.value for cell in row), strict=True)) for row in tab.rows[1:]]


def test_nothing_in_it_tells_who_is_who():
    rows = [written(decided(str(number)), at=(str(number),))[0] for number in range(40)]
    assert {(row["answer 1"], row["answer 2"]) for row in rows} == {("mine", "theirs"), ("theirs", "mine")}
    assert not any(name in str(value) for row in rows for value in row.values() for name in ("new", "old"))


def test_the_cases_stand_as_in_the_sheet_and_lead_there():
    tab = compare_updates(
        compared(("new", "old"), [decided("c"), decided("a"), decided("gone")]),
        "s",
        (),
        places("a", "b", "c"),
        LIMIT,
    ).tabs[0]
    assert [row[0].value for row in tab.rows[1:]] == ["a", "c"]
    assert str(tab.rows[1][0].link) == "input!A2"


def test_people_choose_from_a_list():
    tab = compare_updates(compared(("new", "old"), [decided()]), "s", (), places("a"), LIMIT).tabs[0]
    assert {column.header: column.choices for column in tab.columns}["human winner"] == ("1", "2", "tie")
    assert tab.identity == ("id", "answer 1", "answer 2")


@pytest.mark.parametrize(
    ("stood", "expected"), [("1", 1), ("2", 2), ("tie", "tie"), ("1!", "1!"), ("007", "007"), ("", None)]
)
@pytest.mark.parametrize("order", [("mine", "theirs"), ("theirs", "mine")])
def test_a_row_keeps_its_order_and_what_a_person_wrote_into_it(order, stood, expected):
    (row,) = written(decided(), stood=[("a", "", *order, stood)])
    assert (row["answer 1"], row["answer 2"], row["human winner"]) == (*order, expected)


def test_with_other_answers_a_new_row_is_asked_and_the_old_one_stays_below():
    rows = written(
        decided("a", "changed"), decided("b"), stood=[("a", "old input", "mine", "theirs", "1", "2", "so")]
    )
    assert [(row["id"], row["human winner"]) for row in rows] == [("a", None), ("b", None), ("a", 1)]
    assert rows[2] == dict(zip(HEADERS, ("a", "old input", "mine", "theirs", 1, 2, "so"), strict=True))


def test_what_nobody_filled_in_makes_room():
    assert len(written(decided(), stood=[("a", "", "earlier", "answers"), ("z", "", "x", "y")])) == 1


@pytest.mark.parametrize("case_id", ["a", "gone"])
def test_a_winner_is_kept_where_its_case_is_gone_or_its_row_was_copied(case_id):
    stood = [(case_id, "", "mine", "theirs", "1"), (case_id, "", "mine", "theirs", "2")]
    each = [decided(case_id)]
    rows = written(*each, stood=stood)
    assert [row["human winner"] for row in rows] == [1, 2]


def test_an_answer_that_is_missing_is_nothing_to_choose_from():
    missing = decide(match((None, "ungraded"), ("theirs", "pass")), None, None)
    assert written(missing) == []


@pytest.mark.parametrize(
    ("judged", "winner"),
    [(("first", "second"), "mine"), (("second", "first"), "theirs"), (("first", "first"), "tie")],
)
@pytest.mark.parametrize("order", [("mine", "theirs"), ("theirs", "mine")])
def test_the_judges_winner_is_the_answer_that_it_prefers(judged, winner, order):
    (row,) = written(decided(verdicts=("pass", "pass"), judged=judged), stood=[("a", "", *order)])
    shown = row["judge winner"]
    assert (shown if shown == "tie" else order[shown - 1]) == winner


def test_the_judge_speaks_of_the_answers_as_they_stand():
    pair = match(("mine",), ("theirs",))
    judged = Preferences(preference("first", "answer 1 is kind"), preference("second", "answer 2 is kind"))
    for order, why in {
        ("mine", "theirs"): "the judge prefers answer 1: answer 1 is kind",
        ("theirs", "mine"): "the judge prefers answer 2: answer 2 is kind",
    }.items():
        (row,) = written(decide(pair, None, judged), stood=[("a", "", *order)])
        assert row["why"] == why


def test_where_a_person_has_decided_the_judges_word_stays():
    stood = [("a", "", "mine", "theirs", "2", "1", "the judge prefers answer 1: kind")]
    (row,) = written(decided(verdicts=("pass", "pass"), human="loss"), stood=stood)
    assert (row["judge winner"], row["why"]) == (1, "the judge prefers answer 1: kind")


def test_what_the_judge_says_now_replaces_what_it_said():
    stood = [("a", "", "mine", "theirs", "", "2", "earlier")]
    (row,) = written(decided(verdicts=("pass", "pass"), judged=("first", "second")), stood=stood)
    assert (row["judge winner"], row["why"]) == (1, "the judge prefers answer 1: names the day")


def test_two_targets_that_answer_alike_ask_people_but_once():
    rows = written(decided(), decided("a", "theirs", "mine", verdicts=("fail", "pass")))
    assert len(rows) == 1


def test_a_tab_of_somebody_else_is_not_read():
    theirs = table(COMPARE, HEADERS, ("a", "", "mine", "theirs", "1"))
    assert prior_comparison([theirs]) == ()


def test_an_answer_that_a_cell_cannot_hold_is_cut_and_still_known():
    long = "x" * 40_000
    (row,) = written(decided("a", long))
    cut = next(row[name] for name in ("answer 1", "answer 2") if row[name] != "theirs")
    assert cut.endswith("… [cut]")
    (again,) = written(decided("a", long), stood=[("a", "", "theirs", cut, "2")])
    assert (again["answer 1"], again["human winner"]) == ("theirs", 2)


def test_a_winner_that_names_none_is_a_problem_of_its_cell():
    shown = ("mine", "theirs")
    stood = standing(("a", "", *shown, "left"), ("b", "", *shown, "draw"), ("c", "", *shown, " "))
    (problem,) = unread_winners([stood])
    assert (str(problem.where), problem.severity, problem.code) == (
        "eval-compare!E2",
        "warning",
        "bad-winner",
    )
    assert problem.problem == "“left” names no winner, so it does not count."
    assert problem.mend == "Write 1 or 2 for the better answer, or tie."


REMARK = "human winner “left” does not count: write 1, 2 or tie"


@pytest.mark.parametrize("why", ["both score 1.00", f"{REMARK}\nboth score 1.00"])
@pytest.mark.parametrize(("winner", "remarked"), [("left", True), ("1", False), ("", False)])
def test_the_row_says_it_for_as_long_as_it_stands(why, winner, remarked):
    stood = [("a", "", "mine", "theirs", winner, "2", why), ("b", "", "x", "y", winner or "1", "2", why)]
    here = decided(verdicts=("pass", "pass"), human="win" if winner == "1" else None)
    ours, others = written(here, stood=stood)
    assert ours["why"].splitlines() == [*([REMARK] if remarked else []), "both score 1.00"]
    assert others["why"].splitlines() == [*([REMARK] if remarked else []), "both score 1.00"]
