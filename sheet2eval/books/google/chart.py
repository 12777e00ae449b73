"""A line chart on a tab of ours.

Format: https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets/charts
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from sheet2eval.books.book import LineChart, OwnTab
from sheet2eval.books.google import edits
from sheet2eval.books.google.structure import Json

CHART_ID = 720_240_817
"""Drawn once: by it the chart of an earlier run is found again. A document has but one."""

_QUIET = {"type": "MEDIUM_DASHED", "width": 1}
_BOLD = {"type": "SOLID", "width": 3}


def redrawn(tab: int, standing: Collection[int], own: OwnTab) -> Iterator[Json]:
    """The tab's chart, if it has one, in the place of the one that stands there."""
    if CHART_ID in standing:
        yield {"deleteEmbeddedObject": {"objectId": CHART_ID}}
    if own.chart is not None:
        drawn = {"chartId": CHART_ID, "spec": _spec(tab, own.chart), "position": _place(tab, own.chart, own)}
        yield {"addChart": {"chart": drawn}}


def _place(tab: int, chart: LineChart, own: OwnTab) -> Json:
    columns = own.columns[chart.left - 1 : chart.right]
    return {
        "overlayPosition": {
            "anchorCell": {"sheetId": tab, "rowIndex": chart.top - 1, "columnIndex": chart.left - 1},
            "widthPixels": sum(edits.pixels(column.width) for column in columns),
            "heightPixels": edits.LINE_PIXELS * (chart.bottom - chart.top + 1),
        }
    }


def _spec(tab: int, chart: LineChart) -> Json:
    lines = [(column, _BOLD) for column in chart.lines] + [(column, _QUIET) for column in chart.bounds]
    return {
        "title": chart.title,
        "basicChart": {
            "chartType": "LINE",
            "legendPosition": "BOTTOM_LEGEND",
            "headerCount": 1,
            "axis": [
                {"position": "LEFT_AXIS", "viewWindowOptions": {"viewWindowMin": 0, "viewWindowMax": 1}}
            ],
            "domains": [{"domain": _cells(tab, chart, chart.labels)}],
            "series": [
                {"series": _cells(tab, chart, column), "targetAxis": "LEFT_AXIS", "lineStyle": style}
                for column, style in lines
            ],
        },
    }


def _cells(tab: int, chart: LineChart, column: int) -> Json:
    place = edits.area(tab, (chart.header_row - 1, chart.last_row), (column - 1, column))
    return {"sourceRange": {"sources": [place]}}
