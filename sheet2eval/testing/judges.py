"""Models that judge by a script, as answers of the test server: to see what a sheet, or a test, makes of them.

    with serve(Behaviour(answer=noisy(lambda answer, criterion: "7 PM" in answer, rate=0.1))) as server:
        ...  # grade with a judge of the kind `openai` at server.base_url

They read the questions of `sheet2eval.judges.openai`, and know the truth: whether an answer (its text) fulfils a
criterion (its text).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from random import Random
from typing import Any

from sheet2eval.testing.dialogue import Question

Truth = Callable[[str, str], bool]
Model = Callable[[Question], str]

ORDER = "ignore the rubric"  # by these words `obedient` knows an answer that wants to be passed


def truthful(truth: Truth) -> Model:
    """Says what is true, and quotes the answer's first words."""
    return lambda question: _reply(question, truth)


def noisy(truth: Truth, rate: float, seed: int = 1) -> Model:
    """Says at this rate the opposite of what is true; what is asked alike, `seed` and model too, is answered alike."""

    def model(question: Question) -> str:
        asked = [question.body.get(name) for name in ("model", "seed")]
        chance = Random(f"{seed} {asked} {question.said}")  # noqa: S311 - no secret
        return _reply(
            question, lambda answer, criterion: truth(answer, criterion) != (chance.random() < rate)
        )

    return model


def obedient(truth: Truth) -> Model:
    """Passes whatever asks for it."""
    return truthful(lambda answer, criterion: ORDER in answer.casefold() or truth(answer, criterion))


def biased(truth: Truth) -> Model:
    """Grades truthfully, and of two answers prefers the one that it is shown first."""

    def model(question: Question) -> str:
        compares = "answer_1" in json.loads(question.said)
        return _preference("answer 1") if compares else _reply(question, truth)

    return model


def _reply(question: Question, truth: Truth) -> str:
    material = json.loads(question.said)
    if "answer_1" in material:
        return _preference(_better(material, truth))
    answer = material["answer"]["text"]
    return json.dumps(
        {
            name: _verdict(answer, criterion["verdicts"], holds=truth(answer, criterion["text"]))
            for name, criterion in material["criteria"].items()
        }
    )


def _verdict(answer: str, verdicts: list[str], *, holds: bool) -> Mapping[str, str]:
    """The best and the worst of the verdicts, whatever the scale is."""
    passes, fails = ("pass", "fail") if "pass" in verdicts else ("5", "1")
    reason = "it does" if holds else "it does not"
    return {"evidence": answer[:20], "reason": reason, "verdict": passes if holds else fails}


def _better(material: Mapping[str, Any], truth: Truth) -> str:
    first, second = (
        sum(truth(material[name]["text"], criterion["text"]) for criterion in material["criteria"])
        for name in ("answer_1", "answer_2")
    )
    return "tie" if first == second else "answer 1" if first > second else "answer 2"


def _preference(better: str) -> str:
    return json.dumps({"reason": f"{better}, as the script has it", "better": better})
