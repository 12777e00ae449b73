"""The loopback server itself: documents, what goes wrong, who meddles, and what was asked."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import ExitStack, asynccontextmanager
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING, Self

from sheet2eval.testing.loopback import HOST, in_thread, listening
from sheet2eval.testing.sheets.areas import quoted
from sheet2eval.testing.sheets.document import Access, Document
from sheet2eval.testing.sheets.faults import SheetsFault, Troubles, refusal
from sheet2eval.testing.sheets.filling import filled_tab
from sheet2eval.testing.sheets.operations import Operation, Store
from sheet2eval.testing.sheets.page import page
from sheet2eval.testing.sheets.person import Person
from sheet2eval.testing.sheets.quota import Effort, Quota
from sheet2eval.testing.sheets.script import Script, When
from sheet2eval.testing.sheets.service import Asked, answer
from sheet2eval.testing.sheets.values import read_range
from sheet2eval.testing.sheets.wire import ApiError, Json

if TYPE_CHECKING:
    from aiohttp import web

ACCOUNT = "robot@test-project.iam.gserviceaccount.com"
PERSON = "pm@example.com"
MAX_REQUEST_BYTES = 20_000_000
_CREDENTIALS = ("access_token", "key", "oauth_token")


@dataclass(frozen=True, slots=True)
class Entry:
    """A request in the log; `status` is what the server answered, or would have if the answer had not been lost."""

    asked: Asked
    operation: Operation | None
    status: int

    @property
    def effort(self) -> Effort | None:
        return self.operation.effort if self.operation else None


class SheetsServer:
    """Google Sheets on this machine, for as long as the block lasts.

    `account` is whom the API takes the caller for; it never gets credentials: what comes with some is refused and
    noted in `violations`. Edits from outside a request hold `lock`.
    """

    def __init__(self, quota: Quota | None = None, account: str = ACCOUNT, port: int = 0) -> None:
        self.quota = quota or Quota()
        self.troubles = Troubles()
        self.script = Script()
        self.log: list[Entry] = []
        self.violations: list[str] = []
        self.lock = threading.RLock()
        self._store = Store(account)
        self._port = port
        self._stack = ExitStack()
        self._mishap: Exception | None = None

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self._port}"

    def __enter__(self) -> Self:
        self._stack.enter_context(in_thread(self.running))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()
        if self._mishap is not None and error is None:
            raise self._mishap

    @asynccontextmanager
    async def running(self) -> AsyncIterator[Self]:
        """The server on this event loop."""
        from aiohttp import web

        app = web.Application(client_max_size=MAX_REQUEST_BYTES)
        app.router.add_get("/", self._page)
        app.router.add_route("*", "/{path:.*}", self._handle)
        async with listening(app, self._port) as port:
            self._port = port
            yield self

    def create(self, title: str, tabs: Mapping[str, Sequence[Sequence[object]]]) -> str:
        """A new document, shared with the account for writing; its key. `filling` says what rows may hold."""
        with self.lock:
            document = self._store.drafted(title)
            document.access = Access.WRITER
            document.tabs = [
                filled_tab(document.fresh_number() if number else 0, name, rows)
                for number, (name, rows) in enumerate(tabs.items())
            ]
            self._store.documents[document.key] = document
        return document.key

    def document(self, key: str) -> Document:
        return self._store.documents[key]

    def person(self, key: str, email: str = PERSON) -> Person:
        """The owner of a document, at its browser."""
        return Person(self.document(key), email, self.lock)

    def texts(self, key: str, tab: str) -> list[list[str]]:
        """What a person sees in a tab, without a request."""
        with self.lock:
            read = read_range(self.document(key), quoted(tab), "FORMATTED_VALUE", "ROWS")
        rows: list[list[str]] = read.get("values", [])
        return rows

    def fail(self, *faults: SheetsFault | None, effort: Effort | None = None) -> None:
        """The next requests, or reads, or writes, meet these faults in turn."""
        self.troubles.plan(faults, effort)

    def before(self, nth: int, edit: Callable[[], object], effort: Effort | None = None) -> None:
        """Does the edit before the nth request from now on (1 is the next), or the nth read or write."""
        self.script.plan(When.BEFORE, nth, effort, edit)

    def after(self, nth: int, edit: Callable[[], object], effort: Effort | None = None) -> None:
        """Does the edit after the nth request had its effect, and before its answer is sent."""
        self.script.plan(When.AFTER, nth, effort, edit)

    def count(self, effort: Effort) -> int:
        """How many reads or writes there were, those included that were refused."""
        return sum(entry.effort is effort for entry in self.log)

    async def _page(self, _request: web.Request) -> web.Response:
        from aiohttp import web

        with self.lock:
            return web.Response(text=page(self._store.documents.values()), content_type="text/html")

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        from aiohttp import web

        asked = Asked(request.method, request.rel_url.raw_path, _query(request), await request.read())
        if "authorization" in request.headers or any(name in asked.query for name in _CREDENTIALS):
            self.violations.append(f"{asked.http} {asked.path} came with credentials.")
            return refusal(ApiError(400, "Credentials must never be sent to a test server."))
        try:
            with self.lock:
                fault, told = self._meet(asked)
        except Exception as error:  # a mishap of the server or of a test's edit: told when the block ends
            self._mishap = self._mishap or error
            raise
        right = refusal(told) if isinstance(told, ApiError) else web.json_response(told)
        return right if fault is None else await fault.meet(request, right)

    def _meet(self, asked: Asked) -> tuple[SheetsFault | None, Json | ApiError]:
        """What goes wrong, and what the right answer is; where the request has no effect, that is empty."""
        operation = asked.operation
        effort = operation.effort if operation else None
        self.script.run(When.BEFORE, effort)
        fault = self.troubles.next(effort)
        if fault is None or fault.applied:
            told = self._told(asked, operation)
        else:
            told = fault.happens if isinstance(fault.happens, ApiError) else {}
        self.log.append(Entry(asked, operation, told.code if isinstance(told, ApiError) else 200))
        self.script.run(When.AFTER, effort)
        return fault, told

    def _told(self, asked: Asked, operation: Operation | None) -> Json | ApiError:
        try:
            if operation is not None and operation.api == "sheets.v4":
                self.quota.take(operation.effort)
            return answer(self._store, asked)
        except ApiError as refused:
            return refused


def _query(request: web.Request) -> dict[str, list[str]]:
    return {name: request.query.getall(name) for name in request.query}
