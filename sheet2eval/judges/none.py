"""No judge: criteria stay ungraded."""

from __future__ import annotations

from dataclasses import dataclass

from sheet2eval.judges.judge import Member


@dataclass(frozen=True, slots=True)
class Options:
    """Takes no keys."""


def open_judge(name: str, options: Options, member: Member) -> None:
    """There is none."""
