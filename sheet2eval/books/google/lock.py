"""The lock of a document: one run at a time, on whatever machine.

A claim is developer metadata of the whole document under an id of its own, so Google lets nobody make a second one. It
says until when it holds; who works renews it, and a claim that nobody renews lapses. Whoever takes a lapsed one deletes
it as it was read, in the same step: where it was renewed or taken meanwhile, that deletes nothing, and Google refuses
the new one. That of a process that died on this machine is taken in the same way, at once. Nothing depends on the lock
but that nobody asks and pays for the same twice.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

from sheet2eval.books.google import edits
from sheet2eval.books.google.holder import has_died, own_name
from sheet2eval.books.google.structure import CLAIM_ID, Claim, Json
from sheet2eval.errors import InUseError

LEASE_S = 300.0
"""How long a claim holds: more than between two renewals and the longest wait for Google together."""

RENEW_AFTER_S = 100.0

THIS_PROCESS = own_name()
"""Who holds our claims: a notebook that opens a sheet anew is in nobody's way."""


class Lock:
    """What is known of the lock of one document; `now` gives seconds that only grow.

    Edits that it gives are to be sent at once. It takes the lock for ours as soon as it gives those for that, and
    until it sees otherwise.
    """

    def __init__(self, name: str, now: Callable[[], float]) -> None:
        self._name = name
        self._now = now
        self._holder = THIS_PROCESS
        self._claim: Claim | None = None
        self._since = now()  # when the claim was first seen, or made

    def saw(self, claim: Claim | None) -> None:
        """This claim stands in the document."""
        if claim != self._claim:
            self._claim, self._since = claim, self._now()

    @property
    def is_ours(self) -> bool:
        return self._claim is not None and self._claim.holder == self._holder

    @property
    def is_free(self) -> bool:
        """Whether nobody else holds it; a clock that is wrong makes no claim hold longer."""
        claim = self._claim
        if claim is None or self.is_ours or _has_lapsed(claim) or self._age_s > LEASE_S:
            return True
        return has_died(claim.holder)

    def take(self) -> Sequence[Json]:
        """The edits by which it becomes ours, or stays it. Raises InUseError where somebody else holds it."""
        if not self.is_free:
            raise InUseError(f"{self._name} is in use by a run on another machine")
        return self._made_anew()

    def renew(self) -> Sequence[Json]:
        """The edits by which it stays ours, where it is and the time has come."""
        return self._made_anew() if self.is_ours and self._age_s >= RENEW_AFTER_S else ()

    def give_back(self) -> Sequence[Json]:
        """The edit by which it is free, where it is ours."""
        return (self._deleted,) if self.is_ours else ()

    def gave_back(self) -> None:
        """The edit of `give_back` was made."""
        if self.is_ours:
            self.saw(None)

    @property
    def _age_s(self) -> float:
        return self._now() - self._since

    @property
    def _deleted(self) -> Json:
        """Our own claim goes, whether or not it was renewed since we know of it."""
        return edits.unmarked({"metadataId": CLAIM_ID, "metadataKey": self._holder})

    def _made_anew(self) -> Sequence[Json]:
        lapsed = self._claim if self._claim and not self.is_ours else None
        gone = _deleted_as_read(lapsed) if lapsed else self._deleted
        until = datetime.now(UTC) + timedelta(seconds=LEASE_S)
        claim = Claim(self._holder, until.isoformat())
        self.saw(claim)
        return gone, _made(claim)


def _deleted_as_read(claim: Claim) -> Json:
    read = {"metadataKey": claim.holder, "metadataValue": claim.until}
    return edits.unmarked({"metadataId": CLAIM_ID, **read})


def _has_lapsed(claim: Claim) -> bool:
    """By the clock of this machine; so has one that says no time, which none of ours does."""
    try:
        return datetime.fromisoformat(claim.until) <= datetime.now(UTC)
    except (ValueError, TypeError):  # TypeError: without a time zone
        return True


def _made(claim: Claim) -> Json:
    mark = {
        "metadataId": CLAIM_ID,
        "metadataKey": claim.holder,
        "metadataValue": claim.until,
        "location": {"spreadsheet": True},
    }
    return edits.marked(mark)
