"""What holds for every module of `checks/`: the fixed names, the examples, and that nothing makes it raise."""

from __future__ import annotations

from functools import cache
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sheet2eval.checks.check import BadLine
from sheet2eval.manual import Example, examples
from sheet2eval.reading.kinds import Head, find_head, spoken
from sheet2eval.registry import load, names
from sheet2eval.text.callsyntax import parse_calls
from sheet2eval.types import Check, Response, ToolCall, Usage, Verdict
from tests.checks.graded import case, check, passes
from tests.growth import is_linear

KINDS = names("checks")
ALL_EXAMPLES = [
    pytest.param(example, id=f"{kind}-{number}")
    for kind in KINDS
    for number, example in enumerate(examples(load("checks", kind).__doc__ or ""))
]
PAGE = 'A word, 7:00 PM on 11/4/2025, 42 %. I can\'t {say} [1, 2]: "so". ' * 30
HOSTILE = (
    "",
    " ",
    "\x00\x01\x1b[31m\x7f",
    "\ud800 half a character \udfff",
    "\u202emp 00:7\u202c",
    "NaN",
    "{" * 10_000,
    "1:" * 10_000,
    '"' * 10_000,
    "a\u0315\u0300" * 3_000,
    PAGE * 20,
)


@cache
def checks_of(kind: str) -> tuple[Check, ...]:
    module = load("checks", kind)
    lines = [module.EXAMPLE, *(example.line for example in examples(module.__doc__ or ""))]
    return tuple(map(check, dict.fromkeys(lines)))


def response_of(example: Example) -> Response:
    took, cost, tokens = (example.facts.get(name) for name in ("TOOK", "COST", "TOKENS"))
    return Response(
        example.response,
        parse_calls(example.calls),
        latency_s=float(took) if took else None,
        cost_usd=float(cost) if cost else None,
        usage=Usage(0, int(tokens)) if tokens else None,
    )


@pytest.mark.parametrize("kind", KINDS)
def test_it_has_the_fixed_names(kind: str) -> None:
    module = load("checks", kind)
    assert module.__doc__
    assert isinstance(module.FORMS, tuple)
    assert all(isinstance(form, str) for form in module.FORMS)
    assert isinstance(module.EXACTLY, bool)
    assert module.ARGUMENT in {"none", "optional", "needed"}
    assert check(module.EXAMPLE).kind == spoken(kind)


@pytest.mark.parametrize("kind", KINDS)
def test_every_form_can_be_typed(kind: str) -> None:
    module = load("checks", kind)
    for form in module.FORMS:
        assert find_head(f"{spoken(kind)} {form}") == Head(kind, form)
        if module.EXACTLY:
            assert find_head(f"Not {spoken(kind)} {form} exactly") == Head(kind, form, True, True)


@pytest.mark.parametrize("kind", KINDS)
def test_it_has_an_example_that_passes_and_one_that_fails(kind: str) -> None:
    assert {example.passes for example in examples(load("checks", kind).__doc__ or "")} == {True, False}


@pytest.mark.parametrize("example", ALL_EXAMPLES)
def test_its_examples_are_true(example: Example) -> None:
    ideals = [ideal for name, ideal in example.facts.items() if name == "IDEAL"]
    assert passes(example.line, response_of(example), ideals) is example.passes


@pytest.mark.parametrize("kind", KINDS)
def test_it_says_itself_in_plain_words(kind: str) -> None:
    for ready in checks_of(kind):
        says = ready.rule.says()
        for words in (says.demand, says.denial, ready.says):
            assert words.strip() == words != ""
            assert not words.endswith(".")
        assert says.demand != says.denial


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:12]))
@pytest.mark.parametrize("kind", KINDS)
def test_hostile_responses_are_graded(kind: str, text: str) -> None:
    calls = (ToolCall(text, {text: text}), ToolCall("f", {"a": float("nan"), "b": [None, {}], "": 10**400}))
    for response in (Response(text), Response(text, tool_calls=None), Response(text, calls, (text,))):
        for ready in checks_of(kind)[:6]:
            outcome = ready.rule.grade(response, case(ready))
            assert outcome.verdict in {Verdict.PASS, Verdict.FAIL, Verdict.UNGRADED}
            assert outcome.reason
            assert len(outcome.reason) < 2_000


@pytest.mark.parametrize("kind", KINDS)
def test_grading_takes_linear_time(kind: str) -> None:
    tries = count()

    def pages(number: int) -> Response:  # no try reads the text of another: scanners remember a few texts
        return Response(PAGE * number + " " * next(tries))

    for ready in checks_of(kind)[:6]:
        asked = case(ready)
        assert is_linear(
            lambda response, ready=ready, asked=asked: ready.rule.grade(response, asked), pages, 4
        )


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=25)
@given(text=st.text(alphabet=st.characters()))
def test_any_response_is_graded(kind: str, text: str) -> None:
    for ready in checks_of(kind)[:4]:
        assert ready.rule.grade(Response(text), case(ready)).reason


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=40)
@given(argument=st.text(min_size=1, alphabet="ab17:.,-<>={}[]()\"'|\\$~/?!* \n"))
def test_any_argument_compiles_or_is_refused_in_words(kind: str, argument: str) -> None:
    if load("checks", kind).ARGUMENT == "none" or not argument.strip():
        return
    line = f"{spoken(kind)}: {argument.strip()}".splitlines()[0]
    try:
        ready = check(line)
    except BadLine as refused:
        complaint = refused.problem and refused.mend
    else:
        complaint = ready.rule.grade(Response(argument), case(ready)).reason
    assert complaint
