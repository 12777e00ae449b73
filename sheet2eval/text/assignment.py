"""Who gets which thing, where each can use only some of them and each thing serves one: bipartite matching."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence


def assigned(fitting: Sequence[Sequence[int]]) -> dict[int, int]:
    """The thing of each claim, given the things that fit it: for as many claims as possible, first ones first.

    A maximum matching by augmenting paths, which never take away a claim's thing without giving it another.
    """
    owners: dict[int, int] = {}
    for claim in range(len(fitting)):
        owners |= _handed_over(claim, fitting, owners)
    return {claim: thing for thing, claim in owners.items()}


def _handed_over(start: int, fitting: Sequence[Sequence[int]], owners: Mapping[int, int]) -> dict[int, int]:
    """The things that change hands so that claim `start` gets one, with their new owners; {} if none can."""
    reached_by: dict[int, int] = {}
    gives_up: dict[int, int] = {}
    waiting = deque([start])
    while waiting:
        claim = waiting.popleft()
        for thing in fitting[claim]:
            if thing in reached_by:
                continue
            reached_by[thing] = claim
            if thing not in owners:
                return _path(thing, reached_by, gives_up)
            gives_up[owners[thing]] = thing
            waiting.append(owners[thing])
    return {}


def _path(thing: int, reached_by: Mapping[int, int], gives_up: Mapping[int, int]) -> dict[int, int]:
    path = {thing: reached_by[thing]}
    while reached_by[thing] in gives_up:
        thing = gives_up[reached_by[thing]]
        path[thing] = reached_by[thing]
    return path
