from __future__ import annotations

import pytest

from sheet2eval.text.transcript import answer, call_line, conversation, ideals
from sheet2eval.types import CellRef, Ideal, Message, Response, ToolCall
from tests.writing.made_up import case

CALL = ToolCall("create_reminder", {"title": 'say "hi"', "at": 7, "repeat": None, "days": ["Mo"]})
WRITTEN = 'create_reminder(title="say \\"hi\\"", at=7, repeat=null, days=["Mo"])'


@pytest.mark.parametrize(
    ("response", "text"),
    [
        (Response("Done."), "Done."),
        (Response("Done.", (CALL,)), f"Done.\n{WRITTEN}"),
        (Response("", (CALL, ToolCall("ping", {}))), f"{WRITTEN}\nping()"),
        (Response("Done.", None), "Done."),
        (Response("half an answ", error="connection reset"), ""),
        (None, ""),
    ],
)
def test_an_answer_is_its_text_and_calls_and_an_error_is_none(response: Response | None, text: str) -> None:
    assert answer(response) == text


@pytest.mark.parametrize(
    ("messages", "text"),
    [
        ((Message("user", "Hi\nthere"),), "Hi\nthere"),
        ((Message("system", "Be brief."),), "system: Be brief."),
        (
            (Message("user", "At 7"), Message("assistant", "When?"), Message("user", "PM")),
            "user: At 7\nassistant: When?\nuser: PM",
        ),
        ((), ""),
    ],
)
def test_a_conversation_names_its_speakers_where_there_are_several_turns(
    messages: tuple[Message, ...], text: str
) -> None:
    assert conversation(case(messages=messages)) == text


def test_ideals_stand_below_each_other_with_their_calls() -> None:
    where = CellRef("ideal-behavior", 2, 2)
    ideal = (Ideal("At 7 PM.", where, (ToolCall("ping", {}),)), Ideal("", where), Ideal("Tonight.", where))
    assert ideals(case(ideal=ideal)) == "At 7 PM.\nping()\n\nTonight."


@pytest.mark.parametrize("value", [{"a": {1, 2}}, float("nan"), "größer\n", object()])
def test_a_call_is_one_line_whatever_its_arguments(value: object) -> None:
    assert "\n" not in call_line(ToolCall("f", {"x": value}))
