"""Rows and cells that are made each time they are asked for: those of a big sheet are never held together."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import TypeVar, overload

Key = TypeVar("Key", bound=Hashable)
Thing = TypeVar("Thing")


class LazySequence(Sequence[Thing]):
    """What the makers make, in their order."""

    def __init__(self, makers: Sequence[Callable[[], Thing]]) -> None:
        self._makers = makers

    def __len__(self) -> int:
        return len(self._makers)

    @overload
    def __getitem__(self, at: int) -> Thing: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Thing]: ...
    def __getitem__(self, at: int | slice) -> Thing | Sequence[Thing]:
        if isinstance(at, slice):
            return LazySequence(self._makers[at])
        return self._makers[at]()


class LazyMapping(Mapping[Key, Thing]):
    """What is made of each of the keys."""

    def __init__(self, keys: AbstractSet[Key], make: Callable[[Key], Thing]) -> None:
        self._keys = keys
        self._make = make

    def __len__(self) -> int:
        return len(self._keys)

    def __iter__(self) -> Iterator[Key]:
        return iter(self._keys)

    def __getitem__(self, key: Key) -> Thing:
        if key not in self._keys:
            raise KeyError(key)
        return self._make(key)
