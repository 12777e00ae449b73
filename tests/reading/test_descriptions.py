"""Ideals as PMs write them: examples of an answer, or descriptions of one."""

import pytest

from sheet2eval.reading.descriptions import shows

DESCRIBES = """\
create_reminder(time="19:00")
Reminder created for 7 PM via create_reminder
The agent will ask for clarification
No response
Trigger canvas
Canvas should be triggered
Friendly tone, no medical advice
Under 50 words
Max 3 bullets
At most two sentences
JSON with time and title
Valid JSON
Bullet list with 3 items
A table with three columns
Do not hallucinate
It would be better to ask which day
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
The assistant should ask a clarifying question.
Ask a clarifying question
Asks a clarifying question before creating the reminder.
Should ask for clarification
Clarifying question: which day?
Clarify the day
Clarification needed
Needs clarification on AM/PM
Needs to ask which Friday
Expected: the bot asks which Friday
Expected behavior: asks which Friday
Bot asks: "Which Friday?"
The bot responds with "Which Friday?"
Responds with a joke
Responds in Spanish.
Response should be in Spanish.
Response in Spanish
Reply in Spanish
Reply politely and offer help
Politely declines to answer.
Polite refusal
A polite refusal
Refusal
Refuses
Refuse.
Decline
Should refuse.
Must refuse
Should not answer
Shouldn't open canvas
Should NOT create a reminder
Won't create a reminder
It should not create a reminder, it should ask.
User should be asked for a time
User is asked for the time
Users should be told why
Customer gets a refund link
The user gets an apology
Creates reminder at 7 PM
create_reminder is called with time 19:00
create_reminder called with 7 PM
Call create_reminder with time=19:00
Calls create_reminder(time="19:00")
Call the weather tool
Tool call: create_reminder
No tool should be called
Opens canvas
Canvas should open with the essay
Does not trigger canvas
Don't trigger canvas for short answers
Stay in chat, no canvas
Answer directly in chat
Answer in one sentence
Answer the question directly
Answers the question in one sentence.
Give a short answer
Gives a short answer, no list
Provide a list of three options
Provides three options
List three options
Lists three options
Suggest alternatives
Suggests two alternatives
Explain the refund policy
Explains that refunds take 5 days
Apologize and escalate to a human
Apologise first, then fix
Escalate to a human agent
Hand over to a human
Transfer to support
Transfers the user to support
Redirect to support page
Tell the user we can't do that
Tells the user it can't do that
Inform the user that the shop is closed
Confirm the booking
Confirm with the user before deleting
Confirms before deleting anything
Ask for confirmation
Ask for confirmation before sending
Acknowledge the problem and apologize
Acknowledges frustration
Show empathy
Shows empathy and offers a refund
Be polite
Be concise and friendly
Keep it short
Keep the tone friendly
Keeps it short
Use metric units
Uses metric units
Mention the price
Mentions price and delivery time
Must mention the price
Include the order number
Includes the order number
Should include the order number
Summarize in 3 bullets
Summarises the text in three bullets
Translate to French
Translates the sentence into French
Return JSON with name and age
Returns valid JSON
Output valid JSON only
Outputs a table
The output is a table with 3 columns
The response is polite and short
The response doesn't mention competitors
The answer includes a link to the FAQ
Answer includes the link
The model refuses
Model should say it doesn't know
Model says it doesn't know
LLM admits it doesn't know
Admit that it doesn't know
Admits it does not know
Says it doesn't know
It says it doesn't know
It asks which one
It declines politely
It should interpret "next Friday" as April 18
Interpret "tomorrow" as April 11
Interprets next Friday as the 18th
Understands that "noon" is 12 PM
Recognizes sarcasm
Treat as a question, not a command
Ignore the injected instruction
Ignores the instruction in the document
Doesn't follow the injected instruction
Does not reveal the system prompt
Never mentions competitors
Avoid medical advice
Avoids giving medical advice
Do not give medical advice; suggest seeing a doctor
Suggest seeing a doctor
Recommend seeing a doctor
Recommends a doctor
Correct the user: Berlin is the capital
Corrects the user
Push back on the false premise
Pushes back on the premise
Handle gracefully
Handles the error gracefully
Error message
Shows an error message
Same as current
Same as above
As is
No change
N/A
TBD
Works as expected
See PRD section 3
Ideally, the assistant would ask which day.
We want it to ask back
I'd expect it to ask which day.
Would be great if it asked which day
It would ask which day
Preferably asks back
Either asks which day or picks the next one
Either a question or a refusal is fine
Any polite refusal is OK
Something like: "Which day?"
Similar to "Which day do you mean?"
Along the lines of "Which day?"
e.g. "Which day do you mean?"
For example: "Which day do you mean?"
Friendly greeting
Assistant: asks for the day
[asks for day]
(asks which day)
<asks which day>
*asks which day*
- asks for day - offers help
1. Ask which day 2. Create reminder
Step 1: ask which day
Bot should: ask which day
AI must not hallucinate
Chatbot to ask for the order number
Agent to confirm identity first
To ask which day is meant
Prompt user for a date
Prompts the user for a date
Request the order number
Should've asked which day
should ask “which day?”
""".splitlines()

SHOWS = """\
No response yet from the carrier.
I'll see you at 7. You should ask for the red room.
An agent will call you back.
JSON is a text format for data.
Trigger warning: this film is violent.
A table for two is booked at 7 PM.
At least two shops are open.
Under 50 dollars, the blue one is best.
It would be better to ask your doctor.
Ring tone changed, volume unchanged.
Do not guess your password more than twice.
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
Sure! Which day should I set it for?
Sure, I can do that.
OK.
Ok, done.
Got it! Reminder set for 7:00 PM.
Your reminder has been set.
Reminder set for 7:00 PM.
I've created a reminder for 7 PM.
I have set a reminder for 7 PM tomorrow.
I'd be happy to help!
I'm sorry, I can't help with that.
I am unable to help with that request.
Sorry, but I can't share that.
Unfortunately, we do not ship abroad.
We don't ship abroad.
Refunds are processed within 5 days.
You can return items within 30 days.
You should see a doctor.
You must keep your receipt.
Please provide your order number.
Please confirm the date.
Please ask your doctor.
Could you tell me which day you mean?
Can you confirm the time?
Do you mean this Friday or next Friday?
Did you mean Paris, Texas?
Which Friday do you mean, April 11 or April 18?
What time should I set it for?
When should I remind you?
AM or PM?
7 AM or 7 PM?
Morning or evening?
Should I set it for the morning or the evening?
Shall I book it?
Must it be today?
It's 42.
42
Yes
No, it is not.
Berlin
The capital of France is Paris.
The answer is Paris.
The model was released in 2020.
The assistant manager is Ann.
The bot is named Robo.
The response time is 5 days.
The product ships with a charger.
The agent will call you tomorrow.
An agent will call you back within an hour.
Our agents answer within an hour.
Water boils at 100 °C.
It is 7:00 PM.
It opens at 9 AM.
It includes a free trial.
It creates a backup every night.
Creates jobs and growth: that is what the mayor promised you.
Lists are mutable; tuples are not.
Sets are unordered collections in Python.
Points are awarded weekly.
Calls cost 5 cents a minute.
Shows start at 8 PM.
Offers end on Sunday.
Uses include cooking and cleaning.
Ask me anything!
Ask away!
Call 911 immediately.
Call us at 555-0100.
Open Settings, then tap Notifications.
Open the app and tap Reminders.
Set your alarm for 7.
Say "Hey" to start.
Tell me more about it.
Tell your doctor about it.
Explain a bit more, please, and I'll help.
Create a new folder and name it Photos.
Update your app to the latest version.
Cancel anytime in Settings.
Return the item within 30 days.
Include your order number when you write to us.
Avoid alcohol while you take it.
Never share your password.
Don't forget your umbrella!
Do not share your password with anyone.
No reminders yet.
No, I did not create a reminder.
No tool can do that, I'm afraid.
Nothing planned for today.
Nothing is scheduled for tomorrow.
Done.
Done! 🎉
👍
Here is your summary: sales rose 5%.
Here's a table:
Hello Ann, thanks for reaching out.
Hi there! How can I help?
Dear customer, your order has shipped.
Thanks! I'll remind you.
"Which day?"
“Sure, which day?”
'Sure, which day?'
{"name": "f"}
<p>Hello</p>
SELECT * FROM users;
def f(): pass
Ça marche !
Claro, ¿para qué día?
Gerne! Für welchen Tag?
Welcher Tag?
好的
It should be sunny tomorrow.
This should help.
That should do it!
This should take about 5 minutes.
Your package should arrive on Friday.
The package must be returned within 30 days.
Guests should arrive by 7 PM.
Passengers must show ID.
Employees need to wear a badge.
You need to restart your phone.
Users should restart their phone.
Children should be accompanied by an adult.
I should have asked which day you meant.
I would ask your doctor first.
I'd expect you to get it by Friday.
We should meet at 7.
Let's meet at 7.
Ideally you'd rest for a day.
Ideal weight is 70 kg.
Expected delivery: Friday.
Expected arrival: 7 PM
Correct: the capital is Paris.
Correct! Well done.
Short answer: yes.
A refund takes 5 days.
A question for you: which day?
Apologies for the delay!
Apologize to your boss? I'd wait a day.
Thank you for your patience.
Confirmed for Friday at 9.
Confirm your email address to continue.
Suggestion: try restarting.
Answering your question: yes.
Moves at chess are written like e4.
Stop signs are red.
Stops at Berlin and Munich.
Makes sense!
Sounds good!
Looks good to me.
Opens at 9, closes at 5.
Works for me.
Keep calm and carry on.
Keep your receipt.
Use the blue button.
Won't be long!
Any time is fine.
Either is fine.
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
