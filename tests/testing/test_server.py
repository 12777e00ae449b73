"""The test server, asked by a client that knows nothing of it."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request

import pytest

from sheet2eval.testing import FAULTS, Answer, Behaviour, serve, status
from sheet2eval.types import Usage
from tests.waiting import SOON_S, until

CHAT, RESPONSES = "/chat/completions", "/responses"


def post(base_url, path=CHAT, said="Hi", **headers):
    turns = {"input" if path == RESPONSES else "messages": [{"role": "user", "content": said}]}
    sent = json.dumps({"model": "m", **turns}).encode()
    request = urllib.request.Request(base_url + path, sent, {"Content-Type": "application/json", **headers})
    with urllib.request.urlopen(request, timeout=10) as reply:
        return json.load(reply)


def refused(base_url, **headers):
    with pytest.raises(urllib.error.HTTPError) as raised:
        post(base_url, **headers)
    with raised.value as reply:
        return reply.code, json.load(reply)["error"], reply.headers


def test_by_default_it_repeats_what_was_said_and_counts_tokens():
    with serve() as server:
        answer = post(server.base_url)
    assert answer["choices"][0]["message"] == {
        "role": "assistant",
        "content": "You said: Hi",
        "refusal": None,
    }
    assert answer["choices"][0]["finish_reason"] == "stop"
    assert answer["usage"]["total_tokens"] == sum(
        answer["usage"][key] for key in ("prompt_tokens", "completion_tokens")
    )


def test_answers_come_from_a_function_in_the_form_of_either_api():
    said = Answer("Done.", (("f", '{"a": 1}'), (None, "{}")), usage=Usage(3, 4, 2))
    with serve(Behaviour(lambda question: said if question.said == "Hi" else "?")) as server:
        chat, response = post(server.base_url), post(server.base_url, RESPONSES)
        assert post(server.base_url, said="Bye")["choices"][0]["message"]["content"] == "?"
    assert [call["function"] for call in chat["choices"][0]["message"]["tool_calls"]] == [
        {"name": "f", "arguments": '{"a": 1}'},
        {"arguments": "{}"},
    ]
    cached = {"cached_tokens": 2, "cache_write_tokens": 0}
    assert chat["usage"] == {
        "prompt_tokens": 3,
        "prompt_tokens_details": cached,
        "completion_tokens": 4,
        "completion_tokens_details": {"reasoning_tokens": 0},
        "total_tokens": 7,
    }
    assert [item["type"] for item in response["output"]] == ["message", "function_call", "function_call"]
    assert response["usage"] == {
        "input_tokens": 3,
        "input_tokens_details": cached,
        "output_tokens": 4,
        "output_tokens_details": {"reasoning_tokens": 0},
        "total_tokens": 7,
    }


@pytest.mark.parametrize(
    "answer",
    [
        Answer("Hi"),
        Answer("And", finish_reason="length"),
        Answer(None, refusal="No."),
        Answer("Done.", (("f", '{"a": 1}'), ("g", "{"))),
        Answer("Hi", counted=False),
    ],
)
def test_the_official_client_takes_every_answer_for_one_of_openai(answer):
    from openai.types.chat import ChatCompletion
    from openai.types.responses import Response

    with serve(Behaviour(lambda _question: answer)) as server:
        chat = ChatCompletion.model_validate(post(server.base_url))
        response = Response.model_validate(post(server.base_url, RESPONSES))
    assert chat.choices[0].message.content == answer.text
    assert response.output_text == (answer.text or "")
    assert (chat.usage is None, response.usage is None) == (not answer.counted, not answer.counted)


def test_it_notes_what_it_was_asked():
    with serve() as server:
        post(server.base_url, **{"X-Trace": "1"})
        [question] = server.asked
    assert (question.path, question.said, question.headers["x-trace"]) == ("/v1/chat/completions", "Hi", "1")
    assert time.perf_counter() - 10 < question.at_s < time.perf_counter()


def test_it_counts_how_many_ask_at_once():
    with serve(Behaviour(latency_s=(1.0, 1.0))) as server:
        askers = [threading.Thread(target=post, args=(server.base_url,)) for _ in range(5)]
        for asker in askers:
            asker.start()
        for asker in askers:
            asker.join()
        assert (server.most_in_flight, server.in_flight, len(server.asked)) == (5, 0, 5)


def test_the_first_requests_follow_the_schedule():
    schedule = [FAULTS["429"], None, status(500, "down", headers={"X-A": "b"})]
    with serve(Behaviour(schedule=schedule)) as server:
        code, error, headers = refused(server.base_url)
        assert (code, error["code"], headers["Retry-After"]) == (429, "rate_limit_exceeded", "1")
        assert post(server.base_url)
        code, error, headers = refused(server.base_url)
        assert (code, error["message"], headers["X-A"]) == (500, "down", "b")
        assert post(server.base_url)


@pytest.mark.parametrize(("share", "least", "most"), [(0.0, 0, 0), (0.3, 5, 30), (1.0, 50, 50)])
def test_a_share_of_all_requests_fails_alike_with_the_same_seed(share, least, most):
    def failures():
        failed = []
        with serve(Behaviour(share=share, faults=[FAULTS["401"]], seed=7)) as server:
            for number in range(50):
                try:
                    post(server.base_url)
                except urllib.error.HTTPError as error:
                    error.close()
                    failed.append(number)
        return failed

    first = failures()
    assert least <= len(first) <= most
    assert failures() == first


def test_with_a_key_it_refuses_whoever_has_another():
    with serve(Behaviour(key="right")) as server:
        assert refused(server.base_url, Authorization="Bearer wrong")[:1] == (401,)
        assert refused(server.base_url)[1]["code"] == "invalid_api_key"
        assert post(server.base_url, Authorization="Bearer right")


def test_one_that_hangs_does_not_hold_up_the_end():
    def ask(base_url):
        with pytest.raises(OSError, match="closed connection"):
            post(base_url)

    with serve(Behaviour(schedule=[FAULTS["hang"]])) as server:
        asker = threading.Thread(target=ask, args=(server.base_url,))
        asker.start()
        until(lambda: server.asked)
    asker.join(SOON_S)
    assert not asker.is_alive()


@pytest.mark.parametrize("sent", [b"", b"{", b"[1]", b"\xff"])
def test_what_is_no_json_object_is_refused(sent):
    with serve() as server:
        request = urllib.request.Request(server.base_url + CHAT, sent, {"Content-Type": "application/json"})
        with pytest.raises(urllib.error.HTTPError) as raised:
            urllib.request.urlopen(request, timeout=10)
        with raised.value as reply:
            assert (reply.code, json.load(reply)["error"]["message"]) == (400, "The body is no JSON object")
        assert not server.asked


def test_its_models_can_be_listed():
    with serve() as server, urllib.request.urlopen(f"{server.base_url}/models") as reply:
        assert [model["object"] for model in json.load(reply)["data"]] == ["model"]


def command(*arguments):
    return [sys.executable, "-m", "sheet2eval.testing", *arguments]


def test_from_the_command_line_it_tells_its_address_and_answers_from_a_table(tmp_path):
    (tmp_path / "answers.json").write_text('{"Hi": "Hello!"}')
    line = command("--answers", str(tmp_path / "answers.json"), "--latency", "0..0.01", "--fail", "0%")
    with subprocess.Popen(line, stdout=subprocess.PIPE, text=True) as process:
        base_url = process.stdout.readline().strip()
        assert post(base_url)["choices"][0]["message"]["content"] == "Hello!"
        assert post(base_url, said="Bye")["choices"][0]["message"]["content"] == "You said: Bye"
        taken = base_url.rpartition(":")[2].removesuffix("/v1")
        second = subprocess.run(command("--port", taken), capture_output=True, text=True, check=False)
        process.terminate()
    assert second.returncode == 2
    assert second.stderr.splitlines()[-1].endswith(f"--port {taken}: Address already in use")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--fail", "most"), "argument --fail: must be a share such as 10%"),
        (("--latency", "slow"), "argument --latency: must be seconds, as 0.2 or 0.1..0.5"),
        (("--faults", "fire"), "argument --faults/-f: invalid choice: 'fire'"),
        (("--latency", "2..1"), "argument --latency: must be seconds, as 0.2 or 0.1..0.5"),
        (("--latency", "nan"), "argument --latency: must be seconds, as 0.2 or 0.1..0.5"),
        (("--port", "99999"), "argument --port: must be at most 65535"),
        (("--answers", "no.json"), "argument --answers: no.json cannot be used: [Errno 2] No such file"),
    ],
)
def test_what_is_written_wrongly_is_told_in_one_line(arguments, said, monkeypatch, capsys):
    from sheet2eval.testing.__main__ import main

    monkeypatch.setattr(sys, "argv", ["testing", *arguments])
    with pytest.raises(SystemExit):
        main()
    assert said in capsys.readouterr().err.splitlines()[-1]
