"""What a model that judges answers, read strictly: whatever is not on the closed list is an error, never a guess."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence

from sheet2eval.judges.judge import Winner
from sheet2eval.judges.openai.prompt import CANNOT_TELL, FIRST, PASS, SECOND, TIE, key_of, verdicts_of
from sheet2eval.text.jsontext import NotJson, parse_json, shown, unfenced
from sheet2eval.text.normalise import comparable, quoted
from sheet2eval.text.transcript import answer
from sheet2eval.types import Criterion, Grade, Outcome, Response, Verdict

_WINNERS = {FIRST: Winner.FIRST, SECOND: Winner.SECOND, TIE: Winner.TIE}
_SHOWN = 160  # characters of a quotation in a reason
_LONGEST_REASON = 600

_THOUGHTS = re.compile(r"\A\s*<think>.*?</think>", re.DOTALL)  # as some servers leave them before the answer
_LEFT_OUT = re.compile(r"\[?(?:…|\.{3,})\]?")
_SIGNS = re.compile(r"[\W_]+")
_NO_REASON = "it gives no reason"
_CUT = "the limit of tokens cut it off; raise `max_tokens`"
_AROUND = " \"'`*_"


class UnreadableReply(ValueError):
    """The reply is not of the form that was asked for; the message says how."""


def read_grading(reply: Response, criteria: Sequence[Criterion], response: Response) -> tuple[Outcome, ...]:
    """An outcome for each criterion, in the order in which they were asked."""
    try:
        said = _object(reply)
    except UnreadableReply as fault:
        return (_error(f"the judge's answer cannot be read: {fault}"),) * len(criteria)
    spoken = _bare(answer(response))
    return tuple(
        _outcome(criterion, said.get(key_of(number)), spoken)
        for number, criterion in enumerate(criteria, start=1)
    )


def read_comparison(reply: Response) -> tuple[Winner | None, str]:
    """The better one and the reason; None where what the judge says cannot be read. Who cannot tell, ties."""
    try:
        said = _object(reply)
    except UnreadableReply as fault:
        return None, f"the judge's answer cannot be read: {fault}"
    better, reason = _word(said.get("better")), _reason(said)
    if better == CANNOT_TELL:
        return Winner.TIE, f"it cannot tell which is better: {reason}"
    if better not in _WINNERS:
        return None, f"the judge named no winner: {shown(said.get('better'))}"
    return _WINNERS[better], reason


def _object(reply: Response) -> Mapping[str, object]:
    """The object that the reply is, behind its thoughts and within a code fence where there are such."""
    text = unfenced(_THOUGHTS.sub("", reply.text, count=1)).removeprefix("\ufeff")
    try:
        parse_json(text)
    except NotJson as fault:
        raise UnreadableReply(_CUT if reply.cut else str(fault)) from fault
    said = json.loads(text, object_pairs_hook=_without_repeats)
    if not isinstance(said, dict):
        raise UnreadableReply(f"it is {shown(said)}, not an object")
    return said


def _without_repeats(members: Sequence[tuple[str, object]]) -> Mapping[str, object]:
    found = dict(members)
    if len(found) < len(members):
        raise UnreadableReply("it says the same thing twice")
    return found


def _outcome(criterion: Criterion, said: object, spoken: str) -> Outcome:
    if not isinstance(said, dict):
        return _error("the judge gave no verdict")
    word = _word(said.get("verdict"))
    if word not in verdicts_of(criterion):
        return _error(f"the judge gave a verdict that is none: {shown(said.get('verdict'))}")
    evidence = said.get("evidence")
    evidence = evidence.strip(_AROUND) if isinstance(evidence, str) else ""
    unproven = not _is_said(evidence, spoken)
    parts = (_lead(criterion, word) + _reason(said), _quotation(evidence, unproven=unproven))
    return Outcome(
        _verdict(criterion, word),
        " ".join(filter(None, parts)),
        unproven=unproven,
        grade=_grade(criterion, word),
    )


def _verdict(criterion: Criterion, word: str) -> Verdict:
    if word == CANNOT_TELL:
        return Verdict.UNGRADED
    passed = word == PASS if criterion.pass_at is None else int(word) >= criterion.pass_at
    return Verdict.PASS if passed else Verdict.FAIL


def _grade(criterion: Criterion, word: str) -> Grade | None:
    if criterion.pass_at is None or word == CANNOT_TELL:
        return None
    return Grade(float(word), criterion.pass_at)


def _lead(criterion: Criterion, word: str) -> str:
    """What stands before the reason."""
    if word == CANNOT_TELL:
        return "the judge cannot tell: "
    return "" if criterion.pass_at is None else f"{word} of 5, {criterion.pass_at} needed: "


def _is_said(evidence: str, spoken: str) -> bool:
    """Whether the response says it, part after part where something is left out; "" claims nothing."""
    start = 0
    for part in filter(None, map(_bare, _LEFT_OUT.split(evidence))):
        found = spoken.find(part, start)
        if found < 0:
            return False
        start = found + len(part)
    return True


def _bare(text: str) -> str:
    """Words and numbers alone: models quote without the markup."""
    return _SIGNS.sub(" ", comparable(text)).strip()


def _quotation(evidence: str, *, unproven: bool) -> str:
    if not evidence:
        return ""
    quotation = quoted(evidence, _SHOWN)
    return f"(low evidence: the answer does not say {quotation})" if unproven else f"({quotation})"


def _reason(said: Mapping[str, object]) -> str:
    given = said.get("reason")
    reason = " ".join(given.split()) if isinstance(given, str) else ""
    return (reason if len(reason) <= _LONGEST_REASON else f"{reason[:_LONGEST_REASON]} …") or _NO_REASON


def _word(value: object) -> str:
    """A word of a closed list as the list has it; grades may come as numbers."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"{value:g}"  # 4.0 is the same number as 4
    return value.strip().casefold() if isinstance(value, str) else ""


def _error(reason: str) -> Outcome:
    return Outcome(Verdict.ERROR, reason)
