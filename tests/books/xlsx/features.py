"""What Excel writes and no library for Python does: each feature as the XML of its parts, alone or all on one tab."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from tests.books.xlsx.rawbook import TRANSITIONAL, XML

MAIN = f"{TRANSITIONAL}/spreadsheetml/2006/main"
OFFICE = f"{TRANSITIONAL}/officeDocument/2006/relationships"
MICROSOFT = "http://schemas.microsoft.com/office"
X14 = f'xmlns:x14="{MICROSOFT}/spreadsheetml/2009/9/main"'
X15 = f'xmlns:x15="{MICROSOFT}/spreadsheetml/2010/11/main"'
XM = f'xmlns:xm="{MICROSOFT}/excel/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
XDR = f'xmlns:xdr="{TRANSITIONAL}/drawingml/2006/spreadsheetDrawing"'
CONTENT = "application/vnd.openxmlformats-officedocument.spreadsheetml"
EXCEL = "application/vnd.ms-excel"
ORDER = (
    "conditionalFormatting",
    "dataValidations",
    "drawing",
    "legacyDrawing",
    "controls",
    "tableParts",
    "extLst",
)
"""Of the elements behind the rows."""


@dataclass(frozen=True)
class Feature:
    """`{name}` in an element or extension is the id of that relationship of the sheet or the workbook."""

    elements: Mapping[str, str] = field(default_factory=dict)
    extensions: tuple[str, ...] = ()
    boxes: str = ""  # shapes of the tab's one drawing in VML
    parts: Mapping[str, tuple[str, str]] = field(default_factory=dict)  # content type and content, by name
    links: Mapping[str, tuple[str, str]] = field(default_factory=dict)  # type and target, by name
    workbook_links: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    workbook_extensions: tuple[str, ...] = ()


def box(number: int, kind: str, data: str) -> str:
    """A shape at the cell D3, in VML that is no XML by the letter."""
    return (
        f'<v:shape id="_x0000_s{number}" type="#_x0000_t202" style="position:absolute;visibility:hidden">'
        f'<v:textbox><div style="text-align:left">a<br>b</div></v:textbox><x:ClientData ObjectType="{kind}">'
        f"<x:Anchor>\n 4, 15, 2, 2, 6, 31, 6, 1</x:Anchor>{data}</x:ClientData></v:shape>"
    )


THREADED_COMMENTS = Feature(
    boxes=box(1025, "Note", "<x:Row>2</x:Row><x:Column>3</x:Column>"),
    parts={
        "xl/comments1.xml": (
            f"{CONTENT}.comments+xml",
            (
                f'<comments xmlns="{MAIN}"><authors><author>tc={{0F}}</author></authors><commentList>'
                '<comment ref="D3" authorId="0" shapeId="0"><text><t>[Threaded comment] why?</t></text></comment>'
                "</commentList></comments>"
            ),
        ),
        "xl/threadedComments/threadedComment1.xml": (
            f"{EXCEL}.threadedcomments+xml",
            (
                f'<ThreadedComments xmlns="{MICROSOFT}/spreadsheetml/2018/threadedcomments">'
                '<threadedComment ref="D3" dT="2026-01-02T03:04:05.06" personId="{1A}" id="{0F}"><text>why?</text>'
                '</threadedComment><threadedComment ref="D3" dT="2026-01-02T03:05:05.06" personId="{1A}" id="{0E}"'
                ' parentId="{0F}"><text>because</text></threadedComment></ThreadedComments>'
            ),
        ),
        "xl/persons/person.xml": (
            f"{EXCEL}.person+xml",
            (
                f'<personList xmlns="{MICROSOFT}/spreadsheetml/2018/threadedcomments">'
                '<person displayName="Anna" id="{1A}" userId="anna" providerId="None"/></personList>'
            ),
        ),
    },
    links={
        "comments": (f"{OFFICE}/comments", "../comments1.xml"),
        "threads": (
            f"{MICROSOFT}/2017/10/relationships/threadedComment",
            "../threadedComments/threadedComment1.xml",
        ),
    },
    workbook_links={"persons": (f"{MICROSOFT}/2017/10/relationships/person", "persons/person.xml")},
)

FORM_CONTROLS = Feature(
    elements={
        "controls": (
            f'<mc:AlternateContent {MC}><mc:Choice Requires="x14" {X14}><controls><mc:AlternateContent><mc:Choice'
            ' Requires="x14"><control shapeId="1026" r:id="{box}" name="Check Box 1"><controlPr defaultSize="0"'
            f' autoFill="0"><anchor moveWithCells="1"><from {XDR}><xdr:col>6</xdr:col><xdr:colOff>0</xdr:colOff>'
            f"<xdr:row>1</xdr:row><xdr:rowOff>0</xdr:rowOff></from><to {XDR}><xdr:col>7</xdr:col><xdr:colOff>9</xdr:colOff>"
            "<xdr:row>2</xdr:row><xdr:rowOff>9</xdr:rowOff></to></anchor></controlPr></control></mc:Choice>"
            "</mc:AlternateContent></controls></mc:Choice></mc:AlternateContent>"
        )
    },
    boxes=box(1026, "Checkbox", "<x:FmlaLink>$D$5</x:FmlaLink><x:Checked>1</x:Checked>"),
    parts={
        "xl/ctrlProps/ctrlProp1.xml": (
            f"{EXCEL}.controlproperties+xml",
            f'<formControlPr xmlns="{MICROSOFT}/spreadsheetml/2009/9/main" objectType="CheckBox" fmlaLink="$D$5"/>',
        )
    },
    links={"box": (f"{OFFICE}/ctrlProp", "../ctrlProps/ctrlProp1.xml")},
)

SLICER = Feature(
    elements={
        "tableParts": '<tableParts count="1"><tablePart r:id="{table}"/></tableParts>',
        "drawing": '<drawing r:id="{frame}"/>',
    },
    extensions=(
        (
            f'<ext uri="{{3A4CF648-6AED-40f4-86FF-DC5316D8AED3}}" {X14}><x14:slicerList>'
            '<x14:slicer r:id="{slicer}"/></x14:slicerList></ext>'
        ),
    ),
    parts={
        "xl/tables/table1.xml": (
            f"{CONTENT}.table+xml",
            (
                f'<table xmlns="{MAIN}" id="1" name="Cases" displayName="Cases" ref="A1:B5"><autoFilter ref="A1:B5"/>'
                '<tableColumns count="2"><tableColumn id="1" name="id"/><tableColumn id="2" name="input"/>'
                '</tableColumns><tableStyleInfo name="TableStyleMedium2" showRowStripes="1"/></table>'
            ),
        ),
        "xl/slicers/slicer1.xml": (
            f"{EXCEL}.slicer+xml",
            (
                f'<slicers xmlns="{MICROSOFT}/spreadsheetml/2009/9/main"><slicer name="id" cache="Slicer_id"'
                ' caption="id" rowHeight="241300"/></slicers>'
            ),
        ),
        "xl/slicerCaches/slicerCache1.xml": (
            f"{EXCEL}.slicerCache+xml",
            (
                f'<slicerCacheDefinition xmlns="{MICROSOFT}/spreadsheetml/2009/9/main" name="Slicer_id"'
                f' sourceName="id"><extLst><x:ext xmlns:x="{MAIN}" uri="{{2F2917AC-EB37-4324-AD4E-5DD8C200BD13}}"'
                f' {X15}><x15:tableSlicerCache tableId="1" column="1"/></x:ext></extLst></slicerCacheDefinition>'
            ),
        ),
        "xl/drawings/drawing1.xml": (
            "application/vnd.openxmlformats-officedocument.drawing+xml",
            (
                f'<xdr:wsDr {XDR} xmlns:a="{TRANSITIONAL}/drawingml/2006/main"><xdr:twoCellAnchor><xdr:from>'
                "<xdr:col>8</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>1</xdr:row><xdr:rowOff>0</xdr:rowOff>"
                "</xdr:from><xdr:to><xdr:col>10</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>9</xdr:row>"
                f'<xdr:rowOff>0</xdr:rowOff></xdr:to><mc:AlternateContent {MC}><mc:Choice Requires="sle15"'
                f' xmlns:sle15="{MICROSOFT}/drawing/2012/slicer"><xdr:graphicFrame macro=""><xdr:nvGraphicFramePr>'
                '<xdr:cNvPr id="2" name="id"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><xdr:xfrm><a:off x="0"'
                ' y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm><a:graphic><a:graphicData'
                f' uri="{MICROSOFT}/drawing/2010/slicer"><sle:slicer xmlns:sle="{MICROSOFT}/drawing/2010/slicer"'
                ' name="id"/></a:graphicData></a:graphic></xdr:graphicFrame></mc:Choice></mc:AlternateContent>'
                "<xdr:clientData/></xdr:twoCellAnchor></xdr:wsDr>"
            ),
        ),
    },
    links={
        "table": (f"{OFFICE}/table", "../tables/table1.xml"),
        "frame": (f"{OFFICE}/drawing", "../drawings/drawing1.xml"),
        "slicer": (f"{MICROSOFT}/2007/relationships/slicer", "../slicers/slicer1.xml"),
    },
    workbook_links={
        "cache": (f"{MICROSOFT}/2007/relationships/slicerCache", "slicerCaches/slicerCache1.xml")
    },
    workbook_extensions=(
        (
            f'<ext uri="{{46BE6895-7355-4a93-B00E-2C351335B9C9}}" {X15}><x15:slicerCaches {X14}>'
            '<x14:slicerCache r:id="{cache}"/></x15:slicerCaches></ext>'
        ),
    ),
)

SPARKLINES = Feature(
    extensions=(
        (
            f'<ext uri="{{05C60535-1F16-4fd2-B633-F4F36F0B64E0}}" {X14}><x14:sparklineGroups {XM}>'
            '<x14:sparklineGroup displayEmptyCellsAs="gap"><x14:colorSeries rgb="FF376092"/><x14:sparklines>'
            "<x14:sparkline><xm:f>input!D2:D5</xm:f><xm:sqref>E2</xm:sqref></x14:sparkline></x14:sparklines>"
            "</x14:sparklineGroup></x14:sparklineGroups></ext>"
        ),
    )
)

RULES = Feature(
    elements={
        "conditionalFormatting": (
            '<conditionalFormatting sqref="D2:D5"><cfRule type="dataBar" priority="1"><dataBar><cfvo type="min"/>'
            '<cfvo type="max"/><color rgb="FF638EC6"/></dataBar><extLst><ext'
            f' uri="{{B025F937-C7B1-47D3-B67F-A62EFF666E3E}}" {X14}><x14:id>{{9A}}</x14:id></ext></extLst></cfRule>'
            "</conditionalFormatting>"
        )
    },
    extensions=(
        (
            f'<ext uri="{{78C0D931-6437-407d-A8EE-F0AAD7539E65}}" {X14}><x14:conditionalFormattings>'
            f'<x14:conditionalFormatting {XM}><x14:cfRule type="dataBar" id="{{9A}}"><x14:dataBar minLength="0"'
            ' maxLength="100" border="1"><x14:cfvo type="autoMin"/><x14:cfvo type="autoMax"/>'
            '<x14:borderColor rgb="FF638EC6"/></x14:dataBar></x14:cfRule><xm:sqref>D2:D5</xm:sqref>'
            "</x14:conditionalFormatting></x14:conditionalFormattings></ext>"
        ),
    ),
)

VALIDATIONS = Feature(
    elements={
        "dataValidations": (
            '<dataValidations count="1"><dataValidation type="list" allowBlank="1" sqref="D5">'
            "<formula1>&quot;a,b&quot;</formula1></dataValidation></dataValidations>"
        )
    },
    extensions=(
        (
            f'<ext uri="{{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}}" {X14}><x14:dataValidations count="1" {XM}>'
            '<x14:dataValidation type="list" allowBlank="1"><x14:formula1><xm:f>input!$A$2:$A$5</xm:f>'
            "</x14:formula1><xm:sqref>D2:D4</xm:sqref></x14:dataValidation></x14:dataValidations></ext>"
        ),
    ),
)

FEATURES: Mapping[str, tuple[Feature, ...]] = {
    "threaded_comments": (THREADED_COMMENTS,),
    "form_controls": (FORM_CONTROLS,),
    "slicer": (SLICER,),
    "sparklines": (SPARKLINES,),
    "x14_rules": (RULES,),
    "x14_validations": (VALIDATIONS,),
    "everything": (THREADED_COMMENTS, FORM_CONTROLS, SLICER, SPARKLINES, RULES, VALIDATIONS),
}


def with_features(members: Mapping[str, str], features: Iterable[Feature]) -> dict[str, str]:
    """The parts of a plain workbook with features on the tab `input`."""
    whole = _joined(features)
    ids = {name: f"rId{number}" for number, name in enumerate([*whole.links, *whole.workbook_links], 70)}
    elements = dict(whole.elements) | (
        {"legacyDrawing": '<legacyDrawing r:id="{boxes}"/>'} if whole.boxes else {}
    )
    if whole.extensions:
        elements["extLst"] = f"<extLst>{''.join(whole.extensions)}</extLst>"
    behind = _filled("".join(elements.get(name, "") for name in ORDER), ids)
    sheet = members["xl/worksheets/sheet1.xml"].replace("</sheetData>", f"</sheetData>{behind}")
    workbook_extensions = _filled("".join(whole.workbook_extensions), ids)
    workbook = members["xl/workbook.xml"].replace("<extLst/>", f"<extLst>{workbook_extensions}</extLst>")
    overrides = "".join(
        f'<Override PartName="/{part}" ContentType="{kind}"/>' for part, (kind, _) in whole.parts.items()
    )
    vml = '<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>'
    return {
        **members,
        **{name: XML * (not name.endswith(".vml")) + content for name, (_, content) in whole.parts.items()},
        "xl/worksheets/sheet1.xml": sheet.replace(f'xmlns="{MAIN}"', f'xmlns="{MAIN}" xmlns:r="{OFFICE}"'),
        "xl/worksheets/_rels/sheet1.xml.rels": _linked(EMPTY_LINKS, whole.links, ids),
        "xl/workbook.xml": workbook if workbook_extensions else members["xl/workbook.xml"],
        "xl/_rels/workbook.xml.rels": _linked(
            members["xl/_rels/workbook.xml.rels"], whole.workbook_links, ids
        ),
        "[Content_Types].xml": members["[Content_Types].xml"]
        .replace("</Types>", f"{overrides}</Types>")
        .replace("<Override", f"{vml}<Override", 1),
        **({"xl/drawings/vmlDrawing1.vml": f"<xml {VML}>{whole.boxes}</xml>"} if whole.boxes else {}),
    }


VML = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
EMPTY_LINKS = f'{XML}<Relationships xmlns="{TRANSITIONAL}/package/2006/relationships"></Relationships>'


def _joined(features: Iterable[Feature]) -> Feature:
    """All features as one."""
    joined = Feature()
    for each in features:
        joined = Feature(
            {**joined.elements, **each.elements},
            joined.extensions + each.extensions,
            joined.boxes + each.boxes,
            {**joined.parts, **each.parts},
            {**joined.links, **each.links},
            {**joined.workbook_links, **each.workbook_links},
            joined.workbook_extensions + each.workbook_extensions,
        )
    if not joined.boxes:
        return joined
    boxes = {"boxes": (f"{OFFICE}/vmlDrawing", "../drawings/vmlDrawing1.vml")}
    return Feature(**{**vars(joined), "links": {**joined.links, **boxes}})


def _filled(xml: str, ids: Mapping[str, str]) -> str:
    return re.sub(r"\{([a-z]+)\}", lambda match: ids[match[1]], xml)


def _linked(part: str, links: Mapping[str, tuple[str, str]], ids: Mapping[str, str]) -> str:
    nodes = "".join(
        f'<Relationship Id="{ids[name]}" Type="{kind}" Target="{target}"/>'
        for name, (kind, target) in links.items()
    )
    return part.replace("</Relationships>", f"{nodes}</Relationships>")
