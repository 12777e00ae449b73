"""Files for other schedulers: systemd, cron, GitHub Actions, Kubernetes.

systemd keeps `schedule run` alive, which also looks whether people ask for a run; the others call `sync`.
"""

from __future__ import annotations

import json
import re
import shlex
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from sheet2eval import __version__
from sheet2eval.books.google.address import is_google
from sheet2eval.errors import UsageError
from sheet2eval.scheduling import forms
from sheet2eval.scheduling.timetable import Cron, Every

_MODULE = ("-P", "-m", "sheet2eval")
_SEVEN = re.compile(r"(?<![/\d])7\S*$")  # as a day of the week, not as a step
_CONTROL = frozenset(map(chr, (*range(32), 127)))
_MINUTE, _HOUR, _DAY, _WEEK = 60, 3_600, 86_400, 604_800
_BARE = frozenset("-_./:=@,")  # beside letters and digits: what a word of a unit may hold unquoted


@dataclass(frozen=True, slots=True)
class Duty:
    """What is to be done: `timing` and `options` as they were typed, `secrets` the environment that is needed.

    `zone` is the time zone that was named; "" where none was.
    """

    sheets: Sequence[str]
    timetable: Every | Cron
    timing: Sequence[str]
    zone: str
    options: Sequence[str]
    secrets: Sequence[str]
    folder: Path

    @property
    def sync(self) -> tuple[str, ...]:
        return ("sync", *self.options, "--", *self.sheets)

    @property
    def files(self) -> tuple[str, ...]:
        return tuple(sheet for sheet in self.sheets if not is_google(sheet))

    @property
    def has_google(self) -> bool:
        return len(self.files) < len(self.sheets)


def deployment(kind: str, duty: Duty) -> str:
    """The file of that kind. Raises UsageError where it cannot say the timetable, or hold a name."""
    for word in (*duty.sheets, *duty.options, str(duty.folder)):
        if not _CONTROL.isdisjoint(word):
            raise UsageError(f"{word!r} holds a line break or the like: rename it")
    return KINDS[kind](duty)


def _systemd(duty: Duty) -> str:
    run = (*_MODULE, "schedule", "run", *duty.timing, *duty.options, "--", *duty.sheets)
    return forms.SYSTEMD.substitute(
        title=_without_specifiers(f"sheet2eval: {', '.join(duty.sheets)}"),
        command=" ".join(map(_systemd_word, (sys.executable, *run))),
        folder=_without_specifiers(str(duty.folder)),
    )


def _crontab(duty: Duty) -> str:
    command = shlex.join((sys.executable, *_MODULE, *duty.sync))
    return forms.CRONTAB.substitute(
        zone=forms.CRONTAB_ZONE.substitute(zone=duty.zone) if duty.zone else "",
        when=_expression(duty),
        command=f"cd {shlex.quote(str(duty.folder))} && {command}".replace("%", r"\%"),
    )


def _github_actions(duty: Duty) -> str:
    if duty.zone and ZoneInfo(duty.zone) != ZoneInfo("UTC"):
        raise UsageError("GitHub Actions goes by UTC: leave out --time-zone, and write the hours in UTC")
    if any("${{" in word for word in duty.sync):
        raise UsageError("GitHub Actions would replace ${{ in the name of a sheet: rename it")
    secrets = [f"{name}: ${{{{ secrets.{name} }}}}" for name in duty.secrets]
    if duty.has_google:
        secrets.append("GOOGLE_APPLICATION_CREDENTIALS: ${{ runner.temp }}/google.json")
    paths = [_with_results(name) for name in duty.files]
    return forms.GITHUB_ACTIONS.substitute(
        when=_yaml(_with_sunday_as_0(_expression(duty))),
        version=__version__,
        google=forms.GITHUB_GOOGLE if duty.has_google else "",
        command=_yaml(shlex.join(("sheet2eval", *duty.sync))),
        secrets=_indented(secrets, 10),
        results=forms.GITHUB_RESULTS.substitute(paths=_indented(paths, 12)) if paths else "",
    )


def _kubernetes(duty: Duty) -> str:
    return forms.KUBERNETES.substitute(
        when=_yaml(_with_sunday_as_0(_expression(duty))),
        zone=f"  timeZone: {_yaml(duty.zone)}\n" if duty.zone else "",
        version=__version__,
        command=_yaml(["sheet2eval", *duty.sync]),
        files=forms.KUBERNETES_FILES if duty.files else "",
        google=forms.KUBERNETES_GOOGLE if duty.has_google else "",
    )


KINDS: Mapping[str, Callable[[Duty], str]] = {
    "systemd": _systemd,
    "cron": _crontab,
    "github-actions": _github_actions,
    "kubernetes": _kubernetes,
}
"""What can be printed, by the name of its option."""


def _expression(duty: Duty) -> str:
    """The timetable as a cron expression."""
    if isinstance(duty.timetable, Cron):
        return _known_to_all(duty.timetable.expression)
    seconds = round(duty.timetable.interval / timedelta(seconds=1))
    if seconds % _MINUTE == 0 and _HOUR % seconds == 0:
        return "0 * * * *" if seconds == _HOUR else f"*/{seconds // _MINUTE} * * * *"
    if seconds % _HOUR == 0 and _DAY % seconds == 0:
        return "0 0 * * *" if seconds == _DAY else f"0 */{seconds // _HOUR} * * *"
    if seconds == _WEEK:
        return "0 0 * * 0"
    raise UsageError(
        f"cron cannot say {duty.timetable}: choose a part of an hour or of a day, or name the times with --cron"
    )


def _known_to_all(expression: str) -> str:
    """Raises UsageError where it names the last day of a month, or the nth Monday, as only some schedulers do."""
    _, _, day, _, weekday = expression.upper().split()
    if not {"L", "#"}.isdisjoint(day + weekday):
        raise UsageError(f'--cron "{expression}": only schedule run knows L and #; print it with --systemd')
    return expression


def _with_sunday_as_0(expression: str) -> str:
    """Raises UsageError where it is 7, which GitHub and Kubernetes do not know."""
    if _SEVEN.search(expression):
        raise UsageError(f'--cron "{expression}": 7 is no day of the week there; write 0 for Sunday')
    return expression


def _with_results(file: str) -> str:
    """A pattern for a file and what may be written beside it; a folder is itself."""
    path = Path(file)
    return f"{path.with_suffix('')}.*" if path.suffix else file


def _indented(lines: Sequence[str], by: int) -> str:
    return "\n".join(" " * by + line for line in lines)


def _yaml(value: str | Sequence[str]) -> str:
    """A value in YAML's flow style, which JSON is."""
    return json.dumps(value, ensure_ascii=False)


def _without_specifiers(text: str) -> str:
    return text.replace("%", "%%")


def _systemd_word(word: str) -> str:
    """A word of a command line, quoted as systemd.service(5) has it."""
    if word and all(character.isalnum() or character in _BARE for character in word):
        return word
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("$", "$$")
    return f'"{_without_specifiers(escaped)}"'
