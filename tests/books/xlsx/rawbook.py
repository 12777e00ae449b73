"""Workbooks made of hand-written XML, to have in them exactly what a test is about."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

TRANSITIONAL = "http://schemas.openxmlformats.org"
STRICT = "http://purl.oclc.org/ooxml"
OFFICE = "{base}/officeDocument/2006/relationships"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

CELLS = [
    '<c r="A{0}" t="s"><v>0</v></c>',
    '<c r="B{0}" t="s" s="1"><v>1</v></c>',
    '<c r="B{0}" s="1" t="s"><v>2</v></c>',
    '<c r="C{0}" s="1"><v>0.5</v></c>',
    '<c r="D{0}" t="b"><v>1</v></c>',
    '<c r="E{0}" t="e"><v>#REF!</v></c>',
    '<c r="F{0}" t="inlineStr"><is><t xml:space="preserve"> é\n </t></is></c>',
    '<c r="G{0}" t="inlineStr"><is><t>a &amp; b</t></is></c>',
    '<c r="G{0}" t="inlineStr"><is><r><t>rich</t></r></is></c>',
    '<c r="H{0}"><f>A1</f><v>3</v></c>',
    '<c r="I{0}"><f>A1</f></c>',
    '<c r="J{0}"/>',
    '<c r="K{0}"><v></v></c>',
    "<c><v>9</v></c>",
]
"""Cells of every kind, to be formatted with their row; the first three name shared strings."""


def rels(*links: tuple[str, str], base: str = TRANSITIONAL) -> str:
    """A relationships part; each link is (type, target), their ids rId1, rId2, …"""
    kind = OFFICE.format(base=base) if base == TRANSITIONAL else f"{base}/officeDocument/relationships"
    nodes = (
        f'<Relationship Id="rId{number}" Type="{kind}/{name}" Target="{target}"/>'
        for number, (name, target) in enumerate(links, 1)
    )
    namespace = f"{TRANSITIONAL}/package/2006/relationships"
    return f'{XML}<Relationships xmlns="{namespace}">{"".join(nodes)}</Relationships>'


def workbook(*names: str, extra: str = "", before: str = "") -> str:
    """A workbook part whose sheets have those names and the relationships rId1, rId2, …"""
    sheets = (
        f'<sheet name="{name}" sheetId="{number}" r:id="rId{number}"/>'
        for number, name in enumerate(names, 1)
    )
    return (
        f'{XML}<workbook xmlns="m" xmlns:r="r">{before}<sheets>{"".join(sheets)}</sheets>{extra}</workbook>'
    )


def worksheet(rows: str, after: str = "") -> str:
    return f'{XML}<worksheet xmlns="m"><sheetData>{rows}</sheetData>{after}</worksheet>'


def parts(rows: str, after: str = "") -> dict[str, str]:
    """The parts of a workbook with one tab `input` and nothing that it could do without."""
    return {
        "_rels/.rels": rels(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": workbook("input"),
        "xl/_rels/workbook.xml.rels": rels(
            ("worksheet", "worksheets/sheet1.xml"),
            ("sharedStrings", "sharedStrings.xml"),
            ("styles", "styles.xml"),
        ),
        "xl/worksheets/sheet1.xml": worksheet(rows, after),
    }


def shared(*items: str) -> str:
    return f'{XML}<sst xmlns="m">{"".join(f"<si>{item}</si>" for item in items)}</sst>'


def styles(*codes: str) -> str:
    """A styles part: style 1 has the first code, style 2 the second, …; style 0 is General."""
    formats = "".join(f'<numFmt numFmtId="{at}" formatCode="{code}"/>' for at, code in enumerate(codes, 164))
    xfs = "".join(f'<xf numFmtId="{at}"/>' for at, _ in enumerate(codes, 164))
    return (
        f'{XML}<styleSheet xmlns="m"><numFmts>{formats}</numFmts>'
        f'<cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>{xfs}</cellXfs>'
        '<dxfs><dxf><numFmt numFmtId="164" formatCode="&quot;x&quot;"/></dxf></dxfs></styleSheet>'
    )


def save(path: Path, members: dict[str, str | bytes]) -> Path:
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path
