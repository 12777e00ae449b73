from __future__ import annotations

import pytest

from sheet2eval.checks.check import BadArgument
from tests.checks.graded import check, grade, passes


@pytest.mark.parametrize(
    ("line", "response", "passed"),
    [
        ("format: email", " ada@example.com\n", True),
        ("format: email", "It is ada@example.com", False),
        ("format: URL", "https://example.com", True),
        ("format: url", "example.com", False),
        ("format: uuid", "0b8e6c1e-5a7e-4d0f-9c3e-2f1a6b7c8d9e", True),
        ("format: phone", "415-555-2671", True),
        ("format: ISO-Date", "2025-04-11", True),
        ("format: iso_date", "2025-02-30", False),
        ("format: isodate", "2025-04-11T08:00", False),
        ("format: ip", "::1", True),
        ("format: ip", "1.2.3", False),
        ("format: ip", "", False),
        ("format: {{name}}", "::1", True),
        ("not format: email", "Done.", True),
    ],
)
def test_format(line: str, response: str, passed: bool) -> None:
    assert passes(check(line, {"name": "IP"}), response) is passed


def test_words() -> None:
    assert (
        grade("format: iso date", "2025-02-29").reason
        == "is “2025-02-29”, which is not an ISO date: there is no such day"
    )
    assert grade("format: ip", "::1").reason == "is “::1”, an IP address"
    assert grade("format: ip", " ").reason == "is empty"
    assert check("format: email").says == "the answer is an email address and nothing else"


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("format: e-mial", "did you mean “email”?"),
        ("format: ipv4", "did you mean “ip”?"),
        ("format: date", "did you mean “iso date”?"),
        ("format: json", "“json” is no format"),
    ],
)
def test_unknown_formats(line: str, problem: str) -> None:
    with pytest.raises(BadArgument) as caught:
        check(line)
    assert problem in caught.value.problem
    assert "email, url, uuid, phone, iso date or ip" in caught.value.mend
