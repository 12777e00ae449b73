"""How long a server asks to be left alone, as its headers say it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_REMAINING = "x-ratelimit-remaining-"
_RESET = "x-ratelimit-reset-"
_LIMITS = ("requests", "tokens")
_SECONDS_OF = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3_600.0, "d": 86_400.0}
_SPAN = re.compile(r"(\d{1,12}(?:\.\d{1,12})?)(ms|s|m|h|d)", re.ASCII)
_NUMBER = re.compile(r"\d{1,12}(?:\.\d{1,12})?", re.ASCII)


def retry_after_s(headers: Mapping[str, str], now: datetime) -> float | None:
    """Seconds from `retry-after-ms` or `Retry-After` (RFC 9110: seconds or a date); None where neither says any.

    `headers` are looked up as they are: a mapping that ignores case, or one of lower-case names.
    """
    in_ms = _number(headers.get("retry-after-ms", ""))
    if in_ms is not None:
        return in_ms / 1_000
    said = headers.get("retry-after", "")
    in_s = _number(said)
    return _until(said, now) if in_s is None else in_s


def reset_s(headers: Mapping[str, str]) -> float:
    """Seconds until the server takes requests again, going by OpenAI's rate-limit headers; 0 while it takes them."""
    used_up = [limit for limit in _LIMITS if headers.get(_REMAINING + limit) == "0"]
    return max((_span_s(headers.get(_RESET + limit, "")) for limit in used_up), default=0.0)


def _span_s(said: str) -> float:
    """Seconds of `20ms`, `1s` or `6m0s`; a bare number is seconds, and 0 stands for what cannot be read."""
    parts = _SPAN.findall(said)
    if parts:
        return sum(float(number) * _SECONDS_OF[unit] for number, unit in parts)
    return _number(said) or 0.0


def _number(said: str) -> float | None:
    return float(said) if _NUMBER.fullmatch(said.strip()) else None


def _until(said: str, now: datetime) -> float | None:
    try:
        moment = parsedate_to_datetime(said)
    except ValueError:
        return None
    if moment.tzinfo is None:  # written with -0000, which is UTC
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())
