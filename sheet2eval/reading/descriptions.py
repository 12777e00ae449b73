"""Does an ideal show an answer, or describe one? ("Sure, 7 PM it is." against "Should ask which day.")

The rule, on the first sentence of the cell, without a label such as "Expected:"; the first line that fits
decides:

1. It stands in quotes as a whole: it shows.
2. It speaks of the assistant, the bot, the model, the answer … with a duty or an action ("must", "asks",
   "declines", "does not"), or says what the user is asked or told: it describes.
3. It begins with a duty ("should", "must", "needs to", "would ask", "I expect"): it describes. "Should I …?"
   does not.
4. It lays a duty to act upon anything ("it should ask", "no reminder should be created"): it describes.
5. It gives an instruction that only a developer could follow ("ask which day", "do not create", "no tool
   call", "decline politely"): it describes.
6. It has no "I", "you", "we", and gives advice on an answer ("explain how …", "offer a refund"), names a kind
   of answer ("a polite refusal"), or begins with an action in the third person ("asks", "sets a …"): it
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
    r"uses|redirects|triggers|transfers|escalates)"
)
_ALSO_NOUNS = (
    r"(?:sets|offers|lists|shows|points|calls|requests|updates|stops|moves|schedules|uses|opens|makes)"
)
_OBJECT = (
    r"(?:an?|the|that|to|out|back|only|no|all|any|both|one|two|it|which|when|user|customer|canvas|reminders?|"
    r"tools?|\w*[_(]\w*)"
)
_BASE = (
    r"(?:ask|decline|refuse|confirm|create|set|open|call|say|tell|explain|acknowledge|offer|suggest|mention|"
    r"return|respond|reply|answer|apologi[sz]e|clarify|request|ignore|recogni[sz]e|understand|summari[sz]e|"
    r"avoid|provide|include|contain|cancel|update|schedule|warn|translate|redirect|trigger)"
)
_PAST = r"(?:asked|declined|created|set|opened|called|mentioned|offered|shown|returned|cancell?ed|updated)"
_INSTRUCTION = (
    r"(?:(?:politely\s+)?(?:ask|clarify|confirm)\s+"
    r"(?:which|what|when|whether|if|for|the\s+(?:user|customer)|back)\b|"
    r"(?:do\s+not|don't|never)\s+(?:create|set|open|call|make|ask|add|send|mention|say|trigger|answer|reveal|share|"
    r"give|promise)\b(?!.*\byour\b)|not\s+trigger\b|"
    r"(?:politely\s+)?(?:decline|refuse)(?:\s+(?:to|politely|and|the)\b|$)|"
    r"no\s+(?:reminder|call|tool\s+call|canvas|answer|action)\b|do\s+nothing\b|nothing\s+(?:happens|should)\b|"
    r"(?:create|set)\s+(?:a|the|one|two)\s+reminders?\s+(?:for|at|with|titled)\b)"
)
_ADVICE = (
    r"(?:(?:acknowledge|apologi[sz]e|empathi[sz]e|escalate)\b|(?:offer|suggest)\s+(?:an?|to|another|alternatives?)\b|"
    r"(?:answer|respond|reply)\s+(?:in|that|politely|briefly)\b|explain\s+(?:how|why|that|what)\b|"
    r"return\s+(?:an?\s+error|json|nothing)\b|"
    r"(?:\w+\s+){0,2}(?:tell|inform|remind|refer|direct|redirect|give|show|offer|provide|thank|send)\s+"
    r"(?:the\s+)?(?:user|customer|caller)\b)"
)
_USER_IS = (
    r"(?:the\s+)?(?:user|customer|caller)\s+"
    r"(?:is\s+(?:asked|told|shown|given|informed|offered|referred|warned)|gets|receives)\b"
)
_KIND_OF_ANSWER = (
    r"(?:(?:an?|some)\s+(?:\w+\s+){0,3}|(?:polite|friendly|empathetic|short|brief|clear|helpful)\s+)"
    r"(?:response|reply|refusal|apology|greeting|clarification|confirmation|question)"
    r"(?:\s+(?:that|which|of|about|asking|with|explaining|offering|to\s+the)\b|$)|"
    r"(?:clarifying|follow-up)\s+question\b"
)
_DESCRIBES = (
    re.compile(rf"{_ACTOR}\s+(?:{_DUTY}|(?:\w+ly\s+)?{_THIRD_PERSON})\b"),
    re.compile(_USER_IS),
    re.compile(rf"(?!should\s+(?:i|you|we|it|they|the|this|that)\b)(?:{_DUTY}|ideally)\b(?!-)"),
    re.compile(r"(?:would|we\s+should)\s+(?:not\s+)?(?:ask|decline|refuse|confirm|clarify|explain)\b"),
    re.compile(r"(?:i|we)(?:'d|\s+would)?\s+expect\s+(?:it|the|this|our|that)\b"),
    re.compile(
        rf"(?!i\s|we\s).{{0,80}}?\b{_DUTY}\s+(?:not\s+)?(?:\w+ly\s+)?(?:{_BASE}|be\s+{_PAST})\b(?!.*\byou\b)"
    ),
    re.compile(_INSTRUCTION),
)
"""Whatever else the sentence says."""
_DESCRIBES_UNADDRESSED = (
    re.compile(_ADVICE),
    re.compile(_KIND_OF_ANSWER),
    re.compile(rf"(?:\w+ly\s+)?(?!{_ALSO_NOUNS}\b){_THIRD_PERSON}\b"),
    re.compile(rf"(?:\w+ly\s+)?{_ALSO_NOUNS}\s+{_OBJECT}\b"),
    re.compile(r"it\s+(?:asks|declines|refuses|apologi[sz]es|clarifies|acknowledges|responds|replies)\b"),
)
"""Where the sentence addresses nobody: "Suggest a taxi" describes, "Suggest a taxi and I'll book it" shows."""
_LABEL = re.compile(
    r"(?:expected|ideal|correct|desired)(?:\s+(?:behaviou?r|response|reply|answer|output|result|outcome))?\s*:\s*"
)
_ADDRESSES = re.compile(r"\b(?:i|i'm|i've|i'll|i'd|you|your|you're|you'll|we|we're|we'll)\b")
_SENTENCE_END = re.compile(r"[.!?…](?:\s|$)|\n")
_QUOTES = ('"', "“", "”", "«", "»", "„")


def shows(text: str) -> bool:
    """Whether an ideal is an example of a right answer (True) or guidance about one (False)."""
    if text.startswith(_QUOTES) and text.endswith(_QUOTES):
        return True
    plain = " ".join(text[:400].replace("’", "'").lstrip("-•*# ").casefold().split(" "))
    first = _SENTENCE_END.split(_LABEL.sub("", plain, count=1), 1)[0].strip()
    if any(pattern.match(first) for pattern in _DESCRIBES):
        return False
    return bool(_ADDRESSES.search(first)) or not any(rule.match(first) for rule in _DESCRIBES_UNADDRESSED)
