"""The key goes to the model's server and nowhere else."""

from __future__ import annotations

import pytest

from sheet2eval.targets.target import EndsRun, TargetError
from sheet2eval.testing import Behaviour, body, serve, status
from tests.targets.modelled import KEY, answered, fault, opened, talk


def test_the_key_is_not_carried_to_another_address():
    with serve() as other:
        raised = fault(status(307, headers={"Location": f"{other.base_url}/chat/completions"}))
        assert not other.asked
    assert type(raised) is TargetError
    assert "redirected, which is not followed" in str(raised)


@pytest.mark.parametrize("named", [False, True])
def test_the_key_is_sent_and_told_to_nobody_else(named, monkeypatch):
    monkeypatch.setenv("MY_KEY" if named else "OPENAI_API_KEY", f" {KEY}\n")
    keys = {"api_key_env": "MY_KEY"} if named else {}
    echoed = status(401, f"Incorrect API key provided: {KEY}")
    with serve(Behaviour(schedule=[echoed], key=KEY)) as server:
        target = opened(server.base_url, **keys)
        with pytest.raises(EndsRun) as raised:
            answered(target)
        assert server.asked[0].headers["authorization"] == f"Bearer {KEY}"
    assert KEY not in str(raised.value) + repr(raised.value) + repr(target.__dict__) + target.fingerprint
    assert raised.value.__cause__ is None
    assert str(raised.value).endswith(
        "; check the key in MY_KEY" if named else "; check the key in OPENAI_API_KEY"
    )


@pytest.mark.parametrize(
    "echoed",
    [
        status(400, KEY),
        status(400, "x" * 195 + KEY),  # cut within the key
        status(500, headers={"Retry-After": KEY}),
        body(f'{{"error": "{KEY}"}}'.encode()),
        body(f'{{"headers": "{"x" * 30}{KEY}"}}'.encode()),
        body(f"<html>{KEY}".encode()),
        body(f'{{"choices": [{{"message": {{"content": {{"a": "{KEY}"}}}}}}]}}'.encode()),
        body(f'{{"choices": [{{"message": {{"tool_calls": [{{"a": "{KEY}"}}]}}}}]}}'.encode()),
    ],
)
def test_no_error_tells_a_part_of_the_key(echoed, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    told = str(fault(echoed))
    assert not any(KEY[start : start + 4] in told for start in range(len(KEY) - 3)), told


@pytest.mark.parametrize(
    ("key", "text"), [(KEY, "It is [secret]."), ("test", "It is test."), ("", "It is no-key.")]
)
def test_an_answer_that_repeats_the_key_is_kept_without_it(key, text, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", key)
    assert talk(f"It is {key or 'no-key'}.")[0].text == text


def test_slashes_of_a_key_may_be_escaped(monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "abcd/efgh/ijkl")
    assert "efgh" not in str(fault(body(rb'{"error": "abcd\/efgh\/ijkl"}')))


def test_a_server_of_ones_own_needs_no_key_and_never_gets_the_admins(monkeypatch):
    monkeypatch.setenv("OPENAI_ADMIN_KEY", "sk-admin")
    _, question = talk()
    assert question.headers["authorization"] == "Bearer no-key"
    assert "sk-admin" not in str(question.headers)
