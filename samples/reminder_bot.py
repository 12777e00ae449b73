"""A small rule-based reminder assistant: the target of the samples.

A first version with the weaknesses of one: an hour without am or pm is taken for the morning, a message
holds one reminder only, a correction is understood where it names the new time with "at" or "make it",
"every other" is not known, every question gets the same two answers, and times that have passed go unnoticed.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

DAYS = tuple(name.lower() for name in calendar.day_name)
MONTHS = tuple(name.lower() for name in calendar.month_name)[1:]
DAY, MONTH = "|".join(DAYS), "|".join(MONTHS)
COUNTS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5}

REQUEST = re.compile(r"\b(remind|reminders?|ping me|wake me)\b", re.IGNORECASE)
QUESTION = re.compile(r"^(hi, |hello, )?(what|how|when|which|who|where|can)\b", re.IGNORECASE)
THANKS = re.compile(r"\b(thanks|thank you|great|perfect)\b", re.IGNORECASE)
STOP = re.compile(r"\b(don't|do not|no more|never mind|forget it|cancel)\b", re.IGNORECASE)
MINE = re.compile(r"\bmy\b", re.IGNORECASE)

NAMED_TIME = re.compile(r"\b(?:at )?(noon|midnight)\b", re.IGNORECASE)
HALF = r"\s?([ap]m\b|in the (?:morning|afternoon|evening))?"
CLOCK = re.compile(
    rf"\b(?:at |for |make it )(\d{{1,2}})(?::(\d\d))?(?![\d/]){HALF}|\b(\d{{1,2}})(?::(\d\d))?\s?([ap]m)\b",
    re.IGNORECASE,
)
WAIT = re.compile(rf"\bin (\d+|{'|'.join(COUNTS)}) (minute|hour|day|week)s?\b", re.IGNORECASE)
NAMED_DAY = re.compile(
    rf"\b(?:on |next |this )?(today|tonight|the day after tomorrow|tomorrow|{DAY})\b", re.IGNORECASE
)
CALENDAR_DAY = re.compile(rf"\b(?:on )?({MONTH}) (\d{{1,2}})(?:st|nd|rd|th)?\b", re.IGNORECASE)
SLASHED_DAY = re.compile(r"\b(?:for |on )?(\d{1,2})/(\d{1,2})\b")
NUMBERED_DAY = re.compile(r"\bon the (\d{1,2})(?:st|nd|rd|th)\b", re.IGNORECASE)
REPEAT = re.compile(rf"\b(daily|every (day|weekday|month|{DAY}))\b", re.IGNORECASE)
WHEN = (REPEAT, CALENDAR_DAY, SLASHED_DAY, NUMBERED_DAY, NAMED_DAY, CLOCK, NAMED_TIME, WAIT)

OPENING = re.compile(r"^.*?\b(?:remind me|ping me|wake me|set a reminder)\b", re.IGNORECASE | re.DOTALL)
LINK = re.compile(r"^[\s:,]*(?:(?:and|for)\s+)*(?:(to|about)\b)?[\s:,]*", re.IGNORECASE)


@dataclass(frozen=True)
class Wish:
    """What has been understood so far; "" or None: not said yet. `task` begins with "to" or "about"."""

    task: str = ""
    day: date | None = None
    time: str | None = None
    repeat: str = ""


def reply(messages: Sequence[Mapping[str, str]], case: Mapping[str, object]) -> dict[str, object]:
    """Answer the conversation: a text, and the reminders to create."""
    said = [message["content"] for message in messages if message["role"] == "user"]
    about_reminders = any(REQUEST.search(text) for text in said)
    if STOP.search(said[-1]):
        return _answer("Okay, I won't set a reminder for that.")
    if QUESTION.search(said[-1]):
        place = "You'll find that in the Reminders tab."
        offer = "I can set reminders for you. Tell me what to remind you about, and when."
        return _answer(place if about_reminders else offer)
    if not about_reminders:
        return _answer("You're welcome!" if THANKS.search(said[-1]) else "Sorry, I can't help with that.")
    now = _now(case)
    return _remind(_understand(said, now.date(), now), now.date())


def _now(case: Mapping[str, object]) -> datetime:
    variables = case["variables"]
    given = variables.get("now") if isinstance(variables, Mapping) else None
    return datetime.fromisoformat(given) if given else datetime.now()  # noqa: DTZ005 - the user's own clock


def _answer(text: str, *calls: dict[str, object]) -> dict[str, object]:
    return {"text": text, "tool_calls": list(calls)}


def _remind(wish: Wish, today: date) -> dict[str, object]:
    task = wish.task or "about this"
    if wish.time is None and wish.day is None:
        return _answer(f"When should I remind you {task}?")
    day = wish.day or today
    if wish.time is None:
        return _answer(f"What time on {day:%A} should I remind you {task}?")
    title = task.split(" ", 1)[1]
    arguments = {"title": title[0].upper() + title[1:], "date": day.isoformat(), "time": wish.time}
    if wish.repeat:
        arguments["repeat"] = wish.repeat
    text = f"I'll remind you {wish.repeat or _in_words(day, today)} at {_clock(wish.time)} {task}."
    return _answer(MINE.sub("your", text), {"name": "create_reminder", "arguments": arguments})


def _understand(said: Sequence[str], today: date, now: datetime) -> Wish:
    """The request, with what later messages say about when."""
    wish = Wish()
    for text in said:
        task = wish.task or _task(text.lower() if text.isupper() else text)
        wish = Wish(
            task, _day(text, today) or wish.day, _time(text, now) or wish.time, _repeat(text) or wish.repeat
        )
    return wish


def _task(text: str) -> str:
    """The text without its opening and all that says when: "to call mom"."""
    rest = OPENING.sub("", text, count=1)
    for pattern in WHEN:
        rest = pattern.sub(" ", rest)
    link = LINK.match(rest)
    task = " ".join(rest[link.end() if link else 0 :].split()).strip(" ,.:!")
    return f"{(link and link[1]) or 'to'} {task}" if task else ""


def _repeat(text: str) -> str:
    found = REPEAT.search(text)
    if not found:
        return ""
    unit = (found[2] or "day").lower()
    return f"every {unit.capitalize() if unit in DAYS else unit}"


def _time(text: str, now: datetime) -> str | None:
    """The first time of day, as HH:MM."""
    if named := NAMED_TIME.search(text):
        return "12:00" if named[1].lower() == "noon" else "00:00"
    if (wait := WAIT.search(text)) and wait[2].lower() in {"minute", "hour"}:
        return f"{now + _length(wait):%H:%M}"
    if not (clock := CLOCK.search(text)):
        return None
    hour, minute, half = clock.group(1, 2, 3) if clock[1] else clock.group(4, 5, 6)
    hours = int(hour)
    if half:
        hours = hours % 12 + (0 if half.lower() in {"am", "in the morning"} else 12)
    return f"{hours:02}:{minute or '00'}" if hours < 24 else None


def _length(wait: re.Match[str]) -> timedelta:
    count = COUNTS.get(wait[1].lower()) or int(wait[1])
    return timedelta(**{f"{wait[2].lower()}s": count})


def _day(text: str, today: date) -> date | None:
    """The first day that is named, the coming one of its kind."""
    if found := CALENDAR_DAY.search(text):
        return _coming(today, MONTHS.index(found[1].lower()) + 1, int(found[2]))
    if found := SLASHED_DAY.search(text):
        return _coming(today, int(found[1]), int(found[2]))
    if found := NUMBERED_DAY.search(text):
        number = int(found[1])
        return _coming(today, today.month if number >= today.day else today.month % 12 + 1, number)
    if found := NAMED_DAY.search(text):
        return today + timedelta(_days_ahead(found[1].lower(), today))
    if (found := WAIT.search(text)) and found[2].lower() in {"day", "week"}:
        return today + _length(found)
    return today + timedelta(1) if "midnight" in text.lower() else None


def _days_ahead(word: str, today: date) -> int:
    if word in DAYS:
        return (DAYS.index(word) - today.weekday() - 1) % 7 + 1
    return {"tomorrow": 1, "the day after tomorrow": 2}.get(word, 0)


def _coming(today: date, month: int, day: int) -> date | None:
    try:
        found = date(today.year, month, day)
        return found if found >= today else found.replace(year=today.year + 1)
    except ValueError:  # no such day
        return None


def _in_words(day: date, today: date) -> str:
    near = {0: "today", 1: "tomorrow"}
    return near.get((day - today).days, f"on {day:%A, %B} {day.day},")


def _clock(time: str) -> str:
    hour, minute = time.split(":")
    return f"{int(hour) % 12 or 12}:{minute} {'PM' if int(hour) >= 12 else 'AM'}"
