"""A server on this machine that speaks as Google Sheets does: for tests, and for trying things out.

In a test:

    from sheet2eval.testing.sheets import Effort, LOST_500, SheetsServer

    with SheetsServer() as server:
        key = server.create("Reminders", {"input": [["id", "input"], ["r1", "Remind me at 7"]]})
        person = server.person(key)
        server.before(1, lambda: person.sort("input", "B"), Effort.WRITE)  # while the tool is at work
        server.fail(LOST_500, effort=Effort.WRITE)  # the next write is done, its answer is lost
        ...  # ask server.url; then look at server.texts(key, "input"), server.log, server.violations

It holds to Google's rules as far as they matter here: edits are atomic, quotas, protections, field masks, what is
left out of its JSON. Where google-api-python-client is installed, each request is held against Google's own
description of the API, too. What the server does not know is a 501.
"""

from sheet2eval.testing.sheets.document import Access
from sheet2eval.testing.sheets.faults import (
    DENIED,
    EXHAUSTED,
    HANG,
    INTERNAL,
    LOST_500,
    LOST_503,
    LOST_HANG,
    LOST_RESET,
    NOT_FOUND,
    RESET,
    UNAUTHENTICATED,
    UNAVAILABLE,
    SheetsFault,
    slow,
)
from sheet2eval.testing.sheets.person import Person
from sheet2eval.testing.sheets.quota import Effort, Quota
from sheet2eval.testing.sheets.server import ACCOUNT, SheetsServer
from sheet2eval.testing.sheets.wire import ApiError

__all__ = [
    "ACCOUNT",
    "DENIED",
    "EXHAUSTED",
    "HANG",
    "INTERNAL",
    "LOST_500",
    "LOST_503",
    "LOST_HANG",
    "LOST_RESET",
    "NOT_FOUND",
    "RESET",
    "UNAUTHENTICATED",
    "UNAVAILABLE",
    "Access",
    "ApiError",
    "Effort",
    "Person",
    "Quota",
    "SheetsFault",
    "SheetsServer",
    "slow",
]
