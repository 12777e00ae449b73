"""What `new` offers: the templates, the workbooks made of them, and the files that it refuses to touch."""

from __future__ import annotations

import csv
import re
import zipfile
from datetime import datetime
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from sheet2eval.books.xlsx.book import XlsxBook
from sheet2eval.contract import RUBRICS, SINGLE, Tab
from sheet2eval.errors import BookError, UsageError
from sheet2eval.reading.compile import compile_tables
from sheet2eval.reading.grammar import CheckLine, CriterionLine, lines_of
from sheet2eval.reading.selftest import self_test
from sheet2eval.starters.look import CHECK_HELP, TextTab
from sheet2eval.starters.templates import Template, create, template_named, templates
from sheet2eval.starters.workbook import workbook_bytes
from sheet2eval.types import Severity, Suite

NOW = datetime.fromisoformat("2025-04-10T09:00")
NAMES = ("blank", "deep-research", "reminders", "support", "triggers")
FOUR_TABS = ["input", "current-behavior", "ideal-behavior", "notes"]


@pytest.fixture(params=NAMES)
def template(request: pytest.FixtureRequest) -> Template:
    return template_named(request.param)


@pytest.fixture
def made(template: Template, tmp_path: Path) -> Path:
    path = tmp_path / f"{template.name}.xlsx"
    create(path, template)
    return path


def compiled(path: Path) -> Suite:
    return compile_tables(XlsxBook(path).read(), NOW).suite


def small_workbook(*rows: tuple[str, ...]) -> Workbook:
    content = workbook_bytes([TextTab("cases", SINGLE, rows)], "Small")
    return load_workbook(BytesIO(content))


def test_templates_are_listed_by_name_with_a_line_about_each() -> None:
    assert tuple(template.name for template in templates()) == NAMES
    assert all(template.title and template.description for template in templates())


@pytest.mark.parametrize(
    ("asked", "guess"),
    [
        ("reminder", "reminders"),
        ("Blanc", "blank"),
        ("trigers", "triggers"),
        ("deep research", "deep-research"),
    ],
)
def test_unknown_template_is_a_usage_error_with_a_guess(asked: str, guess: str) -> None:
    with pytest.raises(UsageError, match=f"did you mean '{guess}'.*{', '.join(NAMES)}"):
        template_named(asked)


def test_template_far_from_any_name_gets_the_list_and_no_guess() -> None:
    with pytest.raises(UsageError, match=r"no template 'invoices': the templates are blank"):
        template_named("invoices")


def test_template_names_ignore_case_and_spaces() -> None:
    assert template_named(" Triggers ").name == "triggers"


def test_workbook_holds_every_cell_of_its_source(template: Template, made: Path) -> None:
    book = load_workbook(made)
    sources = {file.stem: file for file in template.folder.glob("*.csv")}
    assert set(book.sheetnames) == set(sources)
    for name, file in sources.items():
        rows = list(csv.reader(StringIO(file.read_text(encoding="utf-8"))))
        assert [["" if text is None else str(text) for text in row] for row in book[name].values] == rows


@pytest.mark.parametrize(
    ("name", "tabs"),
    [
        ("blank", FOUR_TABS),
        ("deep-research", [*FOUR_TABS, "rubrics"]),
        ("reminders", FOUR_TABS),
        ("support", [*FOUR_TABS, "rubrics"]),
        ("triggers", ["cases"]),
    ],
)
def test_tabs_stand_in_the_order_of_the_contract(name: str, tabs: list[str], tmp_path: Path) -> None:
    create(tmp_path / "a.xlsx", template_named(name))
    assert load_workbook(tmp_path / "a.xlsx").sheetnames == tabs


def test_template_is_clean_when_compiled(made: Path) -> None:
    suite = compiled(made)
    found = [*suite.problems, *self_test(suite.cases)]
    assert [problem for problem in found if problem.severity is not Severity.INFO] == []


@pytest.mark.parametrize(
    ("name", "cases"), [("blank", 0), ("deep-research", 6), ("reminders", 9), ("support", 8), ("triggers", 8)]
)
def test_template_holds_worked_examples_and_blank_ones_are_skipped(
    name: str, cases: int, tmp_path: Path
) -> None:
    create(tmp_path / "a.xlsx", template_named(name))
    suite = compiled(tmp_path / "a.xlsx")
    assert len(suite.cases) >= 2
    assert sum(not case.skip for case in suite.cases) == cases


def test_every_sheet_is_frozen_filtered_and_explained(made: Path) -> None:
    for sheet in load_workbook(made):
        assert sheet.freeze_panes == ("A2" if sheet.title == "rubrics" else "B2")
        assert sheet.auto_filter.ref == sheet.dimensions
        assert sheet.sheet_properties.tabColor is not None
        assert sheet["A1"].font.bold
        assert "Every row needs it." in sheet["A1"].comment.text or sheet.title == "cases"


def test_choices_become_dropdowns_that_reach_below_the_last_row(tmp_path: Path) -> None:
    create(tmp_path / "a.xlsx", template_named("blank"))
    book = load_workbook(tmp_path / "a.xlsx")
    offered = {
        (sheet.title, rule.formula1): str(rule.sqref)
        for sheet in book
        for rule in sheet.data_validations.dataValidation
    }
    assert offered == {
        ("input", '"user,assistant,system,tool"'): "C2:C1000",
        ("input", '"yes"'): "G2:G1000",
        ("current-behavior", '"yes,no"'): "D2:D1000",
    }


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        '=IMPORTXML("a")',
        "+49 30 1234",
        "-5",
        "@here",
        "007",
        "7:00 PM",
        "11/4",
        "1e5",
        "TRUE",
        "a\nb",
    ],
)
def test_text_stays_text_whatever_it_looks_like(text: str) -> None:
    cell = small_workbook(("id", "input", "weight"), ("a", text, "2"))["cases"]["B2"]
    assert (cell.value, cell.data_type, cell.number_format) == (text, "s", "@")
    assert cell.quotePrefix is (text[0] in "=+-@")


@pytest.mark.parametrize(
    ("declared", "header"), [(SINGLE, "weight"), (RUBRICS, "weight"), (RUBRICS, "pass at")]
)
def test_figures_are_numbers(declared: Tab, header: str) -> None:
    content = workbook_bytes([TextTab("one", declared, ((header,), ("2",)))], "Small")
    cell = load_workbook(BytesIO(content))["one"]["A2"]
    assert (cell.value, cell.number_format) == (2, "General")


def test_rows_that_a_person_adds_look_and_behave_like_the_first_ones() -> None:
    sheet = small_workbook(("id", "input"), ("a", "Hello"))["cases"]
    column = sheet.column_dimensions["B"]
    assert (column.number_format, column.alignment.wrap_text, column.alignment.vertical) == ("@", True, "top")


def test_heights_show_all_lines_and_are_left_to_the_spreadsheet_after_an_edit() -> None:
    content = workbook_bytes([TextTab("cases", SINGLE, (("id", "input"), ("a", "one\ntwo\nthree")))], "Small")
    sheet = load_workbook(BytesIO(content))["cases"]
    assert sheet.row_dimensions[2].height > 3 * 12
    with zipfile.ZipFile(BytesIO(content)) as parts:
        rows = re.findall(rb"<row [^>]*>", parts.read("xl/worksheets/sheet1.xml"))
    assert len(rows) == 2
    assert not any(b"customHeight" in row for row in rows)


def test_no_row_is_higher_than_excel_can_show() -> None:
    content = workbook_bytes([TextTab("cases", SINGLE, (("id", "input"), ("a", "line\n" * 100)))], "Small")
    assert load_workbook(BytesIO(content))["cases"].row_dimensions[2].height == 409


@pytest.mark.parametrize("name", ["deep-research", "support"])
def test_each_rubric_of_a_template_grades_a_case(name: str, tmp_path: Path) -> None:
    create(tmp_path / "a.xlsx", template_named(name))
    rows = load_workbook(tmp_path / "a.xlsx")["rubrics"].iter_rows(min_row=2, max_col=2, values_only=True)
    used = {criterion.text for case in compiled(tmp_path / "a.xlsx").cases for criterion in case.criteria}
    assert {criterion for _, criterion in rows} <= used


def test_same_template_always_gives_the_same_bytes(template: Template, tmp_path: Path) -> None:
    create(tmp_path / "a.xlsx", template)
    create(tmp_path / "b.xlsx", template)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_cheat_sheet_holds_only_lines_that_can_be_meant() -> None:
    lines = CHECK_HELP.split("\n\n")[1:]
    checks, criterion = lines_of(lines[0]), lines_of(lines[1].splitlines()[-1])
    assert len(checks) == 10
    assert all(isinstance(line, CheckLine) for line in checks)
    assert isinstance(criterion[0], CriterionLine)


def test_existing_file_is_never_written_over(tmp_path: Path) -> None:
    path = tmp_path / "mine.xlsx"
    path.write_bytes(b"precious")
    with pytest.raises(BookError, match="exists already and is left as it is"):
        create(path, template_named("blank"))
    assert path.read_bytes() == b"precious"


def test_dangling_link_is_not_followed(tmp_path: Path) -> None:
    path = tmp_path / "link.xlsx"
    path.symlink_to(tmp_path / "elsewhere.xlsx")
    with pytest.raises(BookError, match="exists already"):
        create(path, template_named("blank"))
    assert not (tmp_path / "elsewhere.xlsx").exists()


@pytest.mark.parametrize("name", ["sheet", "sheet.xls", "sheet.csv", "sheet.xlsm", ".xlsx"])
def test_other_suffixes_are_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(BookError, match=re.escape("must end with .xlsx")):
        create(tmp_path / name, template_named("blank"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("parent", ["missing", "file.txt"])
def test_missing_folder_is_named(parent: str, tmp_path: Path) -> None:
    (tmp_path / "file.txt").write_text("no folder")
    with pytest.raises(BookError, match=f"the folder .*{parent} does not exist"):
        create(tmp_path / parent / "sheet.xlsx", template_named("blank"))


def test_name_that_the_system_refuses_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(BookError, match="cannot be written"):
        create(tmp_path / ("x" * 300 + ".xlsx"), template_named("blank"))
