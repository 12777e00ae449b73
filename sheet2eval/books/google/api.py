"""Google's Sheets API: the one module that touches gspread, whose client sends what is said here.

Questions are asked again for as long as there is hope. Edits are not: their rows must be looked for anew, and where an
answer is lost nobody knows whether they were made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, MutableMapping, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import Any

from google.auth.exceptions import GoogleAuthError, TransportError
from gspread.http_client import FileType, HTTPClient, ParamsType
from gspread.urls import DRIVE_FILES_API_V3_URL, SPREADSHEET_BATCH_UPDATE_URL, SPREADSHEETS_API_V4_BASE_URL
from requests import RequestException, Response

from sheet2eval.books.google.auth import session, share_address, test_server
from sheet2eval.books.google.reading import Grid
from sheet2eval.books.google.refusals import (
    NO_ANSWER,
    AnswerLostError,
    EditedMeanwhileError,
    Refusal,
    in_a_line,
    not_made,
    refusal,
    said_of,
)
from sheet2eval.books.google.structure import (
    FIELDS,
    Column,
    Document,
    Json,
    Render,
    Texts,
    as_body,
    columns_shown,
    document,
)
from sheet2eval.books.google.waiting import PATIENCE, WITHOUT_NETWORK, Pace, Patience, Quota
from sheet2eval.text.waits import retry_after_s

TIMEOUT_S = (10.0, 100.0)  # to connect, and between two pieces of an answer
LONGEST_QUERY = 6_000  # characters of ranges in one request

_GOOGLE = ("https://sheets.googleapis.com", "https://www.googleapis.com")
_AFTERWARDS = "updatedSpreadsheet.sheets(properties.sheetId,data(startColumn,rowData.values.formattedValue))"


class Client(HTTPClient):
    """gspread's client, with a session of ours; what Google refuses is raised as `Refusal`."""

    def __init__(self) -> None:
        """Raises SetupError where there are no credentials."""
        super().__init__(None, session())  # type: ignore[arg-type] # the session brings the credentials
        self.set_timeout(TIMEOUT_S)
        self._test_server = test_server()

    def request(
        self,
        method: str,
        endpoint: str,
        params: ParamsType | None = None,
        data: bytes | None = None,
        json: Mapping[str, Any] | None = None,
        files: FileType = None,
        headers: MutableMapping[str, str] | None = None,
    ) -> Response:
        body = data if json is None else as_body(json)
        typed = {"Content-Type": "application/json; charset=utf-8"} if body else {}
        response = self.session.request(
            method,
            self._placed(endpoint),
            params=params,
            data=body,
            files=files,
            headers={**typed, **(headers or {})},
            timeout=self.timeout,
        )
        if not response.ok:
            raise refusal(response.status_code, _json(response), _asked_wait(response))
        return response

    def _placed(self, endpoint: str) -> str:
        home = next(home for home in _GOOGLE if endpoint.startswith(home))
        return endpoint.replace(home, self._test_server, 1) if self._test_server else endpoint


class Api:
    """One document at Google. `name` is how the person called it, for messages."""

    def __init__(self, key: str, name: str, pace: Pace) -> None:
        self.key = key
        self._name = name
        self._pace = pace
        self._patience = Patience(pace)
        self._client: Client | None = None

    def begin(self, most_s: float) -> None:
        """Something new is wanted, worth so many seconds of waiting."""
        self._patience = Patience(self._pace, most_s)

    def structure(self) -> Document:
        """All but the cells.

        Raises:
            BookError: Google does not give it.
            EditedMeanwhileError: Google makes no sense of it, now.
        """
        said = self._read(lambda http: http.fetch_sheet_metadata(self.key, {"fields": FIELDS}))
        return document(said)

    def values(self, ranges: Sequence[str], render: Render = Render.SHOWN) -> Iterator[Grid]:
        """What the cells of each range show, or hold: one request, unless there are very many ranges.

        Raises:
            BookError: Google does not give them.
            EditedMeanwhileError: there is no such range any more.
        """
        for some in _batches(ranges):
            said = self._read(partial(_values, key=self.key, ranges=some, render=render))
            yield from (each.get("values", ()) for each in said["valueRanges"])

    def edit(self, requests: Sequence[Json], ranges: Sequence[str] = ()) -> Mapping[Column, Texts]:
        """Make all of the edits or none, asking once; returns what the columns in `ranges` show right after.

        What Google does not say of them is left out.

        Raises:
            BookError: Google does not take them.
            EditedMeanwhileError: they do not fit the document any more, or nobody knows whether they were made.
        """
        body: dict[str, Any] = {"requests": requests}
        if ranges:
            body |= {
                "includeSpreadsheetInResponse": True,
                "responseRanges": ranges,
                "responseIncludeGridData": True,
            }
        params: ParamsType = {"fields": _AFTERWARDS} if ranges else {}
        address, data = SPREADSHEET_BATCH_UPDATE_URL % self.key, as_body(body)
        try:
            said = self._once(
                lambda http: http.request("post", address, params, data).json(), self._pace.writes
            )
        except Refusal as refused:
            self._wait_after(refused)
            raise AnswerLostError(refused.words) from refused
        return columns_shown(said.get("updatedSpreadsheet", {}))

    def in_trash(self) -> bool:
        """Whether the document lies in the trash; no where Google does not let us know."""
        params: ParamsType = {"fields": "trashed", "supportsAllDrives": "true"}
        address = f"{DRIVE_FILES_API_V3_URL}/{self.key}"
        try:
            said = self._once(lambda http: http.request("get", address, params).json(), self._pace.reads)
        except Refusal:
            return False
        return said.get("trashed") is True

    def create(self, spreadsheet: Json) -> str:
        """Make a document, asking once, and return its key. Raises BookError."""
        address = SPREADSHEETS_API_V4_BASE_URL
        try:
            said = self._once(
                lambda http: http.request("post", address, json=spreadsheet).json(), self._pace.writes
            )
        except Refusal as refused:
            raise not_made(self._name, refused) from refused
        return str(said["spreadsheetId"])

    def _read(self, ask: Callable[[Client], Any]) -> Json:
        """The answer to a question, asked again for as long as there is hope."""
        while True:
            try:
                said: Json = self._once(ask, self._pace.reads)
            except Refusal as refused:
                self._wait_after(refused)
            else:
                return said

    def _wait_after(self, refused: Refusal) -> None:
        """Wait until it may go better. Raises where there is no hope of that."""
        if refused.is_misfit:
            raise EditedMeanwhileError(refused.words) from refused
        most_s = WITHOUT_NETWORK if refused.status == NO_ANSWER else PATIENCE
        if not (refused.passes and self._patience.wait(refused.wait_s, most_s)):
            raise said_of(self._name, refused, share_address()) from refused

    def _once(self, ask: Callable[[Client], Any], quota: Quota) -> Any:  # noqa: ANN401 - JSON
        self._pace.take(quota)
        try:
            self._client = self._client or Client()
            return ask(self._client)
        except (RequestException, TransportError) as fault:
            raise Refusal(NO_ANSWER, "", type(fault).__name__) from fault
        except GoogleAuthError as fault:
            raise Refusal(401, "", in_a_line(str(fault))) from fault


def _values(http: Client, key: str, ranges: list[str], render: Render) -> Any:  # noqa: ANN401 - JSON
    return http.values_batch_get(key, ranges, {"valueRenderOption": render, "majorDimension": "ROWS"})


def _batches(ranges: Sequence[str]) -> Iterator[list[str]]:
    """The ranges, as many together as one address holds."""
    together: list[str] = []
    for each in ranges:
        if together and sum(map(len, together)) + len(each) > LONGEST_QUERY:
            yield together
            together = []
        together.append(each)
    if together:
        yield together


def _json(response: Response) -> object:
    try:
        return response.json()
    except ValueError:
        return None


def _asked_wait(response: Response) -> float:
    return retry_after_s(response.headers, datetime.now(UTC)) or 0.0
