"""Does an ideal show an answer, or describe one? ("Sure, 7 PM it is." against "Should ask which day.")

The rule, on the first sentence of the cell; the first line that fits decides:

1. It stands in quotes as a whole: it shows.
2. It speaks of the assistant, the bot, the model, the answer … with a duty or an action ("must", "asks",
   "declines", "does not"): it describes.
3. It begins with a duty ("should", "must", "needs to", "ideally"): it describes.
4. It lays a duty to act upon anything ("it should ask", "no reminder should be created"): it describes.
5. It gives an instruction that only a developer could follow ("ask which day", "do not create", "no tool
   call", "decline politely"): it describes.
6. It begins with an action in the third person ("asks", "declines") and has no "I", "you", "we": it
   describes.
7. Anything else shows.
"""

from __future__ import annotations

import re

_ACTOR = (
    r"(?:(?:the|our|this)\s+)?(?:ai\s+|voice\s+|chat\s*)?"
    r"(?:assistant|bot|chatbot|model|agent|ai|llm|copilot|answer|reply|response|output)"
)
_DUTY = r"(?:should|must|shall|needs?\s+to|ought\s+to|has\s+to|have\s+to|is\s+(?:expected|supposed)\s+to)"
_THIRD_PERSON = (
    r"(?:asks|declines|refuses|confirms|creates|sets|opens|calls|says|tells|explains|acknowledges|offers|"
    r"suggests|mentions|gives|returns|shows|responds|replies|answers|apologi[sz]es|clarifies|requests|ignores|"
    r"recogni[sz]es|understands|summari[sz]es|lists|points|makes|keeps|stays|remains|avoids|provides|includes|"
    r"contains|does\s+not|doesn't|stops|cancels|updates|moves|schedules|treats|handles|warns|translates|writes|"
    r"uses|redirects)"
)
_BASE = (
    r"(?:ask|decline|refuse|confirm|create|set|open|call|say|tell|explain|acknowledge|offer|suggest|mention|"
    r"return|respond|reply|answer|apologi[sz]e|clarify|request|ignore|recogni[sz]e|understand|summari[sz]e|"
    r"avoid|provide|include|contain|cancel|update|schedule|warn|translate|redirect)"
)
_PAST = r"(?:asked|declined|created|set|opened|called|mentioned|offered|shown|returned|cancell?ed|updated)"
_INSTRUCTION = (
    r"(?:(?:politely\s+)?(?:ask|clarify|confirm)\s+"
    r"(?:which|what|when|whether|if|for|the\s+(?:user|customer)|back)\b|"
    r"(?:do\s+not|don't|never)\s+(?:create|set|open|call|make|ask|add|send|mention|say|trigger|answer|reveal|share|"
    r"give|promise)\b|"
    r"(?:politely\s+)?(?:decline|refuse)\s+(?:to\b|politely|and\b|the\b)|"
    r"no\s+(?:reminder|call|tool\s+call|canvas|answer|action)\b|"
    r"(?:create|set)\s+(?:a|the|one|two)\s+reminders?\s+(?:for|at|with|titled)\b)"
)
_DESCRIBES = (
    re.compile(rf"{_ACTOR}\s+(?:{_DUTY}|(?:\w+ly\s+)?{_THIRD_PERSON})\b"),
    re.compile(rf"(?:{_DUTY}|ideally)\b"),
    re.compile(
        rf"(?!i\s|we\s).{{0,80}}?\b{_DUTY}\s+(?:not\s+)?(?:\w+ly\s+)?(?:{_BASE}|be\s+{_PAST})\b(?!.*\byou\b)"
    ),
    re.compile(_INSTRUCTION),
)
_ACTS = re.compile(rf"(?:\w+ly\s+)?{_THIRD_PERSON}\b")
_ADDRESSES = re.compile(r"\b(?:i|i'm|i've|i'll|i'd|you|your|you're|you'll|we|we're|we'll)\b")
_SENTENCE_END = re.compile(r"[.!?…](?:\s|$)|\n")
_QUOTES = ('"', "“", "”", "«", "»", "„")


def shows(text: str) -> bool:
    """Whether an ideal is an example of a right answer (True) or guidance about one (False)."""
    if text.startswith(_QUOTES) and text.endswith(_QUOTES):
        return True
    plain = " ".join(text[:400].replace("’", "'").lstrip("-•*# ").casefold().split(" "))
    first = _SENTENCE_END.split(plain, 1)[0].strip()
    if any(pattern.match(first) for pattern in _DESCRIBES):
        return False
    return not (_ACTS.match(first) and not _ADDRESSES.search(first))
