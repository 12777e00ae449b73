"""Workbooks full of what a rewrite could lose, each with its inputs on the tab `input`, headed `id` and `input`."""

from __future__ import annotations

import io
import re
import struct
import zlib
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import openpyxl
import xlsxwriter
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import ColorScaleRule
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from tests.books.xlsx.features import CONTENT, FEATURES, MAIN, OFFICE, Feature, with_features
from tests.books.xlsx.rawbook import TRANSITIONAL, XML, save

STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"
ROWS = [("R1", "Remind me at 7"), ("R2", "=SUM(1)"), ("R3", " two  spaces "), ("R4", "línea\n二")]


def png() -> io.BytesIO:
    """A picture of one pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
    return io.BytesIO(
        b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"\0\xff\0\0")) + chunk(b"IEND", b"")
    )


def crowded(path: Path, macros: bytes = b"") -> None:
    """Titles above the header, pictures, charts, rich text, formulas, notes, rules, links, groups, a sparkline."""
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("input")
    bold, percent = book.add_format({"bold": True}), book.add_format({"num_format": "0.000%"})
    sheet.merge_range("A1:D1", "Reminders", book.add_format({"bg_color": "#FFEEAA", "border": 1}))
    sheet.write_row("A3", ["id", "input", "notes", "n"], bold)
    for number, (case, text) in enumerate(ROWS, 3):
        sheet.write_string(number, 0, case)
        sheet.write_string(number, 1, text)
        sheet.write_formula(number, 3, f"=LEN(B{number + 1})*2", percent, len(text) * 2)
    sheet.write_rich_string("C4", "some ", bold, "bold", " text")
    sheet.write_array_formula("F4:F6", "{=LEN(B4:B6)}", None, 14)
    sheet.write_dynamic_array_formula("G4", "=LEN(B4:B5)", None, 14)
    sheet.write_comment("B4", "a note")
    sheet.write_url("C5", "https://example.com/a?b=1&c=2", string="outside")
    sheet.write_url("C6", "internal:'other tab'!A1", string="inside")
    sheet.data_validation("C7", {"validate": "list", "source": ["a", "b"]})
    sheet.conditional_format("D4:D9", {"type": "data_bar", "data_bar_2010": True})
    sheet.conditional_format("A4:A9", {"type": "cell", "criteria": "==", "value": '"R1"', "format": bold})
    sheet.add_sparkline("E4", {"range": "D4:D7"})
    sheet.insert_image("I2", "dot.png", {"image_data": png(), "x_scale": 300, "y_scale": 20})
    sheet.autofilter("A3:D7")
    sheet.freeze_panes(3, 1)
    sheet.set_row(4, 33, None, {"level": 1})
    sheet.set_column("A:B", 17)
    sheet.set_header("&Cheader")
    other = book.add_worksheet("other tab")
    other.add_table(
        "A1:B4", {"data": [[1, 2], [3, 4], [5, 6]], "columns": [{"header": "x"}, {"header": "y"}]}
    )
    other.write_formula("D1", "=input!D4", None, 28)
    chart = book.add_chart({"type": "line"})
    chart.add_series({"values": "='other tab'!$A$2:$A$4"})
    other.insert_chart("F2", chart)
    other.insert_textbox("F20", "text in a box")
    other.protect("secret")
    book.add_chartsheet("picture").set_chart(_bars(book))
    book.define_name("Limit", "=7")
    book.define_name("'other tab'!Local", "='other tab'!$A$2")
    book.set_custom_property("Owner", "nobody")
    if macros:
        book.add_vba_project(io.BytesIO(macros), is_stream=True)
    book.close()


def _bars(book: xlsxwriter.Workbook) -> object:
    chart = book.add_chart({"type": "bar"})
    chart.add_series({"values": "='other tab'!$B$2:$B$4"})
    return chart


def macros(path: Path) -> None:
    crowded(path, b"\xd0\xcf\x11\xe0 no real macro " + bytes(range(256)))


def table_and_chart(path: Path) -> None:
    """The inputs are an Excel table, and a chart stands to their right."""
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False})
    sheet = book.add_worksheet("input")
    columns = [{"header": "id"}, {"header": "input"}, {"header": "n", "total_function": "sum"}]
    data = [[case, text, number] for number, (case, text) in enumerate(ROWS)]
    sheet.add_table("A1:C6", {"data": data, "columns": columns, "total_row": True})
    sheet.insert_chart("E2", _bars(book))
    book.add_worksheet("other tab").write("A1", 1)
    book.close()


def openpyxl_made(path: Path) -> None:
    """Inline strings are rare there: shared strings, a comment, a chart, rules, names, groups, merged ids."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "input"
    sheet.append(["id", "input", "when"])
    for case, text in ROWS:
        sheet.append([case, None, 0.5])
        sheet.cell(sheet.max_row, 2).value = text
        sheet.cell(sheet.max_row, 2).data_type = "s"
    sheet.merge_cells("A4:A5")
    sheet["B2"].comment = Comment("a note", "nobody")
    sheet.conditional_formatting.add("C2:C5", ColorScaleRule("min", None, "FF0000", "max", None, "00FF00"))
    sheet.add_data_validation(DataValidation("list", formula1='"x,y"', sqref="C9"))
    sheet.row_dimensions.group(3, 4, hidden=True)
    sheet.column_dimensions["E"].width = 44
    numbers = book.create_sheet("other tab")
    numbers.append([1, 2, 3])
    chart = BarChart()
    chart.add_data(Reference(numbers, 1, 1, 3, 1))
    numbers.add_chart(chart, "A5")
    numbers.sheet_state = "hidden"
    book.defined_names["Limit"] = DefinedName("Limit", attr_text="'other tab'!$A$1")
    book.save(path)


def pivot(path: Path) -> None:
    """Parts made up: what counts is that they and the ways to them stay."""
    crowded(path)
    cache = f'{XML}<pivotCacheDefinition xmlns="{MAIN}" refreshOnLoad="0" recordCount="0"><cacheFields/></pivotCacheDefinition>'
    pivot = f'{XML}<pivotTableDefinition xmlns="{MAIN}" name="P" cacheId="9"><location ref="A9:B12"/></pivotTableDefinition>'
    members = {
        "xl/pivotCache/pivotCacheDefinition1.xml": cache,
        "xl/pivotTables/pivotTable1.xml": pivot,
        "xl/pivotTables/_rels/pivotTable1.xml.rels": _rels(
            {"pivotCacheDefinition": "../pivotCache/pivotCacheDefinition1.xml"}
        ),
        "customXml/item1.xml": "<any>thing</any>",
    }
    edited = {
        "[Content_Types].xml": (
            "</Types>",
            (
                f'<Override PartName="/xl/pivotTables/pivotTable1.xml" ContentType="{CONTENT}.pivotTable+xml"/>'
                "</Types>"
            ),
        ),
        "xl/worksheets/_rels/sheet2.xml.rels": (
            "</Relationships>",
            (
                f'<Relationship Id="rId77" Type="{OFFICE}/pivotTable" Target="../pivotTables/pivotTable1.xml"/>'
                "</Relationships>"
            ),
        ),
    }
    _rewritten(path, edited, members)


def featured(features: tuple[Feature, ...], path: Path) -> None:
    save(path, with_features(_plain(), features))


def strict(path: Path, features: tuple[Feature, ...] = ()) -> None:
    members = {
        name: text.replace(MAIN, STRICT_MAIN).replace(OFFICE, STRICT_OFFICE)
        for name, text in with_features(_plain(), features).items()
    }
    save(path, members)


def prefixed(path: Path, features: tuple[Feature, ...] = ()) -> None:
    """Every element of the workbook, the sheet and the styles bears a prefix, as some servers write it."""
    members = with_features(_plain(), features)
    for name in ("xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"):
        text = re.sub(r"<(/?)(?=[a-zA-Z]+[\s/>])", r"<\1x:", members[name])
        members[name] = text.replace(f'xmlns="{MAIN}"', f'xmlns:x="{MAIN}"')
    members["xl/workbook.xml"] = (
        members["xl/workbook.xml"]
        .replace(f" xmlns:r='{OFFICE}'", "")
        .replace(" r:id", f' xmlns:q="{OFFICE}" q:id')
    )
    save(path, members)


def without_styles(path: Path) -> None:
    members = _plain()
    del members["xl/styles.xml"]
    types = members["[Content_Types].xml"]
    members["[Content_Types].xml"] = re.sub(r'<Override PartName="/xl/styles.xml"[^>]*>', "", types)
    members["xl/_rels/workbook.xml.rels"] = _rels({"worksheet": "worksheets/sheet1.xml"})
    save(path, members)


def without_addresses(path: Path) -> None:
    """Rows and cells do not say where they are; one row is empty, and the sheet's own names are in UTF-16."""
    members: dict[str, str | bytes] = dict(_plain())
    sheet = re.sub(r' r="[A-Z]*\d+"', "", _plain()["xl/worksheets/sheet1.xml"])
    members["xl/worksheets/sheet1.xml"] = sheet.replace("<sheetData>", "<sheetData><row/>")
    members["xl/workbook.xml"] = _plain()["xl/workbook.xml"].replace("UTF-8", "UTF-16").encode("utf-16")
    save(path, members)


def google_made(path: Path) -> None:
    """Formatted blanks up to column Z, one width for all columns, rows far below the content."""
    members = _plain()
    blanks = "".join(f'<c r="{letter}{{row}}" s="1"/>' for letter in "CDEFGHIJKLMNOPQRSTUVWXYZ")
    text = members["xl/worksheets/sheet1.xml"]
    for row in range(1, 6):
        text = re.sub(rf'(<row r="{row}".*?)</row>', rf"\g<1>{blanks.format(row=row)}</row>", text)
    far = "".join(f'<row r="{row}">{blanks.format(row=row)}</row>' for row in range(6, 40))
    text = text.replace("</sheetData>", f"{far}</sheetData>")
    members["xl/worksheets/sheet1.xml"] = text.replace(
        "<sheetData>", '<cols><col customWidth="1" min="1" max="26" width="12.63"/></cols><sheetData>'
    )
    save(path, members)


def unusual_zip(path: Path) -> None:
    """Stored members, data descriptors, extra fields, a folder entry, odd names and a comment."""
    stream = io.BytesIO()
    with ZipFile(_Unseekable(stream), "w", ZIP_DEFLATED) as archive:
        archive.writestr("xl/", b"")
        for name, text in _plain().items():
            info = ZipInfo(name, (1999, 12, 31, 23, 59, 58))
            info.compress_type = ZIP_STORED if "rels" in name else ZIP_DEFLATED
            info.extra = struct.pack("<HH4s", 0x7777, 4, b"ours")
            info.external_attr = 0o640 << 16
            archive.writestr(info, text)
        archive.writestr("xl/média/été.bin", bytes(range(256)) * 99)
        archive.writestr("xl/empty.bin", b"")
        with archive.open("xl/zip64.bin", "w", force_zip64=True) as member:
            member.write(b"small")
        archive.comment = b"kept"
    path.write_bytes(stream.getvalue())


class _Unseekable(io.RawIOBase):
    """Makes the zip library write data descriptors."""

    def __init__(self, stream: io.BytesIO) -> None:
        self._stream = stream

    def writable(self) -> bool:
        return True

    def write(self, data) -> int:
        return self._stream.write(data)


def _plain() -> dict[str, str]:
    """The parts of a small, complete workbook, with elements in them that nobody has to know."""
    cells = [("id", "input"), *ROWS]
    rows = "".join(
        f'<row r="{row}" spans="1:2"><c r="A{row}" t="inlineStr"><is><t>{case}</t></is></c>'
        f'<c r="B{row}" t="inlineStr" s="1"><is><t xml:space="preserve">{text}</t></is></c></row>'
        for row, (case, text) in enumerate(cells, 1)
    )
    types = {
        "xl/workbook.xml": f"{CONTENT}.sheet.main+xml",
        "xl/worksheets/sheet1.xml": f"{CONTENT}.worksheet+xml",
        "xl/styles.xml": f"{CONTENT}.styles+xml",
    }
    overrides = "".join(
        f'<Override PartName="/{part}" ContentType="{kind}"/>' for part, kind in types.items()
    )
    return {
        "[Content_Types].xml": (
            f'{XML}<Types xmlns="{TRANSITIONAL}/package/2006/content-types"><Default Extension="rels"'
            ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="bin" ContentType="application/octet-stream"/>{overrides}</Types>'
        ),
        "_rels/.rels": _rels({"officeDocument": "xl/workbook.xml"}),
        "xl/workbook.xml": (
            f"{XML}<!-- a comment <sheets> --><workbook xmlns=\"{MAIN}\" xmlns:r='{OFFICE}'><workbookPr/>"
            '<sheets><sheet name="input" sheetId="4" r:id="rId1"/></sheets><extLst/></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": _rels(
            {"worksheet": "/xl/worksheets/sheet1.xml", "styles": "styles.xml"}
        ),
        "xl/worksheets/sheet1.xml": (
            f'{XML}<worksheet xmlns="{MAIN}"><dimension ref="A1:B5"/><sheetData>{rows}</sheetData>'
            "<!-- <row> --></worksheet>"
        ),
        "xl/styles.xml": (
            f'{XML}<styleSheet xmlns="{MAIN}"><fonts><font><sz val="10"/><name val="Arial"/></font></fonts>'
            "<fills><fill><patternFill/></fill></fills><cellXfs><xf/><xf fontId='0'/></cellXfs></styleSheet>"
        ),
    }


def _rels(links: Mapping[str, str]) -> str:
    nodes = "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(links.items(), 1)
    )
    return f'{XML}<Relationships xmlns="{TRANSITIONAL}/package/2006/relationships">{nodes}</Relationships>'


def _rewritten(path: Path, edited: Mapping[str, tuple[str, str]], added: Mapping[str, str]) -> None:
    with ZipFile(path) as archive:
        members: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    for name, (old, new) in edited.items():
        members[name] = members[name].decode().replace(old, new)
    save(path, members | dict(added))


MAKERS: dict[str, Callable[[Path], None]] = {
    "crowded.xlsx": crowded,
    "macros.xlsm": macros,
    "table_and_chart.xlsx": table_and_chart,
    "openpyxl_made.xlsx": openpyxl_made,
    "pivot.xlsx": pivot,
    "strict.xlsx": strict,
    "prefixed.xlsx": prefixed,
    **{f"{name}.xlsx": partial(featured, features) for name, features in FEATURES.items()},
    "strict_everything.xlsx": partial(strict, features=FEATURES["everything"]),
    "prefixed_everything.xlsx": partial(prefixed, features=FEATURES["everything"]),
    "without_styles.xlsx": without_styles,
    "without_addresses.xlsx": without_addresses,
    "google_made.xlsx": google_made,
    "unusual_zip.xlsx": unusual_zip,
}
