from datetime import datetime

import pytest

from sheet2eval.checks.check import BadArgument, Line
from sheet2eval.checks.triggers import parse
from sheet2eval.types import Case, CellRef, Message, Response, ToolCall, Verdict

CASE = Case("c1", CellRef("input", 2, 1), (Message("user", "Hi"),), datetime(2025, 4, 10))  # noqa: DTZ001


def rule(argument, fill=str):
    return parse(Line("triggers", "", False, argument, fill))


def response(calls=(), triggered=()):
    return Response(
        "x",
        tool_calls=None if calls is None else tuple(ToolCall(name, {}) for name in calls),
        triggered=triggered,
    )


@pytest.mark.parametrize(
    ("feature", "calls", "triggered", "verdict"),
    [
        ("canvas", ["canvas"], (), Verdict.PASS),
        ("canvas", (), ("canvas",), Verdict.PASS),
        ("canvas", None, ("Canvas",), Verdict.PASS),
        ("Web Search", ["web_search"], (), Verdict.PASS),
        ("web-search", (), ("webSearch",), Verdict.PASS),
        ('"canvas"', ["search", "canvas"], (), Verdict.PASS),
        ("canvas", ["canvas_open"], (), Verdict.FAIL),
        ("canvas", (), (), Verdict.FAIL),
        ("canvas", None, ("search",), Verdict.FAIL),
        ("canvas", None, (), Verdict.UNGRADED),
    ],
)
def test_triggers(feature, calls, triggered, verdict):
    assert rule(feature).grade(response(calls, triggered), CASE).verdict is verdict


def test_reasons():
    assert (
        rule("canvas").grade(response(["a", "a", "b"], ("c",)), CASE).reason
        == "used “c”, “a”, “b”, not “canvas”"
    )
    assert rule("canvas").grade(response(), CASE).reason == "used no feature, not “canvas”"
    assert len(rule("canvas").grade(response(["x" * 100_000 + str(n) for n in range(50)]), CASE).reason) < 500
    assert rule("{{f}}", lambda text: text.replace("{{f}}", "canvas")).says().demand == "uses “canvas”"


@pytest.mark.parametrize("argument", ["", '""', "-", "{{f}}"])
def test_a_feature_is_needed(argument):
    with pytest.raises(BadArgument):
        rule(argument, lambda text: text.replace("{{f}}", " "))


@pytest.mark.parametrize(
    "argument", ["canvas | chart", "canvas, chart", "canvas()", "canvas.", "none", "No call"]
)
def test_a_line_names_one_feature(argument):
    with pytest.raises(BadArgument, match="not the name of a feature"):
        rule(argument)
    assert rule(f"“{argument}”").says().demand == f"uses “{argument}”"
