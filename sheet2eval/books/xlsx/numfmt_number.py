"""Numbers shown by a section of a number format: digits, groups, percent, scientific, fractions, General.

Excel keeps 15 significant digits and rounds half away from zero on the digits shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

from sheet2eval.books.xlsx.numfmt_parse import Kind, Section, Token

EXACT = Context(prec=2000, rounding=ROUND_HALF_UP)  # room for 1E+308 under the longest code that is read
SHORT = Context(prec=6, rounding=ROUND_HALF_UP)  # what General shows in front of an E
GENERAL_WIDTH = 11  # characters that General uses for a number, its sign apart
POINT, COMMA, PERCENT, SLASH, TEXT = (Token(Kind.MARK, mark) for mark in ".,%/@")


def significant(value: float) -> Decimal:
    """The number as Excel keeps it: 15 significant digits."""
    return Decimal(f"{value:.15g}")


def general(value: float) -> str:
    """A number under the format General: 1, 0.3, 12345678901, 1.23457E+11."""
    sign, kept = "-" if value < 0 else "", f"{abs(value):.15g}"
    if len(kept) <= GENERAL_WIDTH and "e" not in kept:
        return sign + kept
    number = Decimal(kept)
    decimals = max(0, GENERAL_WIDTH - 1 - max(1, number.adjusted() + 1))
    plain = f"{_rounded(number, decimals):f}"
    shown = plain.rstrip("0").rstrip(".") if "." in plain else plain
    is_tiny = 0 < number < Decimal("0.0001") and Decimal(shown) != number
    if not is_tiny and len(shown) <= GENERAL_WIDTH:
        return sign + shown
    digits, _, power = f"{SHORT.plus(number):E}".partition("E")
    return f"{sign}{digits.rstrip('0').rstrip('.')}E{power[0]}{power[1:].zfill(2)}"


@dataclass(frozen=True, slots=True)
class _Exponent:
    tokens: tuple[Token, ...]  # the digits behind the E
    plus: bool  # E+ shows both signs, E- only a minus


@dataclass(frozen=True, slots=True)
class _Bar:
    """A fraction: what stands before it, the placeholders above and below its bar, what stands behind it."""

    lead: tuple[Token, ...]
    top: tuple[Token, ...]
    bottom: str
    rest: str

    @property
    def denominator(self) -> int:
        """The one that the code names, as in `# ?/8`; 0 where it leaves it open."""
        return int(self.bottom) if self.bottom.isdecimal() and self.bottom.strip("0") else 0

    def nearest(self, value: Fraction) -> Fraction:
        if self.denominator:
            return Fraction(int(value * self.denominator + Fraction(1, 2)), self.denominator)
        return value.limit_denominator(10 ** len(self.bottom) - 1)


@dataclass(frozen=True, slots=True)
class NumberPlan:
    """A section divided at its point and its E; commas that group or scale are taken out."""

    integer: tuple[Token, ...]
    decimals: tuple[Token, ...]
    has_point: bool
    grouped: bool
    factor: Decimal
    exponent: _Exponent | None
    bar: _Bar | None

    @property
    def places(self) -> int:
        return _digits(self.decimals)


def plan_number(section: Section) -> NumberPlan:
    """The section taken apart for `show_number`."""
    tokens, factor = list(section.tokens), Decimal(1).scaleb(2 * section.tokens.count(PERCENT))
    mantissa, exponent = _split_exponent(tokens)
    point = mantissa.index(POINT) if POINT in mantissa else len(mantissa)
    integer, grouped, thousands = _without_commas(mantissa[:point])
    decimals, _, more_thousands = _without_commas(mantissa[point + 1 :])
    return NumberPlan(
        integer,
        decimals,
        point < len(mantissa),
        grouped,
        factor.scaleb(-3 * (thousands + more_thousands)),
        exponent,
        _find_bar(integer),
    )


def show_general(section: Section, value: float) -> str:
    """The text of a number by a section with General or @ in it."""
    stand_ins = {Token(Kind.GENERAL, "general"), TEXT}
    return "".join(general(value) if token in stand_ins else token.text for token in section.tokens)


def show_number(plan: NumberPlan, value: float) -> str:
    """The text of a number that is not negative."""
    number = EXACT.multiply(significant(value), plan.factor)
    if plan.bar is not None:
        return _show_fraction(plan.bar, number)
    if plan.exponent is not None:
        return _show_scientific(plan, plan.exponent, number)
    return _show_decimal(plan, number)


def _split_exponent(tokens: list[Token]) -> tuple[list[Token], _Exponent | None]:
    for position, token in enumerate(tokens):
        if token.kind is Kind.EXPONENT:
            return tokens[:position], _Exponent(tuple(tokens[position + 1 :]), token.text.endswith("+"))
    return tokens, None


def _without_commas(tokens: list[Token]) -> tuple[tuple[Token, ...], bool, int]:
    """The tokens, whether a comma groups thousands, how many commas behind the last digit divide by 1,000."""
    last = max((at for at, token in enumerate(tokens) if token.kind is Kind.DIGIT), default=-1)
    first = next((at for at, token in enumerate(tokens) if token.kind is Kind.DIGIT), len(tokens))
    grouped = COMMA in tokens[first : last + 1]
    scaling = 0
    while last >= 0 and tokens[last + 1 + scaling : last + 2 + scaling] == [COMMA]:
        scaling += 1
    kept = (token for at, token in enumerate(tokens) if token != COMMA or not first <= at <= last + scaling)
    return tuple(kept), grouped, scaling


def _find_bar(tokens: Sequence[Token]) -> _Bar | None:
    """The fraction of a section: placeholders stand before its slash, placeholders or a number behind it."""
    for position, token in enumerate(tokens):
        if token != SLASH:
            continue
        top, bottom = _run(tokens[:position][::-1]), _run(tokens[position + 1 :])
        if top and bottom:
            rest = "".join(later.text for later in tokens[position + 1 + len(bottom) :])
            digits = "".join(placeholder.text for placeholder in bottom)
            return _Bar(tuple(tokens[: position - len(top)]), tuple(top[::-1]), digits, rest)
    return None


def _show_decimal(plan: NumberPlan, number: Decimal) -> str:
    whole, _, decimals = f"{_rounded(number, plan.places):f}".partition(".")
    if not plan.has_point:
        whole = whole if _digits(plan.integer) else ""  # a section of words only shows no number
        return _fill_whole(plan.integer, whole.lstrip("0"), grouped=plan.grouped)
    shown = _fill_whole(plan.integer, whole.lstrip("0"), grouped=plan.grouped)
    return f"{shown}.{_fill_decimals(plan.decimals, decimals)}"


def _show_scientific(plan: NumberPlan, exponent: _Exponent, number: Decimal) -> str:
    step = max(1, _digits(plan.integer))  # 0.0E+0 counts in ones, ##0.0E+0 in threes
    power = number.adjusted() // step * step if number else 0
    if _rounded(number.scaleb(-power, EXACT), plan.places) >= Decimal(10) ** step:
        power += step
    mantissa = _show_decimal(plan, number.scaleb(-power, EXACT))
    sign = "-" if power < 0 else "+" * exponent.plus
    return f"{mantissa}E{sign}{_fill_whole(exponent.tokens, str(abs(power)).lstrip('0'), grouped=False)}"


def _show_fraction(bar: _Bar, number: Decimal) -> str:
    has_whole = _digits(bar.lead) > 0
    whole = int(number) if has_whole else 0
    fraction = bar.nearest(Fraction(number) - whole)
    if has_whole and fraction in {0, 1}:
        shown = _fill_whole(bar.lead, str(whole + int(fraction)), grouped=False)
        return shown + " " * (len(bar.top) + 1 + len(bar.bottom)) + bar.rest
    denominator = bar.denominator or fraction.denominator
    shown = _fill_whole(bar.lead, str(whole).lstrip("0"), grouped=False)
    over = _fill_whole(bar.top, str(int(fraction * denominator)), grouped=False)
    return f"{shown}{over}/{denominator:<{len(bar.bottom)}}{bar.rest}"


def _run(tokens: Sequence[Token]) -> list[Token]:
    """The placeholders and digits that a sequence begins with."""
    run: list[Token] = []
    for token in tokens:
        if token.kind is not Kind.DIGIT and not (token.kind is Kind.LITERAL and token.text.isdecimal()):
            break
        run.append(token)
    return run


def _fill_whole(tokens: Sequence[Token], digits: str, *, grouped: bool) -> str:
    """Digits laid into placeholders from the right; the leftmost one takes all that are left."""
    pieces, place, places = [], 0, _digits(tokens)
    if not places:
        pieces.append(digits)
    for token in reversed(tokens):
        if token.kind is not Kind.DIGIT:
            pieces.append(token.text)
            continue
        taken = digits if place == places - 1 else digits[-1:]
        digits = digits[: len(digits) - len(taken)]
        shown = taken or _padding(token)
        pieces.append(_grouped(shown, place) if grouped else shown)
        place += 1
    return "".join(reversed(pieces))


def _grouped(digits: str, place: int) -> str:
    """The digits, the last of which stands at `place` from the right, with the commas behind them."""
    shown = ""
    for position, digit in enumerate(reversed(digits), place):
        comma = "" if position % 3 or not position else "," if digit != " " else " "
        shown = digit + comma + shown
    return shown


def _fill_decimals(tokens: Sequence[Token], digits: str) -> str:
    shown = iter(digits.rstrip("0"))
    pieces = (next(shown, _padding(token)) if token.kind is Kind.DIGIT else token.text for token in tokens)
    return "".join(pieces)


def _padding(token: Token) -> str:
    return {"0": "0", "?": " "}.get(token.text, "")


def _digits(tokens: Sequence[Token]) -> int:
    return sum(token.kind is Kind.DIGIT for token in tokens)


def _rounded(number: Decimal, places: int) -> Decimal:
    return number.quantize(Decimal(1).scaleb(-places), context=EXACT)
