"""Models that fail in every way, asked by `run`: each case has its verdict, and nothing passes that is no answer."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from collections import Counter

import pytest
from aiohttp import web

from sheet2eval.running import pacing, retries
from sheet2eval.testing import FAULTS, Answer, Behaviour, serve, status
from tests.cli.conftest import cells, make_book

KEY = "sk-test-9f8e7d6c5b"
VERDICTS = ("pass", "fail", "flaky", "error", "ungraded", "skipped")


@pytest.fixture(autouse=True)
def environment(monkeypatch, tmp_path):
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SHEET2EVAL_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(retries, "FIRST_PAUSE_S", 0.01)
    monkeypatch.setattr(pacing, "BUSY_REST_S", 0.01)


def book(folder, cases, check="not contains: anything"):
    """Cases whose check a blank answer would pass."""
    ids = [f"case-{number}" for number in range(1, cases + 1)]
    inputs = [(name, f"Say {name}") for name in ids]
    return make_book(folder / "sheet.xlsx", inputs=inputs, ideal=[(name, None, check) for name in ids])


def configure(folder, server, **keys):
    table = {"kind": '"openai"', "model": '"test-model"', "base_url": f'"{server.base_url}"', **keys}
    lines = [f"{key} = {value}" for key, value in table.items()]
    (folder / "sheet2eval.toml").write_text("\n".join(["[targets.model]", *lines, ""]))


def ran(cli, folder, behaviour, cases=3, **keys):
    """What `run` told of so many cases, and the server that it asked."""
    with serve(behaviour) as server:
        configure(folder, server, **keys)
        told = cli("run", book(folder, cases), "--target", "model", "--judge", "none", "--json")
        return told, server


@pytest.mark.parametrize(
    "faults",
    [
        [status(429), status(500), status(503), FAULTS["reset"], FAULTS["truncated"]],
        [FAULTS[name] for name in ("html", "nan", "latin-1", "wrong-type", "empty", "nameless-call")],
        [FAULTS["hang"], status(408), status(409), status(400), FAULTS["huge"]],
    ],
    ids=["connections", "bodies", "others"],
)
def test_the_counts_add_up_whatever_goes_wrong(faults, cli, tmp_path):
    behaviour = Behaviour(latency_s=(0.0, 0.01), share=0.4, faults=faults)
    told, server = ran(cli, tmp_path, behaviour, 40, timeout=0.5, concurrency=8)
    assert told.code == 0
    [target] = told.json["targets"]
    verdicts = Counter(case["verdict"] for case in told.json["cases"])
    assert target["cases"] == sum(verdicts.values()) == 40
    assert {verdict: target[verdict] for verdict in VERDICTS} == {name: verdicts[name] for name in VERDICTS}
    assert verdicts["pass"] + verdicts["error"] == 40
    assert Counter(row["eval: verdict"] for row in cells(tmp_path / "sheet.xlsx", "input")) == verdicts
    assert all(case["response"] for case in told.json["cases"] if case["verdict"] == "pass")
    assert server.most_in_flight <= 2 * 8  # those that hang are given up before the server notices


@pytest.mark.parametrize(
    ("one", "tries", "said"),
    [
        (status(400, "Bad request"), 1, "HTTP 400 Bad Request: Bad request"),
        (status(422, "Unknown tool"), 1, "HTTP 422 Unprocessable Entity: Unknown tool"),
        (status(500, "Down"), 4, "HTTP 500 Internal Server Error: Down (tried 4 times)"),
        (FAULTS["html"], 4, "answered what is not JSON: "),
        (FAULTS["nan"], 4, "answered what is not JSON: NaN is no JSON value"),
        (FAULTS["latin-1"], 4, "answered what is not utf-8 text"),
        (FAULTS["wrong-type"], 4, "answered what is not utf-8 text"),
        (FAULTS["truncated"], 4, "the connection broke off before the answer was whole"),
        (FAULTS["reset"], 4, "the connection broke off before the answer was whole"),
        (FAULTS["empty"], 1, "answered nothing"),
        (FAULTS["nameless-call"], 1, "in tool_calls, which is not"),
    ],
)  # fmt: skip
def test_what_is_no_answer_is_an_error_and_never_a_pass(one, tries, said, cli, tmp_path):
    told, server = ran(cli, tmp_path, Behaviour(schedule=[one] * 99))
    assert told.code == 4
    assert [case["verdict"] for case in told.json["cases"]] == ["error"] * 3
    assert all(said in case["why"] for case in told.json["cases"])
    assert len(server.asked) == 3 * tries
    assert told.err.splitlines()[-1].startswith("sheet2eval: every try ended in an error")


def test_a_server_that_never_answers_is_given_up(cli, tmp_path):
    told, _ = ran(cli, tmp_path, Behaviour(schedule=[FAULTS["hang"]] * 99), timeout=0.2)
    assert told.code == 4
    assert all("no answer within 0.2 s (tried 4 times)" in case["why"] for case in told.json["cases"])


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (status(401, "Wrong key"), "HTTP 401 Unauthorized: Wrong key; check the key in OPENAI_API_KEY"),
        (status(403, "Not yours"), "HTTP 403 Forbidden: Not yours; check what the key in OPENAI_API_KEY may do"),
        (status(404, "No model"), "HTTP 404 Not Found: No model; check `model` and `base_url`"),
        (status(429, "All spent", "insufficient_quota"), "HTTP 429 Too Many Requests: All spent; add credit"),
    ],
)  # fmt: skip
def test_what_every_case_would_meet_ends_the_run_at_once(one, said, cli, tmp_path):
    told, server = ran(cli, tmp_path, Behaviour(schedule=[one] * 99), 40, concurrency=4)
    assert told.code == 4
    assert told.err.splitlines()[-1].startswith(f"sheet2eval: model: {said}")
    assert len(server.asked) <= 4  # those under way


def test_two_megabytes_and_odd_characters_are_answers(cli, tmp_path):
    odd = Answer("= \x00 \x0b \ud83d \uffff \u202e", (("f", '{"a": '),))
    told, _ = ran(cli, tmp_path, Behaviour(lambda _question: odd, schedule=[FAULTS["huge"]]))
    assert (told.code, [case["verdict"] for case in told.json["cases"]]) == (0, ["pass"] * 3)
    assert max(len(case["response"]) for case in told.json["cases"]) == 2_000_000


async def echoed(request):
    """Refuses, and repeats what it was told, cut within the key or not."""
    said = request.headers["Authorization"]
    error = {"message": f"{'x' * 180} {said}", "headers": dict(request.headers)}
    return web.json_response({"error": error}, status=400)


def everything_under(folder):
    for path in folder.rglob("*"):
        if path.suffix == ".xlsx":
            with zipfile.ZipFile(path) as parts:
                yield from ((f"{path.name}: {part}", parts.read(part)) for part in parts.namelist())
        elif path.is_file():
            yield path.name, path.read_bytes()


def test_the_key_is_in_nothing_that_a_run_leaves(tmp_path):
    def repeat(question):
        return f"You are {question.headers['authorization']}."

    with serve(Behaviour(repeat, schedule=[echoed, echoed, FAULTS["500"], None])) as server:
        configure(tmp_path, server, api_key_env='"MY_KEY"')
        line = ["run", str(book(tmp_path, 6)), "--target", "model", "--judge", "none", "--json"]
        environment = {**os.environ, "MY_KEY": KEY, "OPENAI_LOG": "debug"}
        done = subprocess.run(
            [sys.executable, "-m", "sheet2eval", *line],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            check=True,
        )
        assert {question.headers["authorization"] for question in server.asked} == {f"Bearer {KEY}"}
    left = dict(everything_under(tmp_path))
    assert b"You are Bearer [secret]." in done.stdout
    assert any(b"You are Bearer [secret]." in content for content in left.values())
    holding = [name for name, content in left.items() if KEY[:10].encode() in content]
    assert (holding, KEY[:10].encode() in done.stdout + done.stderr) == ([], False)
