"""Results made by hand."""

from dataclasses import replace

from sheet2eval.scoring.results import CaseResult
from sheet2eval.types import Case, CellRef, Finding, Message, Response, Trial, Verdict
from tests.tables import STARTED

WHERE = CellRef("ideal-behavior", 2, 3)


def case(name="a", **others):
    return Case(name, CellRef("input", 2, 1), (Message("user", "hi"),), STARTED, **others)


def trial(verdict, text="x", number=1, error=None, name="a"):
    findings = (
        () if error else (Finding("contains: x", "contains", Verdict(verdict), f"it was {verdict}", WHERE),)
    )
    return Trial(name, "bot", number, Response(text, error=error), findings)


def trials(outcomes):
    return tuple(
        trial("pass" if passed else "fail", number=number) for number, passed in enumerate(outcomes, 1)
    )


def result(verdict, weight=1.0, trials=()):
    passed = sum(all(f.verdict is Verdict.PASS for f in trial.findings) for trial in trials)
    return CaseResult(
        case(weight=weight),
        "bot",
        "",
        Verdict(verdict),
        None,
        trials,
        passed,
        None,
        "",
        None,
        None,
        STARTED,
        "",
        "",
        "",
    )


def judged(by_people, by_machine):
    """A result that people have judged."""
    return replace(result(by_people), machine_verdict=Verdict(by_machine))
