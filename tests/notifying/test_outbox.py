"""Messages to a real receiver with faults: sent again where they were not taken, and never twice."""

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from sheet2eval.errors import SetupError
from sheet2eval.notifying import outbox as module
from sheet2eval.notifying.outbox import outbox
from sheet2eval.notifying.webhook import address_in
from tests.notifying.receiver import receiving

AT = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Event:
    key: str


@pytest.fixture(autouse=True)
def quick_home(tmp_path, monkeypatch):
    monkeypatch.setenv("SHEET2EVAL_HOME", str(tmp_path))
    monkeypatch.setattr(module, "FIRST_PAUSE_S", 0.01)


@pytest.fixture
def receiver():
    with receiving() as receiver:
        yield receiver


def put(*keys, sheet="s"):
    with outbox(sheet) as box:
        box.put([Event(key) for key in keys], lambda new: {"text": " ".join(event.key for event in new)}, AT)


def send(url, sheet="s"):
    with outbox(sheet) as box:
        return asyncio.run(box.send(url))


def test_an_event_is_told_once_however_often_it_is_found(receiver):
    put("a", "b")
    put("a")
    assert send(receiver.url) == ""
    put("b", "c")
    put()
    assert send(receiver.url) == send(receiver.url) == ""
    assert receiver.texts == ["a b", "c"]


@pytest.mark.parametrize("statuses", [[500], [503, 429, 408], [502, 500]])
def test_what_was_not_taken_is_sent_again(receiver, statuses):
    receiver.answers = list(statuses)
    put("a")
    assert send(receiver.url) == ""
    assert receiver.texts == ["a"]
    assert receiver.came == len(statuses) + 1


def test_a_receiver_that_asks_for_time_gets_it(receiver, monkeypatch):
    slept = []

    async def sleep(seconds):
        slept.append(seconds)

    monkeypatch.setattr(module.asyncio, "sleep", sleep)
    receiver.answers, receiver.headers = [429, 429], {"Retry-After": "7"}
    put("a")
    assert send(receiver.url) == ""
    assert slept == [7, 7]
    receiver.answers, receiver.headers = [429], {"Retry-After": "9999"}
    put("b")
    send(receiver.url)
    assert slept[-1] == module.LONGEST_PAUSE_S


def test_a_receiver_that_is_down_gets_it_with_the_next_sync(receiver):
    receiver.answers = [500] * module.TRIES
    put("a")
    assert send(receiver.url) == "HTTP 500, tried 4 times; it is sent with the next sync"
    put("b")
    assert send(receiver.url) == ""
    assert receiver.texts == ["a", "b"]


def test_no_connection_is_no_message_and_the_secret_stays_secret():
    with receiving() as receiver:
        url = receiver.url
    put("a")
    assert "s3cret" not in send(url)
    assert send(url) == "no connection to 127.0.0.1, tried 4 times; it is sent with the next sync"


def test_what_may_have_been_taken_is_not_sent_again(receiver):
    receiver.answers = ["reset"]
    put("a")
    assert send(receiver.url) == "no answer, so it may have been taken"
    assert send(receiver.url) == ""
    assert receiver.texts == ["a"]


@pytest.mark.parametrize("status", [301, 400, 403, 404, 410])
def test_what_is_refused_is_not_sent_again(receiver, status):
    receiver.answers = [status]
    receiver.headers = {"Location": "http://127.0.0.1:1/elsewhere"}
    put("a")
    assert send(receiver.url) == f"HTTP {status}; see whether its address still holds"
    assert send(receiver.url) == ""
    assert receiver.came == 1


def test_each_sheet_has_its_own_messages(receiver):
    put("a", sheet="one")
    put("b", sheet="two")
    assert send(receiver.url, sheet="two") == ""
    assert receiver.texts == ["b"]


def test_what_is_broken_off_between_two_tries_is_kept(receiver):
    receiver.answers = [500]
    put("a")

    async def broken_off():
        with outbox("s") as box:
            async with asyncio.timeout(0.5):
                await box.send(receiver.url)

    module.FIRST_PAUSE_S, before = 60.0, module.FIRST_PAUSE_S
    try:
        with pytest.raises(TimeoutError):
            asyncio.run(broken_off())
    finally:
        module.FIRST_PAUSE_S = before
    assert send(receiver.url) == ""
    assert receiver.texts == ["a"]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (None, "set the environment variable HOOK to the webhook's address"),
        ("  ", "set the environment variable HOOK to the webhook's address"),
        ("s3cret", "`HOOK` must be an address, http://… or https://…"),
        ("https://a b/s3cret", "`HOOK` must be an address"),
        ("https://me:s3cret@host/", "`HOOK` must hold no password"),
        ("file:///s3cret", "`HOOK` must be an address"),
    ],
)
def test_an_address_that_is_none(monkeypatch, value, said):
    monkeypatch.delenv("HOOK", raising=False)
    if value is not None:
        monkeypatch.setenv("HOOK", value)
    with pytest.raises(SetupError) as raised:
        address_in("HOOK")
    assert str(raised.value).startswith(f"[notify] webhook_env: {said}")
    assert "s3cret" not in str(raised.value)
