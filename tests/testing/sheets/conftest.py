"""A server, and two ways to ask it: raw requests, and gspread."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

import gspread
import pytest
import requests

from sheet2eval.testing.sheets import Quota, SheetsServer

ROWS = [["id", "input"], ["r2", "Remind me at 7"], ["r1", "=1+1"], ["r3", "007"]]


@pytest.fixture(scope="module")
def server():
    """One for all tests of a module, each of which has a document of its own."""
    with SheetsServer(Quota(reads=10**6, writes=10**6)) as running:
        yield running
    assert not running.violations


@pytest.fixture
def key(server):
    return server.create("Reminders", {"input": ROWS, "notes & more": [["id", "notes"]]})


class Api:
    """Google's REST API of one document, without a library between."""

    def __init__(self, url, key, session):
        self.root, self.key, self.session = url, key, session

    def ask(self, http, path, json=None, **params):
        reply = self.session.request(http, f"{self.root}{path}", json=json, params=params, timeout=10)
        return reply.status_code, reply.json()

    def get(self, path="", **params):
        code, body = self.ask("GET", f"/v4/spreadsheets/{self.key}{path}", **params)
        assert code == 200, body
        return body

    def values(self, range_, **params):
        return self.get(f"/values/{quote(range_, safe='')}", **params).get("values", [])

    def batch(self, *given):
        return self.ask("POST", f"/v4/spreadsheets/{self.key}:batchUpdate", {"requests": list(given)})

    def do(self, *given):
        code, body = self.batch(*given)
        assert code == 200, body
        return body["replies"]

    def refused(self, *given):
        """Status and message of an edit that must not be taken."""
        code, body = self.batch(*given)
        assert code != 200, body
        return code, body["error"]["message"]


@pytest.fixture
def api(server, key):
    with requests.Session() as session:
        yield Api(server.url, key, session)


class LoopbackClient(gspread.HTTPClient):
    """gspread's client, sent to this machine."""

    url = ""

    def request(self, method, endpoint, **rest):
        parts = urlsplit(endpoint)
        query = f"?{parts.query}" if parts.query else ""
        return super().request(method, f"{self.url}{parts.path}{query}", **rest)


@pytest.fixture
def client(server):
    class Client(LoopbackClient):
        url = server.url

    with requests.Session() as session:
        yield gspread.Client(auth=None, session=session, http_client=Client)
