"""What people read in their channel: links, before and after, and nothing that a cell or an answer slips in."""

from datetime import UTC, datetime
from types import SimpleNamespace

from sheet2eval.notifying.events import Broken, GateCrossed
from sheet2eval.notifying.message import SHOWN_CASES, message
from sheet2eval.scoring.results import Prior
from sheet2eval.types import CellRef, Verdict

AT = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


def broken(name, *, before="Hello", now="Bye", why="contains: hello — does not contain “hello”"):
    result = SimpleNamespace(
        case=SimpleNamespace(id=name, where=CellRef("input", 7, 1)),
        target="bot",
        verdict=Verdict.FAIL,
        why=why,
        response=now,
    )
    return Broken(f"key of {name}", result, Prior({"id": name, "target": "bot", "response": before}))


def text(events, address=lambda where: f"https://sheet/{where}"):
    told = message("Reminders", AT, events, address)
    assert set(told) == {"text"}
    return told["text"]


def test_a_case_that_broke_has_its_link_its_reason_and_both_answers():
    assert text([broken("R07")]) == (
        "*<https://sheet/eval-summary!A1|Reminders>*, 2026-03-02 08:00+00:00\n"
        "1 case that passed does not pass any more:\n"
        "• <https://sheet/input!A7|R07>, bot: pass → fail. contains: hello — does not contain “hello”\n"
        "   before: Hello\n"
        "   now: Bye"
    )


def test_a_file_has_no_links():
    assert "• R07 (input!A7), bot: pass → fail." in text([broken("R07")], lambda where: "")


def test_a_gate_comes_first_with_both_rates():
    crossed = GateCrossed("key", "bot", 0.96, 0.88, 0.95)
    lines = text([broken("R07"), crossed]).splitlines()
    assert lines[1] == "Gate of 95 % missed by bot: 88 % of the cases pass, 96 % before"
    assert "met again" in text([GateCrossed("key", "bot", 0.88, 0.95, 0.95)])


def test_markup_and_mentions_in_cells_and_answers_are_text():
    told = text(
        [broken("<!channel>", before="<https://evil|here>", now="a & b", why="<@U1>")], lambda where: ""
    )
    assert "&lt;!channel&gt;" in told
    assert "&lt;https://evil|here&gt;" in told
    assert "a &amp; b" in told
    assert "<" not in told


def test_many_cases_and_long_answers_are_cut():
    told = text([broken(f"R{number}", now="x" * 100_000) for number in range(500)])
    assert f"… and {500 - SHOWN_CASES} more: see the tab eval-scores" in told
    assert len(told) < 20_000
