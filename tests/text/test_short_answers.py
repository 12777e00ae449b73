"""Short answers are told by their everyday words, where the model of letters sees too little."""

import pytest

from sheet2eval.text.languages import likely_languages
from sheet2eval.text.short_answers import recognised

ANSWERS = """\
en	Done.
en	Reminder set for 7 PM.
en	OK, done.
en	Hi Ann!
en	Call Bob at 3.
en	Timer set for 10 minutes.
en	I can’t.
de	Erledigt.
de	Alles klar!
de	Ja, gerne.
es	¡Hola!
es	Listo.
es	De nada.
fr	Merci.
fr	D’accord, c’est noté.
it	Fatto.
nl	Dank je.
pt	Obrigado!
pt	Bom dia!
"""
OTHERS = """\
fr	Done.
de	Reminder set for 7 PM.
en	Erledigt.
en	Merci.
en	Listo.
es	Obrigado!
es	No problem.
it	Dank je.
en	OK
en	Paris.
en	7
"""


@pytest.mark.parametrize("row", ANSWERS.splitlines())
def test_an_answer_fits_its_own_language(row: str) -> None:
    code, text = row.split("\t")
    assert code in likely_languages(text, code)


@pytest.mark.parametrize("row", OTHERS.splitlines())
def test_an_answer_fits_no_other(row: str) -> None:
    code, text = row.split("\t")
    assert code not in likely_languages(text, code)


def test_a_language_without_a_list_and_a_long_text_are_not_recognised() -> None:
    assert not recognised("Klart!", "sv")
    assert recognised("set a new reminder for me", "en")
    assert not recognised("set a new reminder for me at noon", "en")
    assert not recognised("yes " * 1_000_000, "en")
