"""The languages of texts: a table of 196, and what is measured on it stays true."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sheet2eval.text import languages
from sheet2eval.text.language_names import NAMES, OTHER_NAMES, SHADOWS
from sheet2eval.text.languages import find_language, likely_languages
from sheet2eval.text.normalise import comparable

TABLE = Path(__file__).parent.parent / "checks" / "languages.tsv"
NOT_TOLD = {'Sure! "C\'est la vie" means "that\'s life".'}
MOST_WRONG = 20  # texts that also fit a language that they are not written in, all languages asked


@cache
def rows() -> list[tuple[str, str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        table = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [(row["language"], row["sort"], row["text"].replace(r"\n", "\n")) for row in table]


def test_the_table_is_what_the_measures_speak_of() -> None:
    written = [code for code, _, _ in rows() if code]
    assert (len(written), len(set(written)), len(rows())) == (181, 47, 196)
    assert {text for _, _, text in rows()} > NOT_TOLD


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, _, text in rows() if code])
def test_texts_fit_their_own_language(code: str, text: str) -> None:
    assert (code in likely_languages(text, code)) is (text not in NOT_TOLD)


@pytest.mark.parametrize("text", [text for code, _, text in rows() if not code])
def test_texts_without_a_language_fit_none(text: str) -> None:
    assert not any(likely_languages(text, code) for code in ("en", "fr", "de", "la", "it"))


def test_hardly_any_text_fits_another_language() -> None:
    wrong = [
        (text, asked)
        for code, _, text in rows()
        for asked in NAMES
        if asked != code and asked in likely_languages(text, asked)
    ]
    assert len(wrong) <= MOST_WRONG, wrong


def test_two_sentences_fit_one_language_only() -> None:
    for code, sort, text in rows():
        if sort == "two":
            assert likely_languages(text, code) == (code,)


def test_the_names_are_those_that_the_model_knows() -> None:
    known = {label for label in dict(languages._identifier().rank("")) if len(label) == 2}
    assert known == set(NAMES)
    assert set(NAMES) > SHADOWS
    assert set(OTHER_NAMES.values()) < set(NAMES)
    assert all(name == comparable(name) for name in OTHER_NAMES)


@pytest.mark.parametrize("code", NAMES)
def test_every_language_is_found_by_code_and_name(code: str) -> None:
    for typed in (code, code.upper(), NAMES[code], NAMES[code].lower(), f" {NAMES[code]} "):
        assert find_language(typed) is not None
        assert find_language(typed).code == code  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("typed", "code", "variety"),
    [
        ("pt-BR", "pt", "pt-br"), ("en_US", "en", "en_us"), ("zh-Hant", "zh", "zh-hant"), ("es-419", "es", "es-419"),
        ("zh-Hant-TW", "zh", "zh-hant-tw"), ("nb", "no", ""), ("nb-NO", "no", "nb-no"), ("Farsi", "fa", ""),
        ("Spanish (Mexico)", "es", "spanish (mexico)"), ("Brazilian Portuguese", "pt", "brazilian portuguese"),
        ("Simplified Chinese", "zh", "simplified chinese"), ("Deutsch", "de", ""), ("FRANÇAIS", "fr", ""),
    ],
)  # fmt: skip
def test_other_names_and_varieties(typed: str, code: str, variety: str) -> None:
    found = find_language(typed)
    assert found is not None
    assert (found.code, found.variety) == (code, variety)


@pytest.mark.parametrize("typed", ["Frensh", "klingon-XX", "xx-US", "Simplified", "(French)", ""])
def test_what_is_no_language(typed: str) -> None:
    assert find_language(typed) is None


@pytest.mark.parametrize(
    ("text", "asked", "found"),
    [
        ("MERCI BEAUCOUP POUR VOTRE RÉPONSE", "fr", "fr"),
        ("```python\nprint('I think that this is it')\n```\nVoici le programme demandé, bonne journée.", "fr", "fr"),
        ("Voici :\n" + "`git commit` " * 50 + "\nIl suffit de le lancer dans le dossier du projet.", "fr", "fr"),
        ("Bonjour. " + "Voici la suite de votre histoire. " * 500 + "The end.", "fr", "fr"),
        ("# Étapes\n\n1. **Ouvrez** les réglages\n2. Touchez « Wi-Fi »\n3. Choisissez votre réseau", "fr", "fr"),
        ("- **Title**: Lunch\n- **Time**: 7:00 PM\n- **Day**: tomorrow", "en", "en"),
        ("**Titel**: Mittagessen\n**Uhrzeit**: 12:30\n**Tag**: morgen", "de", "de"),
        ("Eg har lagt inn ei påminning til i morgon klokka sju. Vil du at ho skal gjentakast kvar veke?", "no", "no"),
        ("Eg har lagt inn ei påminning til i morgon klokka sju. Vil du at ho skal gjentakast kvar veke?", "nn", "nn"),
    ],
)  # fmt: skip
def test_own_words_decide(text: str, asked: str, found: str) -> None:
    assert likely_languages(text, asked)[:1] == (found,)


def test_a_long_text_is_told_by_its_beginning() -> None:
    for text in (
        "слово " * 400_000,
        "`" * 2_000_000,
        "a@" * 1_000_000,
        "http://" * 300_000,
        '"a' * 1_000_000,
    ):
        assert likely_languages(text, "en") == likely_languages(text[:100_000], "en")


@settings(max_examples=100)
@given(st.text(), st.sampled_from(sorted(NAMES)))
def test_any_text_has_languages_or_none(text: str, asked: str) -> None:
    found = likely_languages(text, asked)
    assert len(set(found)) == len(found)
    assert set(found) <= set(NAMES)
