from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheet2eval.text.arguments import ArgumentFault, Token, listed, single, unquoted
from tests.growth import is_linear


def bare(text: str) -> Token:
    return Token(text, quoted=False)


def in_quotes(text: str) -> Token:
    return Token(text, quoted=True)


@pytest.mark.parametrize(
    ("argument", "token"),
    [
        ("7:00 PM", bare("7:00 PM")),
        ('"7:00 PM "', in_quotes("7:00 PM ")),
        ("“7:00 PM”", in_quotes("7:00 PM")),
        ("„7 Uhr“", in_quotes("7 Uhr")),
        ("'don't'", in_quotes("don't")),
        ("‘so’", in_quotes("so")),
        ('“mixed"', in_quotes("mixed")),
        ('“He said "yes"”', in_quotes('He said "yes"')),
        ('""', in_quotes("")),
        ('"', bare('"')),
        ("", bare("")),
        ("'tis the season", bare("'tis the season")),
        ('a 12" pipe', bare('a 12" pipe')),
        ('"yes" or "no"', bare('"yes" or "no"')),
        ("a | b", bare("a | b")),
        (r"a \| b", bare("a | b")),
        (r"\"quoted\"", bare('"quoted"')),
        (r'"say \"hi\""', in_quotes('say "hi"')),
        (r"one\ntwo", bare("one\ntwo")),
        (r"C:\\new", bare(r"C:\new")),
        (r"\d \x", bare(r"\d \x")),
        ("a\\", bare("a\\")),
        (r"\{{name}}", bare("{{name}}")),
    ],
)
def test_single(argument: str, token: Token) -> None:
    assert single(argument) == token


@pytest.mark.parametrize(
    ("argument", "tokens"),
    [
        ("a", [bare("a")]),
        (" a | b ", [bare("a"), bare("b")]),
        ("a｜“b｜c”", [bare("a"), in_quotes("b｜c")]),
        ('"a | b" | c', [in_quotes("a | b"), bare("c")]),
        (r"a\|b | c", [bare("a|b"), bare("c")]),
        ("12\" pipe | 5' rod", [bare('12" pipe'), bare("5' rod")]),
        ("'don't' | 'x'", [in_quotes("don't"), in_quotes("x")]),
        ('"a" or "b" | c', [bare('"a" or "b"'), bare("c")]),
        ("a||b|", [bare("a"), bare(""), bare("b"), bare("")]),
        ('"" | x', [in_quotes(""), bare("x")]),
        ("“ 7 ” | ‘8’", [in_quotes(" 7 "), in_quotes("8")]),
    ],
)
def test_listed(argument: str, tokens: list[Token]) -> None:
    assert listed(argument) == tuple(tokens)


@pytest.mark.parametrize("argument", ['"7:00 PM', "“never closed", 'a | "b | c'])
def test_an_opening_quote_that_is_never_closed_is_a_fault(argument: str) -> None:
    with pytest.raises(ArgumentFault, match="never closed") as caught:
        listed(argument)
    assert r"\"" in caught.value.mend


def test_apostrophes_and_inch_marks_are_no_fault() -> None:
    assert single("'n' roll").text == "'n' roll"
    assert [token.text for token in listed("don't | 6'2\" | 5\"")] == ["don't", "6'2\"", '5"']


VALUE = '"|\\n{{b}}\\"'


@pytest.mark.parametrize("argument", ["{{a}}", '"{{a}}"', "“{{a}}”", "x {{a}} y"])
def test_what_a_variable_holds_is_never_read_as_syntax(argument: str) -> None:
    assert VALUE in single(argument, lambda _: VALUE).text
    (token,) = listed(argument, lambda _: VALUE)
    assert VALUE in token.text


def test_a_variable_may_have_syntax_in_its_name_and_escaped_braces_are_not_filled() -> None:
    asked: list[str] = []

    def fill(text: str) -> str:
        asked.append(text)
        return "filled"

    tokens = listed(r'{{a|b}} | "{{say "x"}}" | \{{c}} | {{ }', fill)
    assert [token.text for token in tokens] == ["filled", "filled", "{{c}}", "{{ }"]
    assert asked == ["{{a|b}}", '{{say "x"}}']


def test_a_fault_of_fill_reaches_the_caller() -> None:
    def fill(text: str) -> str:
        raise LookupError(text)

    with pytest.raises(LookupError, match="nobody"):
        single("{{nobody}}", fill)


@pytest.mark.parametrize(
    ("argument", "pattern"),
    [(r'"\d+ "', r"\d+ "), (r"\"a\"", r"\"a\""), ('"a"|"b"', '"a"|"b"'), (r" a\nb ", r"a\nb")],
)
def test_unquoted_leaves_escapes(argument: str, pattern: str) -> None:
    assert unquoted(argument) == pattern


def escaped(text: str) -> str:
    for sign in ("\\", "|", '"', "“", "”", "„", "‟"):
        text = text.replace(sign, "\\" + sign)
    return text.replace("\n", r"\n").replace("{{", r"\{{")


@given(
    st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\r")), min_size=1)
)
def test_quoted_and_escaped_items_come_back_as_they_were(texts: list[str]) -> None:
    texts = [text.replace("{", "(") for text in texts]
    assert [token.text for token in listed(" | ".join(f'"{escaped(text)}"' for text in texts))] == texts
    assert single(f"“{escaped(texts[0])}”") == in_quotes(texts[0])


@given(st.text(alphabet="ab \"“”„'’|\\{}n\n"))
def test_any_argument_is_read_or_refused(argument: str) -> None:
    for read in (single, listed):
        with suppress(ArgumentFault):
            read(argument)


@pytest.mark.parametrize("unit", ['"|', "'a", '“"', "{{", "\\", "{{a}}", '"\\"', "| "])
def test_long_arguments_take_linear_time(unit: str) -> None:
    def read(argument: str) -> None:
        for reading in (single, listed):
            with suppress(ArgumentFault):
                reading(argument)

    assert is_linear(read, lambda times: unit * times)
