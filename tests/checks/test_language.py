from __future__ import annotations

import subprocess
import sys

import pytest

from sheet2eval.checks.check import BadArgument
from tests.checks.graded import check, grade, passes

FRENCH = "C'est noté : je vous rappellerai demain à 19 h d'appeler votre mère."


@pytest.mark.parametrize(
    ("line", "response", "passed", "reason"),
    [
        ("language: fr", FRENCH, True, "is written in French"),
        ("language: French", FRENCH, True, "is written in French"),
        ('language: "fr-CA"', FRENCH, True, "is written in French"),
        ("language: en", FRENCH, False, "is written in French, not English"),
        ("language: de", "Ja, gerne.", True, "is written in German, though it could be Danish too"),
        ("language: en", "OK", False, "does not tell its language: “OK”"),
        ("language: en", "", False, "is empty"),
        ("language: en", "👍", False, "does not tell its language: “👍”"),
    ],
)
def test_what_it_finds(line: str, response: str, passed: bool, reason: str) -> None:
    assert passes(line, response) is passed
    assert grade(line, response).reason == reason


def test_not_turns_it() -> None:
    assert passes("not language: en", FRENCH)
    assert not passes("not language: fr", FRENCH)
    assert passes("not language: en", "42")


def test_what_it_says() -> None:
    assert check("language: fr").says == "the answer is written in French"
    assert check("not language: german").says == "the answer is not written in German"
    assert "pt-br: no matter which variety" in check("language: pt-BR").says


def test_a_variable_may_be_the_language() -> None:
    assert passes(check("language: {{locale}}", {"locale": "fr-FR"}), FRENCH)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("language: Frensh", "did you mean “French”?"),
        ("language: klingonish", "“klingonish” is no language"),
        ("language: fr or en", "“fr or en” is no language"),
        ("language: xx", "“xx” is no language"),
    ],
)
def test_what_is_no_language_is_refused(line: str, said: str) -> None:
    with pytest.raises(BadArgument) as caught:
        check(line)
    assert said in caught.value.problem
    assert "language: fr" in caught.value.mend
    assert "language: French" in caught.value.mend


def test_the_model_is_loaded_when_something_is_graded() -> None:
    code = "import sys\nfrom tests.checks.graded import check\ncheck('language: fr')\nprint('py3langid' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
