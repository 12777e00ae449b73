"""The response is written in that language.

Named by its code (ISO 639-1) or its English name: `language: fr` or `language: French`. Of `pt-BR` only the
language counts: varieties of one language cannot be told apart. Foreign names, quotations, code and addresses
in the response do not matter, and of two languages the one that most of it is written in counts; of a long
response the beginning, the middle and the end are read. A few words may fit several languages: then each of
them passes, and the finding names the others. What tells no language, such as "OK" or "42", is written in none.

PASS  language: fr
      C'est noté : je vous rappellerai demain à 19 h d'appeler votre mère.
FAIL  language: French
      I'll remind you at 7:00 PM to call your mother.
PASS  language: German
      Das Meeting mit Bob ist am Freitag, der Link kommt per „Google Calendar“.
PASS  language: pt-BR
      Muito obrigado!
FAIL  language: en
      42
PASS  not language: English
      Which day? ¿Qué día? Dime por favor qué día quieres que te lo recuerde.
"""

from __future__ import annotations

from dataclasses import dataclass

from sheet2eval.checks.check import BadArgument, Line
from sheet2eval.naming import did_you_mean
from sheet2eval.text.arguments import single
from sheet2eval.text.language_names import NAMES
from sheet2eval.text.languages import Language, find_language, likely_languages
from sheet2eval.text.normalise import quoted
from sheet2eval.types import Case, Outcome, Response, Says, Verdict

FORMS = ("",)
EXACTLY = False
ARGUMENT = "needed"
EXAMPLE = "language: fr"


@dataclass(frozen=True, slots=True)
class Written:
    wanted: Language

    def grade(self, response: Response, case: Case) -> Outcome:  # noqa: ARG002 - the text alone decides
        likely = likely_languages(response.text, self.wanted.code)
        verdict = Verdict.PASS if self.wanted.code in likely else Verdict.FAIL
        return Outcome(verdict, self._reason(likely, response.text))

    def says(self) -> Says:
        wanted = self.wanted.name
        if self.wanted.variety:
            wanted += f" ({self.wanted.variety}: no matter which variety of it)"
        return Says(f"is written in {wanted}", f"is not written in {wanted}")

    def _reason(self, likely: tuple[str, ...], text: str) -> str:
        names = [NAMES[code] for code in likely]
        if not names:
            return f"does not tell its language: {quoted(text)}" if text.strip() else "is empty"
        if self.wanted.name not in names:
            return f"is written in {' or '.join(names)}, not {self.wanted.name}"
        names.remove(self.wanted.name)
        too = f", though it could be {' or '.join(names)} too" if names else ""
        return f"is written in {self.wanted.name}{too}"


def parse(line: Line) -> Written:
    typed = single(line.argument or "", line.fill).text
    wanted = find_language(typed)
    if wanted is None:
        raise BadArgument(
            f"{quoted(typed)} is no language that can be told{did_you_mean(typed, NAMES.values())}",
            f"Write its code or English name, as in “{EXAMPLE}” or “language: French”.",
        )
    return Written(wanted)
