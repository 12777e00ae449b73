"""What Excel (US English) shows for a value under a format code."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheet2eval.books.xlsx.numfmt import built_in, moment_of, show, show_text, shows_text_plainly
from sheet2eval.books.xlsx.numfmt_date import OFFSET_1904, serial_of

ACCOUNTING = '_("$"* #,##0.00_);_("$"* (#,##0.00);_("$"* "-"??_);_(@_)'
APRIL_11 = 45758  # 11 April 2025, a Friday
SEVEN_PM = 19 / 24
at = datetime.fromisoformat

GENERAL = [
    (0, "0"),
    (1, "1"),
    (-1, "-1"),
    (1.0, "1"),
    (0.5, "0.5"),
    (0.1 + 0.2, "0.3"),
    (-0.1, "-0.1"),
    (1 / 3, "0.333333333"),
    (2 / 3, "0.666666667"),
    (-2 / 3, "-0.666666667"),
    (100 / 3, "33.33333333"),
    (1234.5678, "1234.5678"),
    (123456789.123, "123456789.1"),
    (12345678901, "12345678901"),
    (99999999999, "99999999999"),
    (99999999999.9, "1E+11"),
    (123456789012, "1.23457E+11"),
    (100000000000, "1E+11"),
    (1e20, "1E+20"),
    (-1.5e20, "-1.5E+20"),
    (1e300, "1E+300"),
    (0.0001, "0.0001"),
    (0.000012345, "0.000012345"),
    (0.00001234567, "1.23457E-05"),
    (0.0000000012, "1.2E-09"),
    (1e-20, "1E-20"),
]
NUMBERS = [
    (7, "000", "007"),
    (7, "0", "7"),
    (1234567, "0000", "1234567"),
    (0.5, "0", "1"),
    (1.5, "0", "2"),
    (2.5, "0", "3"),
    (-2.5, "0", "-3"),
    (1.005, "0.00", "1.01"),
    (2.675, "0.00", "2.68"),
    (3, "0.00", "3.00"),
    (1.1, "0.##", "1.1"),
    (1, "0.##", "1."),
    (12.345, "0.0#", "12.35"),
    (12, "0.0#", "12.0"),
    (0, "#", ""),
    (0, "#.##", "."),
    (0.25, "#.00", ".25"),
    (5, "???", "  5"),
    (1.5, "0.???", "1.5  "),
    (1234567.891, "#,##0", "1,234,568"),
    (1234567.891, "#,##0.00", "1,234,567.89"),
    (999, "#,##0", "999"),
    (12, "00,000", "00,012"),
    (1234567, "0,", "1235"),
    (1234567, '0.0,,"M"', "1.2M"),
    (1234567, "#,##0,", "1,235"),
    (0.125, "0%", "13%"),
    (0.125, "0.0%", "12.5%"),
    (0.125, "0.00%", "12.50%"),
    (1, "0%", "100%"),
    (-0.05, "0%", "-5%"),
    (12345, "0.00E+00", "1.23E+04"),
    (0.00012345, "0.00E+00", "1.23E-04"),
    (12345, "0.0E-0", "1.2E4"),
    (9.999, "0.0E+0", "1.0E+1"),
    (0, "0.00E+00", "0.00E+00"),
    (12345, "##0.0E+0", "12.3E+3"),
    (123456789, "##0.0E+0", "123.5E+6"),
    (999999, "##0.0E+0", "1.0E+6"),
    (1.5, "# ?/?", "1 1/2"),
    (0.125, "# ?/?", " 1/8"),
    (5, "# ?/?", "5    "),
    (12.3456789, "# ??/??", "12 28/81"),
    (12.3456789, "??/??", "1000/81"),
    (1.5, "# ?/8", "1 4/8"),
    (0.3, "# ??/100", " 30/100"),
    (1.99, "# ?/?", "2    "),
    (-1.5, "# ?/?", "-1 1/2"),
    (12, '0" kg"', "12 kg"),
    (12, '"No. "0', "No. 12"),
    (12, "0\\x", "12x"),
    (3.14159, '"this is "0.00" or so"', "this is 3.14 or so"),
    (941051630, "00000-0000", "94105-1630"),
    (123456789, "000-00-0000", "123-45-6789"),
    (8675309, "[<=9999999]###-####;(###) ###-####", "867-5309"),
    (2813308004, "[<=9999999]###-####;(###) ###-####", "(281) 330-8004"),
    (1234.5, "$#,##0.00", "$1,234.50"),
    (-1234.5, "$#,##0.00", "-$1,234.50"),
    (1234.5, "[$€-407] #,##0.00", "€ 1,234.50"),
    (1234.5, "#,##0.00 [$€-407]", "1,234.50 €"),
    (1234.5, "[$USD] #,##0", "USD 1,235"),
    (1, "General", "1"),
    (12.5, 'General" points"', "12.5 points"),
    (12.5, "[Red]General", "12.5"),
    (0.1 + 0.2, "@", "0.3"),
    (-4, "@", "-4"),
]
SECTIONS = [
    (5, "0;(0)", "5"),
    (-5, "0;(0)", "(5)"),
    (0, "0;(0)", "0"),
    (0, '0;(0);"none"', "none"),
    (-5, "0;-0;0;@", "-5"),
    (-5, "0.00_);[Red](0.00)", "(5.00)"),
    (5, "0.00_);[Red](0.00)", "5.00 "),
    (5, ";;;", ""),
    (-5, "0;;", ""),
    (1234.5, ACCOUNTING, " $1,234.50 "),
    (-1234.5, ACCOUNTING, " $(1,234.50)"),
    (0, ACCOUNTING, " $-   "),
    (150, '[>=100]"high";"low"', "high"),
    (50, '[>=100]"high";"low"', "low"),
    (75, '[>=100]"high";[>=60]"middle";"low"', "middle"),
    (10, '[>=100]"high";[>=60]"middle";"low"', "low"),
    (1, '[=1]"yes";[=0]"no";General', "yes"),
    (0, '[=1]"yes";[=0]"no";General', "no"),
    (-7, '[=1]"yes";[=0]"no";General', "-7"),
    (-7, "[>=0]0;(0)", "(7)"),
    (-30, "[<-25]0;General", "30"),
    (49, "[Red][=50]General;[Blue]000", "049"),
    (-3, '0;"minus "0;@', "minus 3"),
]
DATES = [
    (APRIL_11, "yyyy-mm-dd", "2025-04-11"),
    (APRIL_11, "m/d/yyyy", "4/11/2025"),
    (APRIL_11, "mm/dd/yy", "04/11/25"),
    (APRIL_11, "d.m.yyyy", "11.4.2025"),
    (APRIL_11, "d-mmm-yy", "11-Apr-25"),
    (APRIL_11, "dddd, mmmm d, yyyy", "Friday, April 11, 2025"),
    (APRIL_11, "ddd d mmm", "Fri 11 Apr"),
    (APRIL_11, "mmmmm", "A"),
    (APRIL_11, "e", "2025"),
    (APRIL_11, "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "Friday, April 11, 2025"),
    (APRIL_11, "[$-409]d\\-mmm\\-yyyy;@", "11-Apr-2025"),
    (APRIL_11, "YYYY/MM/DD", "2025/04/11"),
    (APRIL_11 + SEVEN_PM, "yyyy-mm-dd hh:mm", "2025-04-11 19:00"),
    (APRIL_11 + SEVEN_PM, "m/d/yyyy h:mm AM/PM", "4/11/2025 7:00 PM"),
    (60, "d mmm yyyy", "29 Feb 1900"),
    (59, "d mmm yyyy", "28 Feb 1900"),
    (61, "d mmm yyyy", "1 Mar 1900"),
    (1, "dddd d mmm yyyy", "Sunday 1 Jan 1900"),
    (0, "m/d/yy", "1/0/00"),
    (2958465, "yyyy-mm-dd", "9999-12-31"),
    (-1, "yyyy-mm-dd", "-1"),
    (2958466, "yyyy-mm-dd", "2958466"),
]
TIMES = [
    (SEVEN_PM, "h:mm AM/PM", "7:00 PM"),
    (SEVEN_PM, "hh:mm am/pm", "07:00 PM"),
    (SEVEN_PM, "[$-409]h:mm\\ AM/PM;@", "7:00 PM"),
    (SEVEN_PM, "h:mm", "19:00"),
    (SEVEN_PM, "h AM/PM", "7 PM"),
    (SEVEN_PM, "h:mm A/P", "7:00 P"),
    (0, "h:mm AM/PM", "12:00 AM"),
    (0.5, "h:mm AM/PM", "12:00 PM"),
    (0.25, "hh:mm:ss", "06:00:00"),
    (0.7, "hh:mm:ss.000", "16:48:00.000"),
    (0.70707, "h:mm:ss.0", "16:58:10.8"),
    (0.678, "h:mm", "16:16"),
    (12345.6789, "mm:ss.0", "17:37.0"),
    (12345.6789, "mm:ss", "17:37"),
    (1.5, "[h]:mm", "36:00"),
    (1.5, "[hh]:mm:ss", "36:00:00"),
    (2.9999999999999996, "[h]:mm:ss", "72:00:00"),
    (0.5, "[mm]", "720"),
    (0.5, "[m]:ss", "720:00"),
    (1 / 24, "[ss]", "3600"),
    (0.999999, "h:mm:ss", "0:00:00"),
    (APRIL_11 + 0.5, 'mmm d "at" h:mm', "Apr 11 at 12:00"),
    (APRIL_11 + 0.5, "h:mm m", "12:00 4"),
]


@pytest.mark.parametrize(("value", "shown"), GENERAL)
def test_general(value, shown):
    assert show(value, "General") == shown


@pytest.mark.parametrize(("value", "code", "shown"), NUMBERS + SECTIONS + DATES + TIMES)
def test_codes(value, code, shown):
    assert show(value, code) == shown


@pytest.mark.parametrize(
    ("number", "value", "shown"),
    [
        (0, 1234.5, "1234.5"),
        (1, 1234.5, "1235"),
        (2, 1234.5, "1234.50"),
        (3, 1234.5, "1,235"),
        (4, 1234.5, "1,234.50"),
        (5, -1234.5, "($1,235)"),
        (8, 1234.5, "$1,234.50 "),
        (9, 0.256, "26%"),
        (10, 0.256, "25.60%"),
        (11, 1234.5, "1.23E+03"),
        (12, 1234.5, "1234 1/2"),
        (13, 1234.56, "1234 14/25"),
        (14, APRIL_11, "4/11/2025"),
        (15, APRIL_11, "11-Apr-25"),
        (16, APRIL_11, "11-Apr"),
        (17, APRIL_11, "Apr-25"),
        (18, SEVEN_PM, "7:00 PM"),
        (19, SEVEN_PM, "7:00:00 PM"),
        (20, SEVEN_PM, "19:00"),
        (21, SEVEN_PM, "19:00:00"),
        (22, APRIL_11 + SEVEN_PM, "4/11/2025 19:00"),
        (30, APRIL_11, "4/11/2025"),
        (37, -1234.5, "(1,235)"),
        (40, -1234.5, "(1,234.50)"),
        (41, 0, " - "),
        (44, 1234.5, " $1,234.50 "),
        (45, SEVEN_PM, "00:00"),
        (46, 1.5, "36:00:00"),
        (47, 0.5000347, "00:03.0"),
        (48, 1234.5, "1.2E+3"),
        (49, 1234.5, "1234.5"),
        (99, 1234.5, "1234.5"),
    ],
)
def test_built_in_formats(number, value, shown):
    assert show(value, built_in(number)) == shown


@pytest.mark.parametrize(
    ("text", "code", "shown"),
    [
        ("abc", "General", "abc"),
        ("abc", "0.00", "abc"),
        ("abc", "@", "abc"),
        ("abc", '0;-0;0;"<"@">"', "<abc>"),
        ("abc", '@" kg"', "abc kg"),
        ("abc", '0;-0;0;"words"', "words"),
        ("abc", ";;;", ""),
        ("abc", ACCOUNTING, " abc "),
    ],
)
def test_texts(text, code, shown):
    assert show_text(text, code) == shown
    assert shows_text_plainly(code) == (text == shown)


@pytest.mark.parametrize(
    ("value", "code", "moment"),
    [
        (APRIL_11, "m/d/yyyy", at("2025-04-11")),
        (APRIL_11 + SEVEN_PM, "m/d/yyyy h:mm", at("2025-04-11T19:00")),
        (APRIL_11, "mmmm", at("2025-04-11")),
        (1, "m/d/yyyy", at("1900-01-01")),
        (59, "m/d/yyyy", at("1900-02-28")),
        (61, "m/d/yyyy", at("1900-03-01")),
        (60, "m/d/yyyy", None),
        (2958465.9999999999, "m/d/yyyy", None),
        (SEVEN_PM, "h:mm", None),
        (SEVEN_PM, "[mm]:ss", None),
        (APRIL_11, "General", None),
        (APRIL_11, '0" days"', None),
        (-1, "m/d/yyyy", None),
    ],
)
def test_moments_are_dates_and_not_times(value, code, moment):
    assert moment_of(value, code) == moment


def test_the_1904_system_begins_four_years_and_a_day_later():
    assert show(0, "yyyy-mm-dd", OFFSET_1904) == "1904-01-01"
    assert show(APRIL_11 - OFFSET_1904, "ddd yyyy-mm-dd", OFFSET_1904) == "Fri 2025-04-11"
    assert show(1.5, "[h]:mm", OFFSET_1904) == "36:00"
    assert moment_of(APRIL_11 - OFFSET_1904, "d", OFFSET_1904) == at("2025-04-11")


@pytest.mark.parametrize(
    ("iso", "serial"),
    [
        ("2025-04-11", APRIL_11),
        ("2025-04-11T12:00:00", APRIL_11 + 0.5),
        ("2025-04-11T12:00:00Z", APRIL_11 + 0.5),
        ("12:00:00", 0.5),
        ("1900-01-01", 1),
        ("1900-03-01", 61),
        ("soon", None),
    ],
)
def test_iso_dates(iso, serial):
    assert serial_of(iso, 0) == serial


@given(st.text(max_size=40), st.floats(allow_nan=False, allow_infinity=False))
def test_no_code_breaks_the_reading(code, value):
    assert isinstance(show(value, code), str)
    assert isinstance(show_text("x", code), str)
    moment_of(value, code)


CODE_CHARACTERS = st.text(alphabet='0#?.,%/@;E+-()[]$"\\_* ymdhsAMP/<>=159', max_size=30)


@given(CODE_CHARACTERS, st.floats(allow_nan=False, allow_infinity=False))
def test_no_code_of_code_characters_breaks_the_reading(code, value):
    assert isinstance(show(value, code), str)
    moment_of(value, code)


@given(st.integers(-(10**11) + 1, 10**11 - 1))
def test_whole_numbers_show_all_their_digits(number):
    assert show(number, "General") == str(number)
    assert show(number, "0") == str(number)
    assert show(number, "#,##0") == f"{number:,}"


@given(st.integers(1, 2958465 * 1440))
def test_minutes_survive_the_way_through_serials(minutes):
    if minutes // 1440 != 60:
        shown = show(minutes / 1440, "yyyy-mm-dd hh:mm")
        assert shown.endswith(f"{minutes // 60 % 24:02}:{minutes % 60:02}")
