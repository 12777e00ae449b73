r"""The phrases that `refusal.py` goes by, as data: patterns on one normalised sentence, ignoring case.

One alternative a line; lines that begin with `#` are remarks. `DECLINING` runs on RE2, the others on `re`:
every gap in those is bounded, so that searching is linear.
"""

from __future__ import annotations


def _any_of(lines: str) -> str:
    stripped = (line.strip() for line in lines.splitlines())
    return "|".join(line for line in stripped if line and not line.startswith("#"))


_CANNOT = r"(?:can't|cannot|can not|cant|(?:'m |am |'re |are |'d be |would be |will be )?unable to)"
_ABLE = (
    r"(?:able|allowed|permitted|authori[sz]ed|equipped|designed|qualified|in a position|programmed|meant|"
    r"supposed|trained|built|licensed to|willing)\b"
)
_SAYING = (
    r"(?:help|assist|do (?:that|this|it|so)|share|provide|give|answer|discuss|comment|comply|advise|"
    r"reveal|disclose|write|generate|produce|engage|participate|be able to)"
)
_HELPING = (
    rf"(?:{_SAYING}|do|offer|support|tell|create|make|book|order|send|set|access|process|complete|fulfil|"
    r"handle|perform|continue|recommend|speak|talk|say|go into|carry out|take part)\b"
)
_POWER = (
    r"(?:access|permissions?|the ability|the means|a way|any way|the tools|authori[sz]ation|"
    r"capabilit(?:y|ies)|(?:personal|political) (?:opinion|view|belief)s?|real-time (?:data|information|access))"
)
_THING = r"(?:something|anything|a (?:topic|subject|thing|request)|the kind of thing)"
_RULES = r"(?:polic(?:y|ies)|guidelines?|rules?|terms|programming|principles|instructions)"
_WRITING = r"(?:write|create|generate|produce|book|discuss|speculate|comment|answer)"
_THIS = r"(?:that|this|it|those|these|such)"
_FORBID = r"(?:prevents?|prohibits?|forbids?|bars?|keeps?|stops?)"

DECLINING = _any_of(
    rf"""
    # the speaker cannot, may not or will not
    \b(?:I|we)(?: really| simply| just| unfortunately| also| still| regrettably)? ?{_CANNOT}\b
    ^(?:(?:sorry|unfortunately|nope?|nah|apologies|regrettably)\b\W{{0,3}}(?:but )?)?{_CANNOT} {_HELPING}
    \b(?:I'm|I am)\b[^.!?]{{0,60}} (?:and|so) {_CANNOT}\b
    \b(?:assistant|bot|chatbot) (?:{_CANNOT}|is(?: not|n't) {_ABLE})
    \b(?:I|we)(?:'m| am|'re| are| was| were) not(?: \w+)? {_ABLE}
    \b(?:we aren't|we weren't|I wasn't) {_ABLE} to\b
    \b(?:I|we)(?:'m| am|'re| are) (?:prohibited|forbidden|barred|restricted) (?:from|to)\b
    \bI(?:'m| am|'ve been| have been) (?:told|instructed|asked|programmed|trained|designed) not to\b
    \bI can neither (?:confirm|{_SAYING})\b
    \b(?:I'm|I am|we're|we are) not going to {_HELPING}
    \b(?:I'm|I am) not (?:\w+ )?comfortable\b
    ^(?:\w+,? (?:but )?)?not (?:able|allowed|permitted) to\b
    \b(?:I|we)(?: won't| will not|'ll not| shall not)(?: (?:{_SAYING}|look up)\b| be \w+ing\b|[.!]?$)
    \b(?:I|we) (?:shouldn't|should not|couldn't|could not) (?:possibly |in good conscience )?{_SAYING}\b
    \bI (?:wouldn't|would not) (?:be able to|(?:be|feel) (?:right|comfortable))\b
    \b(?:I'm|I am|I'd feel|makes me) (?:\w+ )?uncomfortable\b
    \b(?:I|we)(?:'d| would)(?: much)? (?:rather|prefer) not\b
    \b(?:I|we)(?:'d| would)? prefer not to\b
    \b(?:I|we)(?: must| need to)? (?:\w+ly )?(?:decline|refuse|refrain)\b
    \b(?:I|we)(?:'ll| will|'d|'m going to)? have to (?:\w+ly )?(?:decline|refuse|refrain|pass on {_THIS})\b
    \b(?:I|we)(?:'ll have to|'d have to| have to| must) say no\b
    \bI(?:'ll| will|'m going to| am going to) pass on {_THIS}(?: one)?(?:[.,;!]|$)
    \bI (?:don't|do not) (?:want|wish|care) to (?:answer|discuss|comment|help|talk about|share|do {_THIS})\b
    \bI (?:choose|have chosen|would choose) not to\b
    \bI (?:don't|do not) (?:think|believe) (?:that )?I (?:can|could) {_HELPING}
    \b(?:I'm|I am) not sure (?:that )?I (?:can|could|should) {_HELPING}
    \bI (?:don't|do not) know how to (?:help|do {_THIS})\b
    ^(?:I'd |I had )?better not\b
    ^no comment[.!]*$
    \bI wish I could(?:,? but\b| (?:help|assist|share|answer|tell you|do that)\b)
    \b(?:I|we) (?:don't|do not) (?:currently |actually |yet )?have (?:\w+ )?{_POWER}\b
    \b(?:I|we) have no (?:\w+ )?(?:access|way|ability|means|permission)\b
    \b(?:I|we) lack (?:the )?\w+ (?:to|for)\b
    \bI (?:haven't|have not) been (?:trained|designed|programmed|authori[sz]ed|given (?:access|permission))\b
    \b(?:I|we) (?:don't|do not|never) (?:share|discuss|disclose|reveal|give out)\b
    \b(?:I|we) (?:don't|do not) (?:do|offer|provide|support|answer) {_THIS}\b
    \bI (?:don't|do not)(?: currently| yet)? (?:give|provide|offer|support|engage in|handle|{_WRITING})\b
    \bI (?:don't|do not) (?:feel (?:able|comfortable)|think I should)\b
    \bI (?:don't|do not) think it(?:'s| is| would be) (?:right|appropriate)\b
    \b(?:I|we) (?:can|may|could) only (?:help|assist|answer|discuss|talk|support|handle)\b
    \b(?:I|we) can (?:help|assist)(?: you)? only (?:with|by)\b
    \b(?:I'm|I am|my (?:role|scope|job) is) limited to\b
    \b(?:I|we) only (?:help|assist|handle|support|deal|answer|talk)\b
    \b(?:I'm|I am|we're|we are) (?:only|just) (?:here|able|set up|built|designed|made|trained) (?:to|for)\b
    \b(?:I'm|I am) not the right (?:\w+ )?(?:person|assistant|tool|place|source)\b

    # the thing is out of reach, against the rules or not done here
    \b(?:is|are|falls|fall|lies|that's|it's|goes|go)(?: \w+)? (?:outside|beyond|out of)(?: of)? (?:my|our)\b
    \b(?:is|are|falls|fall|lies|that's|it's|goes|go)(?: \w+)? (?:outside|beyond) (?:the scope|what (?:I|we))\b
    \bout of scope\b
    ^(?:outside|beyond) (?:my|our|what I)\b
    (?:n't|\bnot) (?:really |quite )?{_THING} (?:that )?(?:I|we)(?: can| am able| could| do| will)\b
    (?:n't|\bnot) (?:really |quite )?{_THING} (?:that )?(?:I|we)(?:'m (?:able|allowed|comfortable)|'d|'ll do)\b
    \b{_THING}(?: that)? (?:I|we) (?:can't|cannot|won't|don't) {_HELPING}
    \b(?:that|this|it)(?:'s not| is not| isn't) (?:currently )?(?:possible|supported)\b
    \b(?:that|this)(?:'s not| is not| isn't) (?:allowed|permitted)(?:[.,;!]|$| (?:by|under|here)\b)
    \bthis (?:feature|function|action|operation)(?: is not| isn't) (?:\w+ )?(?:available|supported)\b
    ^\w+ing (?:\w+ ){{0,3}}(?:is not|isn't) (?:\w+ )?supported(?:[.,;!]|$| (?:here|yet)\b)
    \b(?:that|this) (?:can't|cannot) be done\b
    \b(?:your|this|that) request (?:can't|cannot) be\b
    ^(?:(?:your )?request )?(?:denied|declined|refused)[.!]*$
    ^not possible[.!]*$
    ^(?:(?:I'm|I am) )?(?:\w+ )?sorry\W{{1,3}}(?:but )?no(?:pe)?[.!]*$
    \bnothing (?:more )?(?:that )?(?:I|we) can do\b
    \b(?:out of my hands|above my pay ?grade|not my place)\b
    \b(?:that|this)(?:'s| is) beyond me\b
    \b(?:that|this)(?:'s| is| information is) (?:strictly )?(?:confidential|classified)(?:[.,;!]|$)
    \bmy (?:capabilities|abilities|features|functions) (?:don't|do not) (?:include|cover|extend)\b
    \b(?:not possible|impossible) for (?:me|us)\b
    (?:\bnot|n't) available to (?:me|us)\b
    \b(?:against|violates?|violation of|not in line with) (?:my|our|the|company|safety)(?: \w+)? ?{_RULES}\b
    \b(?:wouldn't|would not|isn't|is not) (?:be )?(?:appropriate|right|ethical) for (?:me|us)\b
    \bit would be (?:inappropriate|wrong|unethical) (?:for me|of me|to)\b
    \b(?:I'm|I am) afraid (?:not|that's not|that isn't|this isn't)\b
    \bmy {_RULES} (?:don't|do not|doesn't|does not) (?:let|allow|permit)\b
    \b{_RULES} (?:(?:don't|do not|doesn't|does not) (?:let|allow|permit) (?:me|us)|{_FORBID} (?:me|us) from)\b
    \b(?:my|our|company|safety|privacy) {_RULES} {_FORBID} \w+ing\b
    \bno can do\b

    # German
    \bich (?:kann|darf)(?: [^\s,]+){{0,8}} (?:nicht|keine[nrms]?)\b
    \b(?:kann|darf) ich(?: [^\s,]+){{0,8}} (?:nicht|keine[nrms]?)\b
    \b(?:ich möchte|möchte ich)(?: [^\s,]+){{0,4}} (?:lieber nicht|nichts|ablehnen)\b
    \bich muss [^,]{{0,30}}ablehnen\b
    \bich bin(?: leider)? nicht (?:in der Lage|befugt|berechtigt)\b
    \bich habe(?: leider)? keinen Zugriff\b
    \b(?:das|dies) ist(?: mir)?(?: leider)? nicht möglich\b
    \baußerhalb (?:meiner|meines|dessen)\b

    # French
    \b(?:je ne (?:peux|puis|pourrai|souhaite)|nous ne pouvons)(?: malheureusement)? pas\b
    \bje ne suis(?: malheureusement)? pas (?:en mesure|capable|autoris|habilit)
    \bje (?:préfère|préférerais) ne pas\b
    \bje n'ai (?:malheureusement )?pas (?:accès|le droit)
    \bil m'est impossible\b
    \bce n'est pas possible\b
    \b(?:dépasse|en dehors de) (?:mes|mon|ma|ce que)\b
    \bje (?:dois|me vois) (?:\S+ ){{0,2}}(?:refuser|décliner)\b

    # Spanish
    \bno (?:puedo|podré|podemos|me es posible|nos es posible|tengo acceso|tengo permiso)
    \bno (?:estoy autorizad[oa]|tengo autorización|me está permitido)\b
    \bno (?:es algo que pueda|está a mi alcance)\b
    \b(?:prefiero|preferiría) no\b
    \bfuera de (?:mi|mis|lo que)\b
    \bdebo (?:rechazar|declinar)\b

    # Portuguese
    \bnão (?:posso|consigo|podemos|poderei|me é possível|tenho acesso|tenho permissão|tenho autorização)
    \bnão estou autorizad[oa]\b
    \b(?:prefiro|preferiria) não\b
    \bfora d[oae] (?:meu|minha|que)\b
    \bnão é algo que (?:eu )?(?:possa|posso)\b
    """
)

_NOT_ABLE = (
    r"\b(?:can't|cannot|can not|couldn't|could not|won't be able to|unable to|"
    r"(?:'m|am|'re|are|was|were) (?:not able|unable) to)(?: \w+ly)?"
)

TURNS_OF_PHRASE = _any_of(
    rf"""
    # what cannot be found out or foreseen
    {_NOT_ABLE} (?:find|locate|see|spot|hear|make out|seem to|guarantee|promise)\b
    {_NOT_ABLE} (?:tell (?:if|which|whether|what|who|from)|quite (?:tell|see|find)|be (?:sure|certain|more))\b
    {_NOT_ABLE} say (?:for (?:sure|certain)|that I|enough)\b
    {_NOT_ABLE} (?:make it (?:to|on|at)|attend)\b

    # idioms
    {_NOT_ABLE} (?:wait|think of|imagine|believe|help (?:but|\w+ing)|resist|stress|emphasi[sz]e|overstate)\b
    {_NOT_ABLE} (?:complain|deny|fault|argue with|lie|say no to|get enough|stand|live|stop|agree more)\b
    {_NOT_ABLE} (?:both|all) be\b
    {_NOT_ABLE} (?:ask for (?:more|better)|do (?:better|more|without)|go wrong|take (?:the |any )?credit)\b
    {_NOT_ABLE} (?:recommend|thank|praise)\b[^.!?]{{0,60}}\benough\b
    {_NOT_ABLE} (?:express|tell)\b[^.!?]{{0,20}} how (?:happy|glad|grateful|sorry)\b
    \bnot possible to (?:miss|overstate)\b
    \b(?:I|we)(?:'m| am|'re| are) not (?:only |just )able\b
    \bwon't share (?:your|any of your)\b

    # under a condition
    \b(?:if|when|whenever|in case|unless|once) (?:\w+ )?(?:I|we)\b
    \b(?:wenn|falls) ich\b
    \b(?:si|quand) je\b
    \b(?:si|cuando) no\b
    \b(?:se|quando) não\b

    # German, French, Spanish, Portuguese
    \bkann (?:ich )?(?:es )?(?:kaum|nicht) (?:mehr )?(?:er)?warten\b
    \bkann (?:ich )?(?:\S+ ){{0,4}}(?:nicht (?:genug|oft genug|finden|erkennen)|keinen? (?:\S+ )?finden)\b
    \bje ne (?:peux|puis) pas (?:trouver|attendre|m'empêcher|être plus d'accord)\b
    \bno (?:puedo|podemos) (?:esperar|dejar de|evitar|estar más de acuerdo|encontrar|creer)\b
    \bnão (?:posso|consigo|podemos) (?:esperar|deixar de|evitar|encontrar|acreditar|parar)\b
    """
)

LACKS = _any_of(
    r"""
    \b(?:without|until|unless|before (?:I|you) (?:know|tell))\b
    \b(?:ohne|bevor|sans|jusqu'à|avant|sin|hasta|sem)\b
    """
)

_SET = (
    r"(?:set|created|added|scheduled|booked|made|updated|moved|changed|cancelled|canceled|deleted|removed|sent|"
    r"written|drafted|found|put|saved|opened|noted|ready)\b"
)

_FEELING = r"(?:see|know|love|but|understand)\b"

DONE = _any_of(
    rf"""
    (?:all )?done\b
    (?:here(?:'s| is| are| you go)|below (?:is|are))\b
    (?:sure|of course|certainly|absolutely|gladly|no problem|will do)\b(?!.{{0,20}}\b{_FEELING})
    (?:I've|I have|we've|we have) (?:now |just |already )?{_SET}
    (?:your|the) (?:\w+ ){{1,3}}(?:is|are|has been|have been) (?:now )?{_SET}
    (?:\w+ ){{1,2}}(?<!not ){_SET}[.!]*$
    (?:erledigt|gerne|hier (?:ist|sind)|c'est fait|bien sûr|voici|voilà)\b
    (?:listo|hecho|por supuesto|aquí (?:está|tiene|tienes)|pronto|feito|aqui está)\b
    """
)
