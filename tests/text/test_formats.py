from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheet2eval.text.formats import FORMATS
from tests.growth import is_linear

GOOD = {
    "email": [
        *("ada@example.com", "a.b+c_d@mail.example.co.uk", "o'neil@example.com", "1@2.de", "ADA@EXAMPLE.COM"),
        *("ada@xn--exmple-cua.com", "jürgen@müller.de", "a@b.xn--p1ai"),
    ],
    "url": [
        *("https://example.com", "http://localhost:8080/a?b=c#d", "ftp://example.com/f", "HTTPS://Example.COM/"),
        *("https://[2001:db8::1]:443/", "http://127.0.0.1", "https://müller.de/ä", "myapp://open/reminder"),
        *("https://user:pw@example.com/", "https://example.com./a_(b)"),
    ],
    "uuid": ["0b8e6c1e-5a7e-4d0f-9c3e-2f1a6b7c8d9e", "0B8E6C1E-5A7E-1D0F-9C3E-2F1A6B7C8D9E", "0" * 8 + "-0000" * 3 + "-" + "0" * 12],
    "phone": [
        *("+14155552671", "+1 415 555 2671", "+1 (415) 555-2671", "+44 20 7946 0958", "+44 (0)20 7946 0958"),
        *("+49 170 1234567", "+49-30-123456", "+33 6 12 34 56 78", "0049 170 1234567", "+91 98765 43210"),
        *("(415) 555-2671", "(415)555-2671", "415-555-2671", "415.555.2671", "415 555 2671", "1-800-555-0199"),
        *("4155552671", "555-0123", "123-456-7890", "(555) 123-4567", "020 7946 0958", "(020) 7946 0958"),
        *("07911 123456", "0170/1234567", "0170 1234567", "030-123456", "06 12 34 56 78", "0612345678"),
        *("912 345 678", "91 123 45 67", "612 34 56 78", "98765 43210", "(11) 91234-5678", "(11) 3123-4567"),
        *("415-555-2671 ext. 12", "415-555-2671x12", "+1 415 555 2671, ext 3"),
    ],
    "iso date": ["2025-04-11", "2024-02-29", "0001-01-01"],
    "ip": ["192.168.0.1", "0.0.0.0", "::1", "2001:db8::8a2e:370:7334", "::ffff:1.2.3.4"],
}  # fmt: skip
BAD = {
    "email": [
        *("ada", "ada@", "@example.com", "ada@example", "ada@@example.com", "a b@example.com", "ada@example..com"),
        *(".ada@example.com", "ada.@example.com", "Ada <ada@example.com>", "mailto:ada@example.com", "ada@example.c"),
        *("ada@-example.com", "ada@example.com.", "ada@1.2.3.4", f"{'a' * 65}@example.com", f"a@{'b.' * 130}com"),
        *("ada@example.com, bob@example.com", "ada@exam_ple.com."),
    ],
    "url": [
        *("example.com", "www.example.com", "https://", "https:///a", "mailto:ada@example.com", "//example.com"),
        *("https://exa mple.com", "https://example.com and more", "https://a..b", "http://-a.com", "http://x:99999"),
        *("http://[::1", "<https://example.com>", "https:example.com", "7:00 PM", "https://example.com\nx", "http://?a"),
        "https://" + "a" * 10_001,
    ],
    "uuid": ["0b8e6c1e5a7e4d0f9c3e2f1a6b7c8d9e", "0b8e6c1e-5a7e-4d0f-9c3e-2f1a6b7c8d9", "g" * 8 + "-0000" * 3 + "-" + "0" * 12, "{0b8e6c1e-5a7e-4d0f-9c3e-2f1a6b7c8d9e}"],
    "phone": [
        *("911", "12345", "hello", "2025-04-11", "11.04.2025", "11/4/2025", "01-02-2025", "01 02 2025", "192.168.0.1"),
        *("2024-2025", "1234567", "1.234.567", "1,234,567", "3.14159265", "+123456", "+1234567890123456", "+", "++1 415"),
        *("Call 415-555-2671", "415--555-2671", "415-555-26711", "(415 555-2671", "7:00", "1234567890123", "0123"),
        *("415-555-CALL", "+1 415 555 2671 or so", "٠١٢٣٤٥٦٧٨٩"),
    ],
    "iso date": ["2025-02-29", "2025-13-01", "2025-4-11", "20250411", "11-04-2025", "2025-04-11T08:00", "2025-W15-5", "٢٠٢٥-٠٤-١١", "0000-01-01"],
    "ip": ["192.168.0.256", "192.168.1", "192.168.0.1/24", "192.168.0.1:80", "01.2.3.4", "[::1]", ":::", "localhost", "1"],
}  # fmt: skip


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in GOOD.items() for text in texts])
def test_good(name: str, text: str) -> None:
    assert FORMATS[name].fault(text) is None


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in BAD.items() for text in texts])
def test_bad(name: str, text: str) -> None:
    assert FORMATS[name].fault(text)


@pytest.mark.parametrize("name", FORMATS)
@given(st.text(st.one_of(st.characters(), st.sampled_from("0123456789+-() ./:@ax"))))
def test_any_text_can_be_read(name: str, text: str) -> None:
    assert FORMATS[name].fault(text) != ""


@pytest.mark.parametrize("unit", ["1", "1 ", "(1)", "a.", "a@", "0 ", "-", "[", " 555"])
@pytest.mark.parametrize(
    ("name", "lead"),
    [("email", "a@"), ("url", "https://"), ("phone", "+1"), ("phone", "0"), ("phone", ""), ("ip", "::")],
)
def test_reading_takes_linear_time(name: str, lead: str, unit: str) -> None:
    assert is_linear(FORMATS[name].fault, lambda times: lead + unit * times)
