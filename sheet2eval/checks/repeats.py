"""The response mentions a recurrence.

The recurrences are compared, not the letters: every Monday 9:00 AM is also "Mondays at 9", "weekly on Monday at
09:00", "jeden Montag um 9 Uhr" or FREQ=WEEKLY;BYDAY=MO;BYHOUR=9. Days, weekdays, weekends, every other week
(biweekly), so many hours, days, weeks, months or years, "monthly on the 1st", "the last Friday of every month" and
"yearly on April 11" are understood. What the check leaves open may be anything: `repeats: every Monday` takes
any time, `repeats: weekly` any one day of the week, `repeats: monthly` any day of the month. What it names must
be there, each time of day too, and each recurrence of "Mondays at 9 and Wednesdays at 10". A weekday alone ("on
Monday") is no recurrence, but "the first is on Monday, and it repeats weekly" is one on Mondays. A time without am
or pm fits either half of the day, and the finding says so.

PASS  repeats: every Monday 9:00 AM
      Done. I will remind you on Mondays at 9.
PASS  repeats: every Monday 9:00 AM
      It repeats weekly on Monday at 09:00.
FAIL  repeats: every Monday 9:00 AM
      I will remind you on Monday at 9:00 AM.
FAIL  repeats: every Monday 9:00 AM
      I will remind you every Monday.
FAIL  repeats: every Monday
      I will remind you every other Monday.
PASS  repeats: every Monday
      Your first reminder is on Monday, April 14, and it repeats weekly.
PASS  repeats: every Monday and Wednesday at 9 AM
      I will remind you on Mondays at 9 AM and on Wednesdays at 9 AM.
FAIL  repeats: Mondays at 9 AM and Wednesdays at 10 AM
      I will remind you every Monday and Wednesday at 9 AM.
FAIL  repeats: daily at 8 AM and 8 PM
      I will remind you every day at 8 AM.
PASS  repeats: weekdays
      I will remind you every Monday through Friday at 8.
PASS  repeats: every two weeks
      Set for alternate Fridays at noon.
PASS  repeats: monthly on the 1st
      You pay the rent on the first of each month.
PASS  repeats: yearly on April 11
      I will remind you every April 11th.
FAIL  repeats: daily
      I will remind you every weekday.
PASS  not repeats: daily
      I will remind you once, at 9.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sheet2eval.checks.check import BadArgument, Line
from sheet2eval.text.arguments import single
from sheet2eval.text.mentions import as_written, found
from sheet2eval.text.normalise import quoted
from sheet2eval.text.recurrences import RecurrenceMention, find_recurrences
from sheet2eval.text.wanted_recurrence import fitting, is_sure, parse_recurrences
from sheet2eval.types import Case, Outcome, Response, Says, Verdict

FORMS = ("",)
EXACTLY = False
ARGUMENT = "needed"
EXAMPLE = "repeats: every Monday 9:00 AM"


@dataclass(frozen=True, slots=True)
class Repeats:
    wanted: tuple[RecurrenceMention, ...]

    def grade(self, response: Response, case: Case) -> Outcome:  # noqa: ARG002 - the text alone decides
        mentioned = find_recurrences(response.text)
        fits = [fitting(mentioned, wanted) for wanted in self.wanted]
        verdict = Verdict.PASS if all(fits) else Verdict.FAIL
        meant = [mention for one in fits for mention in one] if all(fits) else []
        reason = found("recurrence", mentioned, meant, self.wanted, "and")
        unsure = [
            wanted for wanted, meant in zip(self.wanted, fits, strict=True) if _is_unsure(meant, wanted)
        ]
        return Outcome(
            verdict, reason + (f", which may be {as_written(unsure)}" if all(fits) and unsure else "")
        )

    def says(self) -> Says:
        thing = " and ".join(f"a recurrence equal to {wanted.text}" for wanted in self.wanted)
        return Says(f"mentions {thing}", f"does not mention {thing}")


def _is_unsure(meant: Sequence[RecurrenceMention], wanted: RecurrenceMention) -> bool:
    return not any(is_sure(mention, wanted) for mention in meant)


def parse(line: Line) -> Repeats:
    typed = single(line.argument or "", line.fill).text
    if wanted := parse_recurrences(typed):
        return Repeats(wanted)
    raise BadArgument(
        f"{quoted(typed)} is no recurrence",
        f"Write how often, and if you like when, as in “{EXAMPLE}”, “repeats: daily” or “repeats: monthly on the 1st”.",
    )
