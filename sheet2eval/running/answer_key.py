"""What makes two questions to a target the same question, so that an answer to one is an answer to the other."""

from __future__ import annotations

from dataclasses import dataclass

from sheet2eval.digest import digest
from sheet2eval.targets.target import Target
from sheet2eval.types import Case


@dataclass(frozen=True, slots=True)
class AnswerKey:
    """What an answer is the answer to; `asked` is a digest of all that can change it."""

    target: str
    case_id: str
    trial: int
    asked: str


def answer_key(target: Target, case: Case, trial: int) -> AnswerKey:
    """The key of one answer. Where the case does not say when it happens, it happens on the day of the run."""
    messages = [(message.role, message.content) for message in case.messages]
    asked = digest(target.fingerprint, messages, dict(case.variables), case.now.date())
    return AnswerKey(target.name, case.id, trial, asked)
