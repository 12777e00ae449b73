from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheet2eval.text.sentences import count_sentences
from tests.growth import is_linear


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        (" \n ", 0),
        ("...", 0),
        ("🙂!", 0),
        ("Done", 1),
        ("Done.", 1),
        ("Done. Next", 2),
        ("One. Two! Three? Four…", 4),
        ("i went home. then i slept.", 2),
        ("Really?! Yes!!! No...", 3),
        ("Wait… what?", 2),
        ("Wait...what?", 2),
        ("Wow! !! ... Fine.", 2),
        ("Done. 🙂", 1),
        ("Done.🙂 Next one.", 2),
        ("Hi!How are you?", 2),
        # full-width kin
        ("好的。我会提醒你！明天见？", 3),
        ("はい。分かりました", 2),
        ("体温は３．５度です．次は？", 2),
        ("「はい。」", 1),
        ("ठीक है। अच्छा।", 2),
        ("حسنا؟ نعم.", 2),
        # abbreviations
        ("Dr. Smith and Mrs. Jones met Prof. Lee.", 1),
        ("Bring fruit, e.g. apples, i.e. food. Thanks.", 2),
        ("It costs approx. five dollars vs. ten.", 1),
        ("St. Louis is in Missouri. Mt. Hood is not.", 2),
        ("See Fig. 3 and No. 5, vol. 2. Fine.", 2),
        ("No. I will not.", 2),
        ("Call me at 7 p.m. tomorrow. Thanks!", 2),
        ("I will remind you at 7 p.m. Anything else?", 2),
        ("I will remind you at 7 p.m. Monday. Fine?", 2),
        ("At 9 a.m. EST we start.", 1),
        ("See you at 7 p.m.", 1),
        ("See you at 7 p.m.\n\nAnything else?", 2),
        ("Apples, pears, etc. Then we left.", 2),
        ("Apples, pears, etc. are fruit.", 1),
        ("Apples, etc., are fruit.", 1),
        ("It takes 5 min. to get there. It takes 5 min. Then go.", 3),
        ("On Mon. at 5 and Tue. April 11, or Jan. 5.", 1),
        ("The sun rose. The man sat. Then it rained.", 3),
        ("In the U.S. we say so. The U.S.A. is big.", 2),
        ("He is from the U.S. She is not.", 2),
        ("The U.S. Senate met J.R.R. Tolkien in D.C. It was late.", 2),
        ("Das ist z.B. gut, bzw. besser. Ja.", 2),
        ("Am 11. April um 9 Uhr. Gut.", 2),
        ("El Sr. Pérez y la Sra. Gil vienen. Bien.", 2),
        # initials
        ("J. K. Rowling met George W. Bush.", 1),
        ("By J.R.R. Tolkien. Good.", 2),
        # numbers and addresses
        ("It is 3.5 km. Pay $1,234.50 now.", 2),
        ("Version 1.2.3 is out. I have 3. You have 4.", 3),
        ("Open example.com or a@b.co. Then read file.txt.", 2),
        ("See https://example.com/?q=a.b!cd. Then www.example.org/?x=1.", 2),
        ("It is 1...3 of them.", 1),
        ("3 != 4. Run ../run.sh now.", 2),
        # lists, markup, quotes
        ("1. Open the app.\n2. Tap Save.", 2),
        ("a. Open the app.\n b. Tap Save.", 2),
        ("**1.** Open **Settings.** Then tap it.", 2),
        ("Here it is:\n- milk\n- eggs", 1),
        ('"Really?" she asked.', 1),
        ("“Go.” Then he left.", 2),
        ('He said "Go." Then left.', 2),
        ("He left (why?) and came back.", 1),
        ("It is so (see Fig. 3.). Fine.", 2),
        ("It was shown.[1] It is known.[2]", 2),
        ("Done .  Fine !", 2),
    ],
)  # fmt: skip
def test_count_sentences(text: str, count: int) -> None:
    assert count_sentences(text) == count


@given(st.text())
def test_any_text_can_be_counted(text: str) -> None:
    assert 0 <= count_sentences(text) <= len(text)


@given(
    st.lists(st.sampled_from(["We met Dr. Lee", "It is 3.5", "He came at 7 p.m. today", "Ja", "See a.b.com"]))
)
def test_each_end_counts(sentences: list[str]) -> None:
    assert count_sentences(" ".join(f"{sentence}!" for sentence in sentences)) == len(sentences)


@pytest.mark.parametrize(
    "unit", ["a.", ". ", "! ", "1. ", "Dr. ", "www.", "www.. ", "p.m.", "\n1.", ".)", "[1].", "é.é"]
)
def test_counting_takes_linear_time(unit: str) -> None:
    assert is_linear(count_sentences, lambda times: unit * times)
