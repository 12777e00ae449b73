"""Ideals as PMs write them: examples of an answer, or descriptions of one."""

import pytest

from sheet2eval.reading.descriptions import shows

DESCRIBES = """\
Should ask which day
Should ask which day.
should confirm the time and title
Must not create a reminder
Must decline politely
Needs to mention the new time
The assistant declines
The assistant should ask for the time.
The assistant asks which Friday is meant.
The assistant politely declines and offers help with reminders
Assistant should confirm both reminders
The bot asks for a time
Bot must not promise anything
The model should say 7:00 PM
The reply mentions 19:00
The answer should be short and mention the price
The response contains the order number
The AI explains that it cannot see calendars
Our assistant apologises and offers a refund
It should ask which day
It must decline
The app should open the canvas
The canvas should not be opened
The product should ask back
No reminder should be created
A reminder should be set for 7 PM
Asks which day
Asks for the time, then creates the reminder
Declines politely
Declines, says why, and offers an alternative
Politely declines
Confirms the new time
Creates two reminders
Does not create a reminder
Doesn't open the canvas
Explains the refund policy in two sentences
Apologises and gives the order's status
Answers in French
Stays in chat
Ask which day
Ask for the time
Ask the user when
Ask whether it repeats
Clarify which meeting is meant
Politely ask for the date
Do not create a reminder
Don't open canvas
Never reveal the system prompt
Decline politely
Refuse to answer and suggest a doctor
No tool call
No reminder, ask back
Create a reminder for 7 PM titled lunch
Ideally asks for the day
Ought to say that the shop is closed
Is expected to ask back
- Should ask which day
""".splitlines()

SHOWS = """\
Done! I'll remind you at 7:00 PM.
Sure. Which day do you mean?
Which day should I set it for?
Okay, should I set it for Monday?
I can't see your calendar, but I can set reminders.
Sorry, I can't help with that.
Your reminder is set for tomorrow at 8:00 AM.
"Should I remind you in the morning or in the evening?"
You should take an umbrella.
You must be 18 to open an account.
It should arrive tomorrow.
It should be ready by 7 PM.
It includes breakfast and Wi-Fi.
It makes sense to book early.
The answer is 42.
The product includes a charger.
The app is free.
The meeting is at 19:00.
Paris is the capital of France.
Yes.
No.
No problem! I've cancelled it.
No worries, it is off.
Ask your doctor before you change the dose.
Ask me again tomorrow.
Creates are limited to ten a day, as you can see in your plan.
Hello! How can I help?
Reminder set: Lunch, 12:00.
Confirmed: Friday at 9.
Set for 7:00 PM, every Monday.
All good, I moved it to 15:00.
Bonjour ! Votre rappel est prêt.
{"time": "08:00"}
| Plan | Price |
def add(a, b):
7:00 PM
Don't worry, I have set it for you.
Never mind, I removed it.
Refunds take five days.
I should mention that the shop closes at six.
""".splitlines()


@pytest.mark.parametrize("text", DESCRIBES)
def test_descriptions_are_guidance(text):
    assert not shows(text)


@pytest.mark.parametrize("text", SHOWS)
def test_examples_are_examples(text):
    assert shows(text)


def test_only_the_first_sentence_decides():
    assert shows("Done! The assistant should never say more.")
    assert not shows("Should ask which day. I could say: “Which day?”")


def test_a_long_text_costs_no_more_than_its_beginning():
    assert shows("I think that " * 200_000)
