r"""The formats a whole text may have: what is wrong with a text that is meant to be an address, a number, a day.

- email: `name@example.com`, one address without a display name. The name is of letters, digits and the signs of
  RFC 5322, at most 64; the domain has a dot and ends in letters (or punycode). Quoted names are no email here.
- url: a scheme, `://` and a host, such as `https://example.com/a?b=c`; no white space. Any scheme will do.
- uuid: 8-4-4-4-12 hexadecimal digits, of any version.
- phone: E.164 (`+` and 7 to 15 digits), or a national number as it is commonly written: `(415) 555-2671`,
  `415-555-2671`, `1-800-555-0199`, `555-0123`, `020 7946 0958`, `0170/1234567`, `06 12 34 56 78`, `912 345 678`,
  `98765 43210`, `(11) 91234-5678`; between groups one space, point, hyphen or slash. An extension (`ext. 12`, `x12`)
  may follow. Dates, years and addresses of hosts are no phone numbers, and neither are digits that show no grouping,
  but for ten of them or those that begin with 0.
- iso date: `2025-04-11`, a day that exists; a date with a time is none.
- ip: an IPv4 or IPv6 address, without a port and without a network's length.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from ipaddress import ip_address
from urllib.parse import urlsplit

LONGEST_URL = 10_000
LONGEST_EMAIL = 254

_NAME = re.compile(r"[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*")
_LABEL = re.compile(r"[^\W_](?:[\w-]{0,61}[^\W_])?")
_TOP_LABEL = re.compile(r"[^\W\d_]{2,63}|xn--[a-z\d-]{1,59}", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z\d+.-]*:", re.IGNORECASE)
_NOT_IN_URL = re.compile(r"[\s<>\"{}|\\^`\x00-\x1f\x7f]")
_UUID = re.compile(r"[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}", re.IGNORECASE | re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)

_EXTENSION = re.compile(r",? ?(?:ext\.?|extension|x|#) ?\d{1,6}\Z", re.IGNORECASE | re.ASCII)
_NUMERIC_DAY = re.compile(r"\d{1,2}([ ./-])\d{1,2}\1\d{2,4}", re.ASCII)
_INTERNATIONAL = re.compile(r"(?:\+|00)[1-9]\d*+(?:[ .-]?\(\d{1,5}\)[ .-]?\d++)?(?:[ ./-]\d++)*", re.ASCII)
_TRUNK = re.compile(r"(?:0[1-9]\d*+|\(0[1-9]\d*+\)[ ./-]?\d++)(?:[ ./-]\d++)*", re.ASCII)
_GROUPED = re.compile(
    r"""
    (?:1[ .-]?)? (?: \(\d{3}\)[ .-]? | \d{3}[ .-] ) \d{3} [ .-] \d{4}  # North America
    | 1?[2-9]\d{9} | [2-9]\d\d-\d{4}
    | \([1-9]\d{1,3}\) [ ]? \d{3,5} [ .-]? \d{4}  # Brazil and others that write the area like this
    | (?:[5-9]\d\d|2[1-9]\d) (?: [ ]\d{3}[ ]\d{3} | (?:[ ]\d\d){3} )  # Spain, Portugal, Poland
    | [89]\d [ ] \d{3} [ ] \d\d [ ] \d\d
    | [6-9]\d{4} [ -] \d{5}  # India
    """,
    re.VERBOSE | re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Format:
    """`noun` names it with its article; `fault` says why a text is none, or None where it is one."""

    noun: str
    fault: Callable[[str], str | None]


def _email(text: str) -> str | None:
    name, at, domain = text.rpartition("@")
    if not at:
        return "it has no @"
    if not _NAME.fullmatch(name) or len(name) > 64:
        return "what stands before the @ is no name of a mailbox"
    if len(text) > LONGEST_EMAIL:
        return f"it is longer than {LONGEST_EMAIL} characters"
    labels = domain.split(".")
    if len(labels) < 2 or not _TOP_LABEL.fullmatch(labels[-1]) or not all(map(_LABEL.fullmatch, labels)):
        return "what stands behind the @ is no domain"
    return None


def _url(text: str) -> str | None:
    if _NOT_IN_URL.search(text):
        return "it holds white space or a sign that no URL has"
    if not _SCHEME.match(text):
        return "it does not begin with a scheme such as https://"
    if len(text) > LONGEST_URL:
        return f"it is longer than {LONGEST_URL} characters"
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return "its host or its port cannot be"
    return None if host and _is_host(host) else "it has no host behind its scheme"


def _is_host(host: str) -> bool:
    if ":" in host:
        return True  # an IPv6 address, which urlsplit has read
    return all(map(_LABEL.fullmatch, host.removesuffix(".").split(".")))


def _uuid(text: str) -> str | None:
    return None if _UUID.fullmatch(text) else "it is not 8-4-4-4-12 hexadecimal digits"


def _phone(text: str) -> str | None:
    number = _EXTENSION.sub("", text[:60]) + text[60:]
    digits = sum(map(str.isdigit, number))
    if _INTERNATIONAL.fullmatch(number):
        digits -= 2 if number.startswith("00") else 0
        return None if 7 <= digits <= 15 else f"it has {digits} digits, not 7 to 15"
    if _NUMERIC_DAY.fullmatch(number):
        return "it may be a date"
    if _GROUPED.fullmatch(number) or (_TRUNK.fullmatch(number) and 8 <= digits <= 12):
        return None
    return "it is not written as phone numbers commonly are"


def _iso_date(text: str) -> str | None:
    if not _DAY.fullmatch(text):
        return "it is not written as 2025-04-11"
    try:
        date.fromisoformat(text)
    except ValueError:
        return "there is no such day"
    return None


def _ip(text: str) -> str | None:
    try:
        ip_address(text)
    except ValueError:
        return "it is neither an IPv4 nor an IPv6 address"
    return None


FORMATS: Mapping[str, Format] = {
    "email": Format("an email address", _email),
    "url": Format("a URL", _url),
    "uuid": Format("a UUID", _uuid),
    "phone": Format("a phone number", _phone),
    "iso date": Format("an ISO date", _iso_date),
    "ip": Format("an IP address", _ip),
}
"""The formats by the names that people type."""
