"""Quotas, faults, people who meddle, and the log of it all."""

from __future__ import annotations

import threading

import pytest
import requests

from sheet2eval.testing.sheets import (
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
    ApiError,
    Effort,
    Quota,
    SheetsFault,
    SheetsServer,
    slow,
)
from tests.waiting import SOON_S, until

ADD = {"addSheet": {"properties": {"title": "new"}}}


@pytest.fixture
def server():
    """A new one for each test, with a log and a quota of its own."""
    with SheetsServer() as running:
        yield running


def titles(server, key):
    return [tab.title for tab in server.document(key).tabs]


@pytest.fixture
def ticking():
    """A quota of three reads and two writes, on a clock that stands until it is set."""
    now = [0.0]
    return now, Quota(reads=3, writes=2, clock=lambda: now[0])


def test_a_quota_is_used_up_by_kind_and_comes_back_with_time(ticking):
    now, quota = ticking
    with SheetsServer(quota) as server:
        key = server.create("T", {"input": []})

        def read():
            return requests.get(f"{server.url}/v4/spreadsheets/{key}", timeout=10)

        def write():
            return requests.post(
                f"{server.url}/v4/spreadsheets/{key}:batchUpdate",
                json={"requests": [{"addSheet": {}}]},
                timeout=10,
            )

        assert [read().status_code for _ in range(5)] == [200, 200, 200, 429, 429]
        assert [write().status_code for _ in range(3)] == [200, 200, 429]
        now[0] = 59.9
        refused = read()
        assert (refused.status_code, refused.json()["error"]["status"]) == (429, "RESOURCE_EXHAUSTED")
        assert "Read requests per minute per user" in refused.json()["error"]["message"]
        assert requests.get(f"{server.url}/drive/v3/files/{key}", timeout=10).status_code == 200
        now[0] = 60.0
        assert [read().status_code, write().status_code] == [200, 200]
        assert len(titles(server, key)) == 4
        assert (server.count(Effort.READ), server.count(Effort.WRITE)) == (8, 4)


def test_googles_quota_is_the_usual_one():
    quota = Quota()
    assert (quota.reads, quota.writes, quota.window_s) == (60, 60, 60.0)


@pytest.mark.parametrize(
    ("fault", "code", "is_done"),
    [
        (UNAUTHENTICATED, 401, False),
        (DENIED, 403, False),
        (NOT_FOUND, 404, False),
        (EXHAUSTED, 429, False),
        (INTERNAL, 500, False),
        (UNAVAILABLE, 503, False),
        (LOST_500, 500, True),
        (LOST_503, 503, True),
        (slow(0.01), 200, True),
    ],
)
def test_a_fault_is_answered_and_the_edit_done_or_not(server, api, fault, code, is_done):
    server.fail(fault)
    assert api.batch(ADD)[0] == code
    assert ("new" in titles(server, api.key)) is is_done
    assert api.batch({"addSheet": {}})[0] == 200


@pytest.mark.parametrize(("fault", "is_done"), [(RESET, False), (LOST_RESET, True)])
def test_a_connection_is_reset_before_or_after_the_edit(server, api, fault, is_done):
    server.fail(fault)
    with pytest.raises(requests.ConnectionError):
        api.batch(ADD)
    assert ("new" in titles(server, api.key)) is is_done


@pytest.mark.parametrize(("fault", "is_done"), [(HANG, False), (LOST_HANG, True)])
def test_an_answer_never_comes(server, api, fault, is_done):
    server.fail(fault)
    with pytest.raises(requests.ReadTimeout):
        requests.post(
            f"{api.root}/v4/spreadsheets/{api.key}:batchUpdate", json={"requests": [ADD]}, timeout=0.2
        )
    assert ("new" in titles(server, api.key)) is is_done


def test_faults_come_in_turn_to_whom_they_are_meant_for(server, api):
    server.fail(INTERNAL, None, EXHAUSTED, effort=Effort.WRITE)
    codes = [api.batch({"addSheet": {}})[0], api.ask("GET", f"/v4/spreadsheets/{api.key}")[0]]
    codes += [api.batch({"addSheet": {}})[0] for _ in range(3)]
    assert codes == [500, 200, 200, 429, 200]


def test_a_fault_can_last(server, api):
    server.troubles.lasting = EXHAUSTED
    assert {api.batch(ADD)[0] for _ in range(3)} == {429}
    server.troubles.lasting = None
    assert api.batch(ADD)[0] == 200


def test_a_person_meddles_between_requests(server, api):
    person = server.person(api.key)
    seen = []
    server.before(2, lambda: person.sort("input", "A"), Effort.READ)
    server.after(1, lambda: person.rename_tab("new", "renamed"), Effort.WRITE)
    server.before(3, lambda: seen.append(titles(server, api.key)))
    assert api.values("input!A2:A4") == [["r2"], ["r1"], ["r3"]]
    assert api.do(ADD)[0]["addSheet"]["properties"]["title"] == "new"
    assert api.values("input!A2:A4") == [["r1"], ["r2"], ["r3"]]
    assert seen == [["input", "notes & more", "renamed"]]
    assert server.script.is_done


def test_people_do_what_people_do(server, api):
    person = server.person(api.key)
    person.insert_rows("input", 2)
    person.type("input", "A2", "007")
    person.delete_rows("input", 3, 2)
    person.insert_columns("input", "B")
    person.merge("input", "A2:A3")
    person.hide_rows("input", 3)
    person.add_tab("settings")
    person.paste("settings", "A1", [["setting", "value"], [" Re-grade now", "FALSE"]])
    person.tick("re-grade now")
    person.hide_tab("notes & more")
    assert server.texts(api.key, "input") == [["id", "", "input"], ["7"], ["", "", "007"]]
    assert server.texts(api.key, "settings") == [["setting", "value"], [" Re-grade now", "TRUE"]]
    assert api.get()["sheets"][1]["properties"]["hidden"] is True
    person.delete_tab("settings")
    with pytest.raises(LookupError, match="There is no tab 'settings'"):
        person.tick("re-grade now")


def test_a_mishap_in_a_test_is_told_when_the_block_ends():
    def use(server):
        with server:
            key = server.create("T", {"input": []})
            server.before(1, lambda: server.person(key).delete_tab("nowhere"))
            assert requests.get(f"{server.url}/v4/spreadsheets/{key}", timeout=10).status_code == 500

    with pytest.raises(LookupError, match="no tab 'nowhere'"):
        use(SheetsServer())


def test_a_fault_of_ones_own_words(server, api):
    server.fail(SheetsFault(ApiError(418, "I am a teapot")))
    assert api.batch(ADD) == (418, {"error": {"code": 418, "message": "I am a teapot", "status": "UNKNOWN"}})


def test_the_log_tells_what_was_asked(server, api):
    api.do(ADD)
    server.fail(LOST_500)
    api.ask("GET", f"/v4/spreadsheets/{api.key}", fields="sheets.properties")
    written, read = server.log
    assert (written.operation.id, written.effort, written.status) == (
        "sheets.spreadsheets.batchUpdate",
        Effort.WRITE,
        200,
    )
    assert (written.asked.body, len(written.asked.sent) > 50) == ({"requests": [ADD]}, True)
    assert (read.asked.http, read.asked.query, read.status) == ("GET", {"fields": ["sheets.properties"]}, 200)


def test_requests_at_once_are_done_one_after_the_other(server, api):
    def add(number):
        url = f"{server.url}/v4/spreadsheets/{api.key}:batchUpdate"
        requests.post(
            url, json={"requests": [{"addSheet": {"properties": {"title": f"t{number}"}}}]}, timeout=10
        )

    threads = [threading.Thread(target=add, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(titles(server, api.key)[2:]) == [f"t{number}" for number in range(8)]


def test_one_that_hangs_does_not_hold_up_the_end():
    def ask(url):
        with pytest.raises(requests.ConnectionError):
            requests.get(url, timeout=20)

    with SheetsServer() as server:
        server.fail(HANG)
        asker = threading.Thread(target=ask, args=(f"{server.url}/v4/spreadsheets/any",))
        asker.start()
        until(lambda: server.log)
    asker.join(SOON_S)
    assert not asker.is_alive()
