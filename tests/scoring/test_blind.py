"""What people say of two answers, found again by the answers."""

from dataclasses import replace

import pytest

from sheet2eval.scoring.blind import draws_own_as_1, human_winner, own_is_1, question, question_of, standing
from sheet2eval.scoring.comparison import Match
from sheet2eval.types import Response, ToolCall
from tests.scoring.duels import match, row


def winner(rows, own="mine", other="theirs", name="a"):
    return human_winner(match((own,), (other,), name), standing(rows))


@pytest.mark.parametrize(
    ("said", "shown", "swapped"),
    [
        ("1", "win", "loss"),
        ("2", "loss", "win"),
        ("tie", "tie", "tie"),
        (" TIE ", "tie", "tie"),
        ("1.0", "win", "loss"),
        ("Answer 1", "win", "loss"),
        ("first.", "win", "loss"),
        ("answer 2", "loss", "win"),
        ("second", "loss", "win"),
        ("Draw", "tie", "tie"),
        ("=", "tie", "tie"),
        ("", None, None),
        ("3", None, None),
        ("A", None, None),
        ("left", None, None),
        ("both", None, None),
        ("new", None, None),
    ],
)
def test_the_winner_is_told_from_the_answers_in_whatever_order_they_stand(said, shown, swapped):
    assert winner([row("mine", "theirs", said)]) == shown
    assert winner([row("theirs", "mine", said)]) == swapped


@pytest.mark.parametrize(
    "stood",
    [
        row("mine", "changed since", "1"),
        row("mine", "theirs", "1", name="b"),
        row("mine", "mine", "1"),
        row("", "", "1"),
    ],
)
def test_it_counts_for_these_answers_to_this_case_alone(stood):
    assert winner([stood]) is None


def test_what_a_cell_does_to_an_answer_makes_no_other_of_it():
    assert winner([row("one\ntwo", "theirs", "1")], own="one\r\ntwo \n") == "win"


def test_between_two_answers_that_are_the_same_there_is_nothing_to_choose():
    assert winner([row("same", "same", "1")], "same", "same") is None


def test_an_answer_that_is_missing_loses_no_comparison():
    assert winner([row("", "theirs", "2")], None) is None


def test_tool_calls_are_part_of_an_answer():
    plain = match(("Done.",), ("Done.",))
    called = Response("Done.", (ToolCall("remind", {"at": "7 PM"}),))
    calling = Match(replace(plain.own, shown=replace(plain.own.shown, response=called)), plain.other)
    assert question(plain) != question(calling)
    assert human_winner(calling, standing([row('Done.\nremind(at="7 PM")', "Done.", "1")])) == "win"


def test_of_copies_the_first_that_is_filled_in_counts():
    rows = [row("mine", "theirs"), row("theirs", "mine", "1"), row("mine", "theirs", "1")]
    assert winner(rows) == "loss"
    assert list(standing(rows)) == [question_of(rows[0])]


def test_who_is_first_is_drawn_anew_for_each_row_and_each_secret():
    pairs = [match((f"mine {name}",), (f"theirs {name}",), name) for name in map(str, range(200))]
    first = [draws_own_as_1(each, "secret") for each in pairs]
    assert 70 < sum(first) < 130
    assert first == [draws_own_as_1(each, "secret") for each in pairs]
    assert first != [draws_own_as_1(each, "another") for each in pairs]


def test_the_draw_does_not_depend_on_who_was_named_first():
    pair = match(("mine",), ("theirs",))
    assert draws_own_as_1(pair, "s") is not draws_own_as_1(Match(pair.other, pair.own), "s")
    assert own_is_1(pair, row("mine", "theirs")) is not own_is_1(pair, row("theirs", "mine"))
