"""The response is, as a whole, an email address, a URL, a UUID, a phone number, an ISO date or an IP address.

White space around it does not matter; anything else beside it does.

- `format: email`: one address such as ada@example.com, without a display name.
- `format: url`: a scheme and a host, as in https://example.com/a?b=c; any scheme will do.
- `format: uuid`: 8-4-4-4-12 hexadecimal digits, of any version.
- `format: phone`: `+` and 7 to 15 digits, also grouped (+44 20 7946 0958), or a number as it is commonly written
  in a country: (415) 555-2671, 1-800-555-0199, 555-0123, 020 7946 0958, 0170/1234567, 06 12 34 56 78,
  912 345 678, 98765 43210, (11) 91234-5678. An extension may follow (ext. 12).
- `format: iso date`: a day that exists, as in 2025-04-11; a date with a time is none.
- `format: ip`: an IPv4 or IPv6 address, without port or prefix length.

PASS  format: email
      ada@example.com
FAIL  format: email
      Write to ada@example.com.
PASS  format: url
      https://example.com/reminders?id=7
FAIL  format: url
      example.com
PASS  format: uuid
      0b8e6c1e-5a7e-4d0f-9c3e-2f1a6b7c8d9e
PASS  format: phone
      +1 (415) 555-2671
FAIL  format: phone
      11.04.2025
PASS  format: iso date
      2024-02-29
FAIL  format: iso date
      2025-02-29
PASS  format: ip
      2001:db8::1
FAIL  format: ip
      192.168.0.256
PASS  not format: url
      Done.
"""

from __future__ import annotations

from dataclasses import dataclass

from sheet2eval.checks.check import BadArgument, Line
from sheet2eval.naming import did_you_mean
from sheet2eval.text.arguments import single
from sheet2eval.text.formats import FORMATS
from sheet2eval.text.normalise import comparable, quoted
from sheet2eval.types import Case, Outcome, Response, Says, Verdict

FORMS = ("",)
EXACTLY = False
ARGUMENT = "needed"
EXAMPLE = "format: email"


@dataclass(frozen=True, slots=True)
class HasFormat:
    name: str

    def grade(self, response: Response, case: Case) -> Outcome:  # noqa: ARG002 - the text alone decides
        text, noun = response.text.strip(), FORMATS[self.name].noun
        if not text:
            return Outcome(Verdict.FAIL, "is empty")
        fault = FORMATS[self.name].fault(text)
        if fault:
            return Outcome(Verdict.FAIL, f"is {quoted(text)}, which is not {noun}: {fault}")
        return Outcome(Verdict.PASS, f"is {quoted(text)}, {noun}")

    def says(self) -> Says:
        noun = FORMATS[self.name].noun
        return Says(f"is {noun} and nothing else", f"is not {noun}, or not that alone")


def parse(line: Line) -> HasFormat:
    typed = single(line.argument or "", line.fill).text
    known = {_key(name): name for name in FORMATS}
    if _key(typed) in known:
        return HasFormat(known[_key(typed)])
    *names, last = FORMATS
    raise BadArgument(
        f"{quoted(typed)} is no format{did_you_mean(typed, FORMATS)}",
        f"Write {', '.join(names)} or {last}, as in “{EXAMPLE}”.",
    )


def _key(name: str) -> str:
    """The name as it is compared: ignoring case, spaces, `-` and `_`."""
    return comparable(name).translate({ord(sign): None for sign in " -_"})
