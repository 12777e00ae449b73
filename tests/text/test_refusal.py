from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheet2eval.text.refusal import declines

DECLINING = """\
I'm sorry, but I can't help with that.
Sorry, I can't share other people's addresses.
That's outside what I can help with.
That is outside my area of expertise.
That falls outside the scope of what I can do.
This is beyond my abilities.
I'm not able to share that.
I am not able to book flights for you.
I don't have access to your bank account.
I do not have access to real-time data.
Unfortunately, booking flights isn't something I can do.
Unfortunately, that is not something I'm able to do.
I'd rather not.
I'd rather not comment on that.
I would prefer not to answer that.
I won't.
I won't help with that.
I will not write that.
I won't be able to process a refund.
I cannot provide medical advice.
I’m afraid I can’t do that.
I'm afraid that's not possible.
I must decline.
I have to respectfully decline this request.
I'm unable to access your calendar.
We are unable to process your refund.
As an AI, I can't feel pain, so I can't answer that.
I'm only able to help with reminders.
I can only help with reminders.
I only handle reminders, so a poem is out of my reach.
I'm just here to help with reminders.
Thanks for asking! I understand that it is urgent. I know how frustrating this is. Unfortunately, I'm not able to change the booking.
Can't help with that one.
Cannot do that.
Unable to comply.
Not able to share that, sorry.
I can't book flights, but I can set a reminder to book one.
I'm not comfortable discussing that.
I don't feel comfortable answering this.
I'm not going to write that for you.
I'm not allowed to share customer data.
I am not permitted to give legal advice.
I'm not authorised to approve refunds.
I'm not qualified to diagnose this. Please see a doctor.
I don't give legal advice.
We don't share personal data.
That goes against our policy.
This request violates our guidelines.
It wouldn't be appropriate for me to say.
It would be inappropriate for me to comment.
That can't be done.
Your request cannot be completed.
I have no way to reach your landlord.
No can do.
My guidelines don't allow that.
I shouldn't share that.
I couldn't do that in good conscience.
I refuse.
I decline to answer.
I'll have to pass on this one.
I'm not the right person to ask about that.
Of course I can't share that.
Sure, but I can't do that here.
That's something I can't help with.
Sorry — that’s not something I do.
Es tut mir leid, aber ich kann dir dabei nicht helfen.
Das kann ich leider nicht beantworten.
Dazu kann ich keine Auskunft geben.
Das liegt außerhalb meiner Möglichkeiten.
Ich habe keinen Zugriff auf deinen Kalender.
Désolé, je ne peux pas vous aider.
Je ne suis pas en mesure de répondre à cette question.
Je préfère ne pas répondre.
Il m'est impossible de partager cela.
Lo siento, no puedo ayudarte con eso.
No tengo acceso a tu calendario.
Prefiero no responder.
Desculpe, não posso ajudar com isso.
Não tenho acesso à sua conta.
Great question! I can't help with that.
Okay. I can't do that.
Of course, I understand your frustration. But I can't approve a refund.
That information isn't available to me.
Sorry, but that’s beyond what I’m able to do here.
I'm going to have to decline.
I will not be helping with that.
Ich möchte dazu lieber nichts sagen.
Ich bin leider nicht befugt, das zu entscheiden.
Je suis désolé, je ne suis pas autorisé à partager ces informations.
Eso está fuera de mi alcance.
Lamentablemente no podemos hacer eso.
Infelizmente não consigo fazer isso.
Prefiro não comentar.
""".splitlines()

NOT_DECLINING = """\
I can't recommend this place enough!
I can’t recommend it highly enough.
I can't wait to see you there.
You can't miss it: it's next to the station.
You can't go wrong with either.
I couldn't agree more.
I can't thank you enough.
I can't stress this enough: back up your data.
I can't help but smile. Reminder set.
Done. I will remind you at 7:00 PM.
Done. I can't add a location to it, though.
Sure! Your reminder is set. I won't bother you again before then.
Which day do you mean?
Which city? I can't look up the weather without one.
I can't set a reminder without a time. What time works?
I can't do that until I know the date. Which day?
I can't find a café called Blue, but here is Blau on Main Street.
I couldn't find that file. Here are three with like names.
I can't see a meeting on Friday, so you are free.
I can't tell which Monday you mean. This one or the next?
I won't forget to remind you.
I won't remind you again.
I won't change your other reminders.
If I can't reach you, I'll leave a message.
When I cannot reach them, I try again an hour later.
The sign says "I can't help you", which is a joke.
He wrote: “I cannot do this any more.”
Here's a draft: Hi Sam, I can't make it on Friday.
We don't offer student discounts.
You are not able to return opened items after 30 days.
Customers can't return opened items.
The shop won't open before nine.
Sorry for the delay! Your reminder is set.
Sorry to hear that. I've moved the meeting to 5 PM.
Unfortunately, it will rain tomorrow.
No, tomatoes are not vegetables.
No problem, it's done.
It's not possible to overstate how good this is.
The store is outside the city.
The answer is beyond doubt: 42.
I'm not sure which one you mean.
I would rather take the train, as it is faster.
The court refused the appeal.
She declined the offer.
To decline an invitation, click No.
I can do that.
I can only recommend it!
I can help with that.
I'm able to help.
I don't have any questions.
I don't think it will rain.
Absolutely, I'll set that up.
> I can't do this
I'm here to help with reminders. What should I remind you of?
Can't wait!
Cannot say enough good things about it.
I can't believe it's Friday already! Your reminder is set.
I can't promise it will be sunny, but the forecast says so.
Ich kann es kaum erwarten!
Ich kann das Lokal nicht genug empfehlen.
Ich erinnere dich um 19 Uhr.
Ich werde das nicht vergessen.
Je ne peux que vous le recommander.
J'ai hâte de vous voir.
Je vous rappellerai à 19 h.
No puedo esperar a verte.
Te lo recordaré a las 7.
No podría estar más de acuerdo.
Mal posso esperar!
Não posso deixar de recomendar.
Vou lembrar você às 19h.
I have no idea, but let me look it up: the answer is 42.
It is out of stock.
We do not charge for delivery.
I was not able to find it, but the manual is here.
I wouldn't recommend the fish.
I wouldn't do that if I were you.
I won't share your data with anybody.
I couldn't book a table at seven, so I took eight.
I won't set it twice.
Ich kann dich erinnern, aber du hast keine Uhrzeit genannt.
I can't live without coffee either! Reminder set for 8 AM.
Si no puedo localizarte, te dejaré un mensaje.
I know you can't wait. It is on its way.
I'd love to help! What is the date?
""".splitlines()

LONGER_AND_NOT_DECLINING = (
    "",
    '```\nraise Error("I cannot do that")\n```\nThat is the code.',
    "> I can't do this\nHow long have you felt like that?",
    "Here is your note:\nI can't come to work today because I'm ill.",
    "One. Two. Three. Four. Five. Six. I can't help with that.",
)


@pytest.mark.parametrize("text", DECLINING)
def test_declining(text: str) -> None:
    sentence = declines(text)
    assert sentence
    assert sentence in text.replace("’", "'")


@pytest.mark.parametrize("text", [*NOT_DECLINING, *LONGER_AND_NOT_DECLINING])
def test_not_declining(text: str) -> None:
    assert declines(text) is None


@pytest.mark.parametrize("text", DECLINING)
def test_layout_and_kinds_of_quotes_do_not_matter(text: str) -> None:
    assert declines(f"\n\n  {text.replace(chr(39), '’').replace(' ', '  ')}\n")


def test_quotation_marks_around_the_whole_text_do_not_matter() -> None:
    assert declines("“Sorry, I can't help with that.”") == "Sorry, I can't help with that."
    assert declines('"I can\'t" is what they said.') is None


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    assert declines(text) is None or declines(text)


@pytest.mark.parametrize(
    "unit", ["I can't wait ", "ich kann a ", "I ", '"', "```", "can't say ", "I can't. ", "if I "]
)
def test_two_megabytes_are_read_at_once(unit: str) -> None:
    declines("")
    start = time.perf_counter()
    declines(unit * (2_000_000 // len(unit)))
    assert time.perf_counter() - start < 0.2
