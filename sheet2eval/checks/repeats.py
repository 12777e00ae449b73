"""The response mentions a recurrence.

The recurrences are compared, not the letters: every Monday 9:00 AM is also "Mondays at 9", "weekly on Monday at
09:00", "jeden Montag um 9 Uhr" or FREQ=WEEKLY;BYDAY=MO;BYHOUR=9. Days, weekdays, weekends, every other week
(biweekly), so many hours, days, weeks, months or years, "monthly on the 1st", "the last Friday of every month" and
"yearly on April 11" are understood. What the check leaves open may be anything: `repeats: every Monday` takes
any time, `repeats: weekly` any one day of the week, `repeats: monthly` any day of the month. What it names must
be there. A weekday alone ("on Monday") is no recurrence. A time without am or pm fits either half of the day, and
the finding says so.

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

from dataclasses import dataclass

from sheet2eval.checks.check import BadArgument, Line
from sheet2eval.text.arguments import single
from sheet2eval.text.mentions import found
from sheet2eval.text.normalise import quoted
from sheet2eval.text.recurrences import RecurrenceMention, find_recurrences, parse_recurrence
from sheet2eval.types import Case, Outcome, Response, Says, Verdict

FORMS = ("",)
EXACTLY = False
ARGUMENT = "needed"
EXAMPLE = "repeats: every Monday 9:00 AM"


@dataclass(frozen=True, slots=True)
class Repeats:
    wanted: RecurrenceMention

    def grade(self, response: Response, case: Case) -> Outcome:  # noqa: ARG002 - the text alone decides
        mentioned = find_recurrences(response.text)
        fitting = [mention for mention in mentioned if mention.fits(self.wanted)]
        verdict = Verdict.PASS if fitting else Verdict.FAIL
        reason = found("recurrence", mentioned, fitting, [self.wanted])
        if fitting and not any(mention.is_sure_of(self.wanted) for mention in fitting):
            reason += f", which may be {self.wanted.text}"
        return Outcome(verdict, reason)

    def says(self) -> Says:
        thing = f"a recurrence equal to {self.wanted.text}"
        return Says(f"mentions {thing}", f"does not mention {thing}")


def parse(line: Line) -> Repeats:
    typed = single(line.argument or "", line.fill).text
    if wanted := parse_recurrence(typed):
        return Repeats(wanted)
    raise BadArgument(
        f"{quoted(typed)} is no recurrence",
        f"Write how often, and if you like when, as in “{EXAMPLE}”, “repeats: daily” or “repeats: monthly on the 1st”.",
    )
