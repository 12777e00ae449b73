from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta

import pytest

from sheet2eval.scoring.duplicates import near_duplicates
from sheet2eval.types import Message
from tests.scoring.made import case
from tests.tables import STARTED


def conversation(name, *turns):
    return replace(case(name), messages=tuple(Message(role, text) for role, text in turns))


def asking(*texts):
    return [conversation(f"c{number}", ("user", text)) for number, text in enumerate(texts)]


LONG = "I would like to know whether my parcel with the blue label has left your warehouse in Graz already"


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Remind me to call mom", "Remind me to call mom", True),
        ("Remind me to call mom", "  remind me to call MOM. ", True),
        (
            "Please remind me to call mom tomorrow evening",
            "Please remind me to call mom tomorow evening",
            True,
        ),
        ("call mom tomorrow", "tomorrow call mom", True),
        (LONG, f"{LONG}?!", True),
        (LONG, LONG.replace("Graz", "Linz"), False),
        ("明日の朝に母に電話する", "明日の朝に母に電話する。", True),
        ("Remind me to call mom", "Remind me to call dad", False),
        (f"{LONG}, number 1", f"{LONG}, number 2", False),
        ("Book it", "Don't book it", False),
        ("", "", False),
        ("?", "!", False),
        (f"{LONG * 30} now", f"{LONG * 30} later, when all of that has been said and done", False),
    ],
)
def test_alike_is_what_differs_in_a_few_letters(one, other, alike):
    assert near_duplicates(asking(one, other)) == ((("c0", "c1"),) if alike else ())


def test_groups_are_whole_and_in_the_order_of_the_sheet():
    found = near_duplicates(asking("call mom", "play jazz", "Call mom!", "play Jazz", "call mom.", "sing"))
    assert found == (("c0", "c2", "c4"), ("c1", "c3"))


def test_the_whole_conversation_counts():
    asked = ("user", "And tomorrow?")
    assert not near_duplicates(
        [
            conversation("a", ("user", "Is the museum open?"), ("assistant", "Yes."), asked),
            conversation("b", ("user", "Will it rain?"), ("assistant", "No."), asked),
        ]
    )


def test_the_same_words_at_another_time_are_another_case():
    asked = ("user", "What is on today?")
    later = replace(conversation("b", asked), now=STARTED + timedelta(days=1))
    assert not near_duplicates([conversation("a", asked), later])


def test_no_case_and_one_case_are_alike_to_nothing():
    assert near_duplicates([]) == near_duplicates(asking("hello")) == ()


@pytest.mark.parametrize("many", [1, 1_000])
def test_a_pair_is_found_among_many_that_share_its_words(many):
    """And the comparisons stay few: of a thousand shuffled texts none may be compared with all others."""
    chance = random.Random(6)
    words = [f"{one}{other}a" for one in "bdfgklm" for other in "aeiou"]
    texts = [" ".join(chance.choices(words, k=14)) for _ in range(many)]
    pair = " ".join(chance.choices(words, k=14))
    found = near_duplicates(asking(pair, *texts, f"{pair}!"))
    assert found == (("c0", f"c{many + 1}"),)
