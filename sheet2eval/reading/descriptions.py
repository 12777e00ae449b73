"""Does an ideal show an answer, or describe one? ("Sure, 7 PM it is." against "Should ask which day.")

The rule, on the first sentence of the cell, without a bullet or a label such as "Expected:" or "Bot:"; the first
line that fits decides:

1. It stands in quotes as a whole: it shows.
2. It speaks of the assistant, the bot, the model, the answer … with a duty, an action or a style ("must", "asks",
   "does not", "is polite"), or says what the user is asked or told: it describes.
3. It stands for no answer at all ("same as current", "tbd"), or for one of many ("something like: …"): it
   describes.
4. It begins with a duty ("should", "must", "needs to", "would ask", "I expect it to"): it describes. "Should I …?"
   does not.
5. It lays a duty to act upon anything ("it should ask", "no reminder should be created"): it describes.
6. It gives an instruction that only a developer could follow ("ask which day", "do not create", "no tool call",
   "call create_reminder", "decline politely"), or is a call: it describes.
7. It addresses nobody (no "I", "you", "we", "me" …), and gives advice on an answer ("explain how …", "keep it
   short"), names a kind of answer or its shape ("a polite refusal", "under 50 words", "valid JSON"), or begins
   with an action in the third person ("asks", "sets a …"): it describes.
8. Anything else shows.
"""

from __future__ import annotations

import re


def _any_of(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns))


_ACTOR = (
    r"(?:(?:the|our|this)\s+)?(?:ai\s+|voice\s+|chat\s*)?"
    r"(?:assistant|bot|chatbot|model|agent|ai|llm|copilot|answer|reply|response|output)"
)
_DUTY = (
    r"(?:(?:should|must|shall)(?:n't|'ve)?|won't(?=\s+(?:ask|answer|create|open|call))|needs?\s+to|ought\s+to|has\s+to|have\s+to|"
    r"is\s+(?:expected|supposed)\s+to)"
)
_THIRD_PERSON = (
    r"(?:asks|declines|refuses|confirms|creates|sets|opens|calls|says|tells|explains|acknowledges|offers|"
    r"suggests|mentions|gives|returns|shows|responds|replies|answers|apologi[sz]es|clarifies|requests|ignores|"
    r"recogni[sz]es|understands|summari[sz]es|lists|points|makes|keeps|stays|remains|avoids|provides|includes|"
    r"contains|does\s+not|doesn't|stops|cancels|updates|moves|schedules|treats|handles|warns|translates|writes|"
    r"uses|redirects|triggers|transfers|escalates|admits|recommends|corrects|prompts|outputs|interprets|pushes|"
    r"rejects|states|identifies|extracts|follows|checks|verifies|presents|produces|generates)"
)
_ALSO_NOUNS = (
    r"(?:sets|offers|lists|shows|points|calls|requests|updates|stops|moves|schedules|uses|opens|makes)"
)
_OBJECT = (
    r"(?:an?|the|that|to|out|back|only|no|all|any|both|one|two|it|which|when|user|customer|canvas|reminders?|"
    r"tools?|two|three|four|five|\d+|empathy|concern|\w+\s+units|\w*[_(]\w*)"
)
_BASE = (
    r"(?:ask|decline|refuse|confirm|create|set|open|call|say|tell|explain|acknowledge|offer|suggest|mention|"
    r"return|respond|reply|answer|apologi[sz]e|clarify|request|ignore|recogni[sz]e|understand|summari[sz]e|"
    r"avoid|provide|include|contain|cancel|update|schedule|warn|translate|redirect|trigger|interpret|treat|admit)"
)
_PAST = r"(?:asked|declined|created|set|opened|called|mentioned|offered|shown|treated|cancell?ed|updated|triggered)"
_TOOL = r"\w+_\w+"
_INSTRUCTION = (
    rf"(?:{_TOOL}\s*\(|.{{0,80}}?\b(?:via|using|with)\s+{_TOOL}\b|{_TOOL}\s+(?:is\s+|gets\s+)?called\b|"
    rf"calls?\s+(?:{_TOOL}|the\s+(?:\w+\s+)?tool)\b|tool\s+calls?\s*:|"
    r"(?:politely\s+)?(?:ask|clarify|confirm)\s+"
    r"(?:which|what|when|whether|if|for|(?:with\s+)?the\s+(?:user|customer)|back|a\s+\w+\s+question)\b|"
    r"(?:tell|inform|remind)\s+the\s+(?:user|customer|caller)\b|"
    r"(?:do\s+not|don't|never)\s+(?:create|set|open|call|make|ask|add|send|mention|say|trigger|answer|reveal|share|"
    r"give|promise|hallucinate|invent|guess|assume|make\s+up)\b(?!.*\byour\b)|not\s+trigger\b|"
    r"(?:politely\s+)?(?:decline|refuse)(?:\s+(?:to|politely|and|the)\b|$)|"
    r"no\s+(?:reminder|call|tool\s+call|canvas|answer|action)\b|no\s+(?:response|reply)$|do\s+nothing\b|nothing\s+(?:happens|should)\b|"
    r"(?:create|set)\s+(?:a|the|one|two)\s+reminders?\s+(?:for|at|with|titled)\b)"
)
_STYLE = (
    r"(?:short|brief|concise|polite|friendly|formal|empathetic|helpful|neutral|professional|honest|in\s+chat|"
    r"(?:valid\s+)?json|an?\s+(?:\w+\s+)?(?:table|list|question|refusal|sentence))"
)
_ADVICE = (
    r"(?:(?:acknowledge|apologi[sz]e|empathi[sz]e|escalate)\b|"
    r"(?:offer|suggest|recommend)\s+(?:an?|to|another|alternatives?|seeing)\b|"
    r"(?:answer|respond|reply)\s+(?:in|that|politely|briefly|directly|the\s+question)\b|"
    r"(?:explain|admit|clarify|mention|interpret)\s+(?!a\s+bit)\S|prompt\s+(?:the\s+)?user\b|"
    r"(?:return|output)\s+(?:an?\s+(?:error|table|list)|(?:valid\s+)?json|nothing)\b|"
    r"(?:give|provide|list|show|write)\s+(?:an?\s+(?:short|brief|direct|list|table)|\d+|two|three|empathy)\b|"
    r"(?:summari[sz]e|translate)\s+(?:in|to|into|the)\b|(?:request|confirm|include)\s+the\s+\w+(?:\s+\w+)?$|"
    r"(?:hand\s+over|transfer|redirect)\s+to\b|push\s+back\b|ignore\s+(?:the|any)\b|never\s+mentions?\b|"
    r"(?:treat|handle)\s+(?:as|gracefully)\b|avoid\s+(?:\w+\s+){0,2}advice\b|say\s+(?:that\s+)?it\b|"
    rf"(?:be|stay|remain|keep\s+(?:it|the\s+\w+))\s+{_STYLE}\b|use\s+\w+\s+units\b|to\s+(?:ask|clarify|decline)\b|"
    r"(?:\w+\s+){0,2}(?:tell|inform|remind|refer|direct|redirect|correct|give|show|offer|provide|thank|send)\s+"
    r"(?:the\s+)?(?:user|customer|caller)\b)"
)
_FEW = r"(?:\d+|one|two|three|four|five)"
_SHAPE = (
    r"(?:under|max(?:imum)?|at\s+(?:most|least)|(?:no\s+more|less|fewer)\s+than|up\s+to)\s+"
    rf"{_FEW}\s+(?:words?|sentences?|bullets?|lines?|characters?|paragraphs?)\b|"
    r"(?:valid\s+)?json(?:\s+(?:object|with|containing|only)\b|$)|\w+\s+tone\b(?=$|[,;])|"
    r"(?:an?\s+)?(?:bullet(?:ed)?|numbered|markdown)\s+(?:list|table)\b|"
    rf"an?\s+(?:list|table)\s+(?:of|with)\s+{_FEW}\s+(?:\w+s|rows?|columns?|items?)\b"
)
_USER_IS = (
    r"(?:the\s+)?(?:users?|customers?|callers?)\s+"
    r"(?:(?:is|are|(?:should|must)\s+be)\s+(?:asked|told|shown|given|informed|offered|referred|warned)|gets|receives)\b"
)
_KIND_OF_ANSWER = (
    r"(?:(?:an?|some)\s+(?:\w+\s+){0,3}|(?:polite|friendly|empathetic|short|brief|clear|helpful)\s+)"
    r"(?:response|reply|refusal|apology|greeting|clarification|confirmation|question)"
    r"(?:\s+(?:that|which|of|about|asking|with|explaining|offering|to\s+the)\b|$)|"
    r"(?:clarifying|follow-up)\s+question\b"
)
_NO_ANSWER = (
    r"(?:same\s+as\s+(?:current|today|above|below|before)\b|(?:as\s+is|no\s+changes?|n/a|tbd|works\s+as\s+expected)$|"
    r"see\s+(?:the\s+)?(?:prd|spec|ticket|row|above|below)\b|(?:refusal|clarification|apology|error\s+message)$|"
    r"clarification\s+(?:is\s+)?(?:needed|required)\b|needs?\s+clarification\b|"
    r"(?:something|anything)\s+(?:like|along)\b|similar\s+to\b|along\s+the\s+lines\b|e\.g\b|for\s+example\s*:|"
    r"(?:either|any)\b.*\b(?:question|refusal|answer|reply|response)\s+(?:is|are)\s+(?:fine|ok|okay|acceptable)\b|(?:would\s+be|it's)\s+(?:great|nice|good)\s+if\s+it\b)"
)
_DESCRIBES = _any_of(
    rf"{_ACTOR}\s+(?:{_DUTY}|(?:\w+ly\s+)?{_THIRD_PERSON}|(?:is\s+)?{_STYLE}|to\s+{_BASE}|in\s+\w+$)\b",
    _NO_ANSWER,
    _USER_IS,
    rf"(?!(?:should|shall|must)\s+(?:i|you|we|it|they|the|this|that)\b){_DUTY}(?![\w-])",
    r"(?:(?:it\s+)?would|we\s+should)\s+(?:not\s+)?(?:ask|decline|refuse|confirm|clarify|explain)\b",
    r"(?:i|we)(?:'d|\s+would)?\s+(?:expect|want)\s+(?:it|the|this|our|that)\s+(?:\w+\s+)?to\b",
    rf"(?!i\s|we\s).{{0,80}}?\b{_DUTY}\s+(?:not\s+)?(?:\w+ly\s+)?(?:{_BASE}|be\s+{_PAST})\b(?!.*\byou\b)",
    _INSTRUCTION,
)
"""Whatever else the sentence says."""
_DESCRIBES_UNADDRESSED = _any_of(
    _ADVICE,
    _KIND_OF_ANSWER,
    _SHAPE,
    rf"{_ACTOR}\s+(?:will|would)\s+(?:not\s+)?{_BASE}\b",
    rf"(?:it\s+)?would\s+be\s+better\s+to\s+{_BASE}\b",
    r"trigger\s+(?:the\s+)?\w+$",
    rf"(?:\w+ly\s+)?(?!{_ALSO_NOUNS}\b){_THIRD_PERSON}\b",
    rf"(?:\w+ly\s+)?{_ALSO_NOUNS}\s+{_OBJECT}\b",
    r"it\s+(?:asks|declines|refuses|apologi[sz]es|clarifies|acknowledges|responds|replies|says|admits)\b",
    rf"(?:ideally|preferably|either\s+{_THIRD_PERSON})\b",
)
"""Where the sentence addresses nobody: "Suggest a taxi" describes, "Suggest a taxi and I'll book it" shows."""
_LABEL = re.compile(
    r"(?:(?:expected|ideal|correct|desired)(?:\s+(?:behaviou?r|response|reply|answer|output|result|outcome))?|"
    rf"{_ACTOR}|step\s+\d+)\s*:\s*|\d+[.)]\s+"
)
_ADDRESSES = re.compile(
    r"\b(?:i|i'm|i've|i'll|i'd|you|your|you're|you'll|we|we're|we'll|me|my|us|our|let's)\b"
)
_SENTENCE_END = re.compile(r"[.!?…\n](?:(?<=\n)|(?!\S))")  # a set in front is what `re` is fast at
_QUOTES = ('"', "“", "”", "«", "»", "„")


def shows(text: str) -> bool:
    """Whether an ideal is an example of a right answer (True) or guidance about one (False)."""
    if text.startswith(_QUOTES) and text.endswith(_QUOTES):
        return True
    first = _first_sentence(text[:400].replace("’", "'").lstrip("-•*# [(<").casefold())
    if _DESCRIBES.match(first):
        return False
    return bool(_ADDRESSES.search(first)) or not _DESCRIBES_UNADDRESSED.match(first)


def _first_sentence(plain: str) -> str:
    label = _LABEL.match(plain)
    start = label.end() if label else 0
    end = _SENTENCE_END.search(plain, start)
    return plain[start : end.start() if end else None].strip()
