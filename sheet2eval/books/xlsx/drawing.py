"""The drawing of a tab: our chart is put into it, or into the place of the one that it holds; the rest stays."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from itertools import count
from xml.sax.saxutils import escape

from sheet2eval.books.book import LineChart
from sheet2eval.books.xlsx.chart import FRAME, chart_xml, drawing_xml, frame_xml, namespaces
from sheet2eval.books.xlsx.manifest import NO_LINKS, Manifest, free_link, relationships_part, with_link
from sheet2eval.books.xlsx.package import Package
from sheet2eval.books.xlsx.scan import XmlError, whole
from sheet2eval.books.xlsx.spans import Edit, Element, apply, as_utf8, extended, parse
from sheet2eval.books.xlsx.workbookxml import OFFICE

DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.drawing+xml"
CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"

Parts = Mapping[str, bytes]


class Drawer:
    """Draws charts into a workbook, whose workbook part is in that namespace."""

    def __init__(self, package: Package, manifest: Manifest, namespace: str) -> None:
        self._package = package
        self._manifest = manifest
        self._names = namespaces(namespace)
        self._kind = f"{OFFICE[namespace]}/chart"

    def draw(self, chart: LineChart, tab: str, drawing: str | None) -> tuple[str, Parts]:
        """The name of the drawing part, and the parts to write.

        A new one is made where there is no `drawing`, or one that no program can read.
        """
        if drawing:
            with suppress(XmlError):
                return drawing, self._redrawn(chart, tab, drawing)
        paths = (f"drawings/drawing{number}.xml" for number in count(1))
        drawing, part, link = self._manifest.enter(paths, DRAWING_TYPE), self._new_chart(), "rId1"
        return drawing, {
            drawing: drawing_xml(frame_xml(chart, link, 2, self._names), self._names),
            relationships_part(drawing): with_link(NO_LINKS, link, self._kind, part),
            part: chart_xml(chart, tab, self._names),
        }

    def _redrawn(self, chart: LineChart, tab: str, drawing: str) -> Parts:
        content = as_utf8(self._package.read(drawing))
        root = parse(content)
        links = {link.id: link.target for link in self._package.relationships(drawing)}
        standing = next((node for node in root.children if self._is_ours(node, links, chart)), None)
        link = _link(standing) if standing else ""
        part = links.get(link, "")
        parts: dict[str, bytes] = {}
        if not self._package.has(part):
            part, link = self._new_chart(), free_link(links)
            lists = relationships_part(drawing)
            listed = self._package.read(lists) if self._package.has(lists) else NO_LINKS
            parts[lists] = with_link(listed, link, self._kind, part)
        frame = frame_xml(chart, link, _free_shape(root), self._names)
        edits = (
            [Edit(standing.start, standing.end, frame)] if standing else extended(content, root, frame, {})
        )
        return parts | {drawing: apply(content, edits), part: chart_xml(chart, tab, self._names)}

    def _is_ours(self, frame: Element, links: Mapping[str, str], chart: LineChart) -> bool:
        """By our name; by the chart's title where a program that saved the workbook has dropped names."""
        if any(node.name == "cNvPr" and node.attributes.get("name") == FRAME for node in frame.walk()):
            return True
        part = links.get(_link(frame), "")
        return self._package.has(part) and escape(chart.title).encode() in self._package.read(part)

    def _new_chart(self) -> str:
        return self._manifest.enter((f"charts/chart{number}.xml" for number in count(1)), CHART_TYPE)


def _link(frame: Element) -> str:
    """The id of the relationship to the chart in a frame."""
    charts = (node for node in frame.walk() if node.name == "chart")
    attributes = (item for chart in charts for item in chart.attributes.items())
    return next((value for name, value in attributes if name.endswith(":id")), "")


def _free_shape(root: Element) -> int:
    """A number that no shape of the drawing bears."""
    taken = (whole(node.attributes.get("id"), 0) for node in root.walk() if node.name == "cNvPr")
    return max(taken, default=1) + 1
