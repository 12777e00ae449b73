"""A line chart as parts of a workbook: the chart itself, and the frame that holds it in a sheet's drawing.

Formats: ECMA-376 part 1, DrawingML charts (21.2) and SpreadsheetML drawings (20.5), in the transitional and the
strict namespaces. Numbers are not stored in the chart: spreadsheet programs read them from the cells.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from sheet2eval.books.book import LineChart
from sheet2eval.books.xlsx.areas import letters
from sheet2eval.books.xlsx.workbookxml import STRICT

FRAME = "_sheet2eval chart"
"""The name by which our chart is known again among what people drew."""

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_COLOURS = ("2F6B9A", "C0504D", "6A994E", "8064A2", "D08A28", "4BACC6")
_BOUND = "9AA5B1"
_INK = "595959"
_GRID = "E3E6EA"
_THIN, _THICK = 12_700, 28_575  # English metric units, 12,700 a point


@dataclass(frozen=True, slots=True)
class Namespaces:
    """Of a workbook, transitional or strict: the chart's own, DrawingML's, and those of drawings and links."""

    chart: str
    main: str
    drawing: str
    links: str


_TRANSITIONAL_NAMESPACES = Namespaces(
    "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "http://schemas.openxmlformats.org/drawingml/2006/main",
    "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
)
_STRICT_NAMESPACES = Namespaces(
    "http://purl.oclc.org/ooxml/drawingml/chart",
    "http://purl.oclc.org/ooxml/drawingml/main",
    "http://purl.oclc.org/ooxml/drawingml/spreadsheetDrawing",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)


def namespaces(workbook: str) -> Namespaces:
    """Those that go with the namespace of the workbook part."""
    return _STRICT_NAMESPACES if workbook == STRICT else _TRANSITIONAL_NAMESPACES


def chart_xml(chart: LineChart, tab: str, names: Namespaces) -> bytes:
    """The chart part, of figures on the tab of that name."""
    place = "'" + tab.replace("'", "''") + "'"
    lines = "".join(_lines(chart, place))
    plot = (
        '<c:plotArea><c:layout/><c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>'
        f'{lines}<c:marker val="1"/><c:axId val="1"/><c:axId val="2"/></c:lineChart>{_AXES}</c:plotArea>'
    )
    legend = f'<c:legend><c:legendPos val="b"/><c:overlay val="0"/>{_text(900)}</c:legend>'
    return (
        f'{_HEAD}<c:chartSpace xmlns:c="{names.chart}" xmlns:a="{names.main}"><c:roundedCorners val="0"/><c:chart>'
        f'{_title(chart.title)}<c:autoTitleDeleted val="0"/>{plot}{legend}<c:plotVisOnly val="1"/>'
        '<c:dispBlanksAs val="span"/></c:chart>'
        f'<c:spPr><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>{_line(_GRID, _THIN)}</c:spPr>'
        "</c:chartSpace>"
    ).encode()


def drawing_xml(frame: bytes, names: Namespaces) -> bytes:
    """A drawing part that holds that frame alone."""
    root = f'{_HEAD}<xdr:wsDr xmlns:xdr="{names.drawing}" xmlns:a="{names.main}">'
    return root.encode() + frame + b"</xdr:wsDr>"


def frame_xml(chart: LineChart, link: str, shape: int, names: Namespaces) -> bytes:
    """Where the chart lies: an element of a drawing, which declares its own prefixes.

    `link` is the id of the chart's relationship, `shape` a number that no other shape of the drawing bears.
    """
    start = _corner("from", chart.left - 1, chart.top - 1)
    end = _corner("to", chart.right, chart.bottom)
    return (
        f'<xdr:twoCellAnchor xmlns:xdr="{names.drawing}" xmlns:a="{names.main}" editAs="oneCell">{start}{end}'
        '<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr>'
        f'<xdr:cNvPr id="{shape}" name={quoteattr(FRAME)} descr={quoteattr(chart.title)}/>'
        "<xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr>"
        '<xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm>'
        f'<a:graphic><a:graphicData uri="{names.chart}"><c:chart xmlns:c="{names.chart}"'
        f' xmlns:r="{names.links}" r:id={quoteattr(link)}/></a:graphicData></a:graphic>'
        "</xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor>"
    ).encode()


def _corner(name: str, column: int, row: int) -> str:
    return (
        f"<xdr:{name}><xdr:col>{column}</xdr:col><xdr:colOff>0</xdr:colOff>"
        f"<xdr:row>{row}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:{name}>"
    )


def _lines(chart: LineChart, place: str) -> Iterator[str]:
    """The lines in their colours, then their bounds, thin and without marks."""
    labels = f"<c:cat><c:strRef>{_formula(chart, place, chart.labels)}</c:strRef></c:cat>"
    for number, column in enumerate((*chart.lines, *chart.bounds)):
        bound = column in chart.bounds
        colour = _BOUND if bound else _COLOURS[number % len(_COLOURS)]
        name = escape(f"{place}!${letters(column)}${chart.header_row}")
        look = f"<c:spPr>{_line(colour, _THIN if bound else _THICK, dashed=bound)}</c:spPr>{_mark(colour, bound)}"
        yield (
            f'<c:ser><c:idx val="{number}"/><c:order val="{number}"/>'
            f"<c:tx><c:strRef><c:f>{name}</c:f></c:strRef></c:tx>{look}{labels}"
            f"<c:val><c:numRef>{_formula(chart, place, column)}</c:numRef></c:val>"
            '<c:smooth val="0"/></c:ser>'
        )


def _formula(chart: LineChart, place: str, column: int) -> str:
    at = letters(column)
    return f"<c:f>{escape(f'{place}!${at}${chart.header_row + 1}:${at}${chart.last_row}')}</c:f>"


def _mark(colour: str, bound: bool) -> str:
    """A dot at each point; a bound has a small dash, so that a single run shows it too."""
    symbol, size = ("dash", 6) if bound else ("circle", 6)
    fill = f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'
    return (
        f'<c:marker><c:symbol val="{symbol}"/><c:size val="{size}"/>'
        f"<c:spPr>{fill}{_line(colour, _THIN)}</c:spPr></c:marker>"
    )


def _line(colour: str, width: int, dashed: bool = False) -> str:
    dash = '<a:prstDash val="sysDash"/>' if dashed else ""
    return f'<a:ln w="{width}"><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>{dash}<a:round/></a:ln>'


def _title(words: str) -> str:
    style = f'sz="1200" b="1"><a:solidFill><a:srgbClr val="{_INK}"/></a:solidFill>'
    return (
        f"<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:pPr><a:defRPr {style}</a:defRPr></a:pPr>"
        f'<a:r><a:rPr lang="en-US" {style}</a:rPr><a:t>{escape(words)}</a:t></a:r></a:p></c:rich></c:tx>'
        '<c:overlay val="0"/></c:title>'
    )


def _text(size: int) -> str:
    """The font of labels; the size is in hundredths of a point."""
    fill = f'<a:solidFill><a:srgbClr val="{_INK}"/></a:solidFill>'
    return (
        f'<c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz="{size}">{fill}</a:defRPr></a:pPr>'
        '<a:endParaRPr lang="en-US"/></a:p></c:txPr>'
    )


_AXES = (
    '<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/>'
    '<c:axPos val="b"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="out"/>'
    f'<c:minorTickMark val="none"/><c:tickLblPos val="low"/><c:spPr>{_line(_BOUND, _THIN)}</c:spPr>{_text(800)}'
    '<c:crossAx val="2"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/>'
    '<c:noMultiLvlLbl val="1"/></c:catAx>'
    '<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/><c:max val="1"/><c:min val="0"/></c:scaling>'
    f'<c:delete val="0"/><c:axPos val="l"/><c:majorGridlines><c:spPr>{_line(_GRID, _THIN)}</c:spPr>'
    '</c:majorGridlines><c:numFmt formatCode="0%" sourceLinked="0"/><c:majorTickMark val="none"/>'
    '<c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/><c:spPr><a:ln><a:noFill/></a:ln></c:spPr>'
    f'{_text(800)}<c:crossAx val="1"/><c:crosses val="autoZero"/><c:crossBetween val="between"/>'
    '<c:majorUnit val="0.2"/></c:valAx>'
)
