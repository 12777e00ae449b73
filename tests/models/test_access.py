from __future__ import annotations

import pytest

from sheet2eval.models.access import OPENAI, Access, find_access


@pytest.fixture(autouse=True)
def environment(monkeypatch):
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(
    ("base_url", "own"),
    [
        (OPENAI, True),
        ("https://eu.api.openai.com/v1", True),
        ("https://OPENAI.com", True),
        ("https://api.openai.com.evil.example/v1", False),
        ("https://notopenai.com/v1", False),
        ("http://127.0.0.1:8080/v1", False),
    ],
)
def test_openai_is_known_by_its_host(base_url, own):
    assert Access(base_url, "OPENAI_API_KEY", "k").is_openai is own


def test_the_configuration_comes_before_the_environment(monkeypatch):
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:1/v1")
    monkeypatch.setenv("OPENAI_API_KEY", "k")
    assert find_access("", "", "it").base_url == "http://127.0.0.1:1/v1"
    assert find_access("http://127.0.0.1:2/v1", "", "it").base_url == "http://127.0.0.1:2/v1"
    monkeypatch.setenv("OPENAI_BASE_URL", " ")
    assert find_access("", "", "it").base_url == OPENAI


def test_the_key_does_not_show(monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "sk-s3cret")
    assert "s3cret" not in repr(find_access("", "", "it"))
