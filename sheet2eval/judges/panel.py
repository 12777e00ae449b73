"""Several judges: the majority of all members decides each criterion, and without one it is an error."""

from __future__ import annotations

import math
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from sheet2eval.digest import digest
from sheet2eval.judges.judge import Judge, Judgement, Member
from sheet2eval.targets.target import Pace
from sheet2eval.types import Case, Response


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """`members`: names of other judges."""

    members: tuple[str, ...]

    def __post_init__(self) -> None:
        message = ""
        if len(self.members) < 2:
            message = "`members` must name at least two judges"
        elif len(set(self.members)) < len(self.members):
            message = "`members` names a judge twice; `votes` asks one several times"
        if message:
            raise ValueError(message)


class Panel(Judge):
    """Leaves time, pace and tries to its members."""

    timeout = math.inf
    pace = Pace(sys.maxsize)

    def __init__(self, label: str, members: Sequence[Judge]) -> None:
        self.label = label
        self.fingerprint = digest("panel", [member.fingerprint for member in members])
        self.voters = tuple(members)

    async def grade(self, case: Case, response: Response) -> Judgement:
        raise NotImplementedError  # its voters are asked in its place

    def stop(self) -> None:
        for member in self.voters:
            member.stop()

    async def close(self) -> None:
        for member in self.voters:
            await member.close()


def open_judge(name: str, options: Options, member: Member) -> Panel:
    """Raises SetupError where a member cannot be opened."""
    return Panel(name, [member(each) for each in options.members])
