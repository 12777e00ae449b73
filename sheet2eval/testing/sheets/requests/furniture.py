"""Edits of what lies upon the cells: colours by rule, protections, charts, filters."""

from __future__ import annotations

from sheet2eval.testing.sheets.edit import Edit, required, required_mask
from sheet2eval.testing.sheets.masks import merged
from sheet2eval.testing.sheets.tab import Tab
from sheet2eval.testing.sheets.wire import Json, invalid


def add_conditional_format_rule(edit: Edit, body: Json) -> Json:
    rule = required(body, "rule")
    ranges = rule.get("ranges") or []
    if not ranges or len({given.get("sheetId") or 0 for given in ranges}) > 1:
        raise invalid("ranges must be given, all of one sheet.")
    if ("booleanRule" in rule) == ("gradientRule" in rule):
        raise invalid("Exactly one of booleanRule and gradientRule must be specified.")
    if "booleanRule" in rule and not (rule["booleanRule"].get("condition") or {}).get("type"):
        raise invalid("booleanRule.condition.type must be specified.")
    tab = edit.document.tab(ranges[0].get("sheetId"))
    for given in ranges:
        edit.area(given)
    tab.conditional_formats.insert(body.get("index") or 0, rule)
    return {}


def delete_conditional_format_rule(edit: Edit, body: Json) -> Json:
    tab = edit.document.tab(body.get("sheetId"), "sheet")
    index = body.get("index") or 0
    if not 0 <= index < len(tab.conditional_formats):
        raise invalid(f"No conditional format on sheet: {tab.id} at index: {index}")
    return {"rule": tab.conditional_formats.pop(index)}


def add_protected_range(edit: Edit, body: Json) -> Json:
    given = required(body, "protectedRange")
    place = required(given, "range")
    tab, _ = edit.area(place)
    number = given.get("protectedRangeId") or edit.document.fresh_number()
    if any(held["protectedRangeId"] == number for _, held in _protections(edit)):
        raise invalid(f"A protected range with id {number} already exists.")
    held = {**given, "range": place, "protectedRangeId": number}
    if not given.get("warningOnly"):
        users = {*(given.get("editors") or {}).get("users", ()), edit.by.email}
        held["editors"] = {**(given.get("editors") or {}), "users": sorted(users)}
    tab.protected_ranges.append(held)
    return {"protectedRange": {**held, "requestingUserCanEdit": True}}


def update_protected_range(edit: Edit, body: Json) -> Json:
    mask, given = required_mask(body, "ProtectedRange"), required(body, "protectedRange")
    tab, held = _protection(edit, given.get("protectedRangeId"))
    place = tab.protected_ranges.index(held)
    tab.protected_ranges[place] = {**merged(held, given, mask), "protectedRangeId": held["protectedRangeId"]}
    return {}


def delete_protected_range(edit: Edit, body: Json) -> Json:
    tab, held = _protection(edit, body.get("protectedRangeId"))
    tab.protected_ranges.remove(held)
    return {}


def _protection(edit: Edit, number: int | None) -> tuple[Tab, Json]:
    for tab, held in _protections(edit):
        if held["protectedRangeId"] == number:
            edit.check_free(tab, tab.area(held["range"]))
            return tab, held
    raise invalid(f"No protected range with id: {number}")


def _protections(edit: Edit) -> list[tuple[Tab, Json]]:
    return [(tab, held) for tab in edit.document.tabs for held in tab.protected_ranges]


def add_chart(edit: Edit, body: Json) -> Json:
    chart = required(body, "chart")
    required(chart, "spec")
    position = required(chart, "position")
    if "overlayPosition" not in position:
        raise invalid(
            "position.overlayPosition must be specified: charts on a sheet of their own are not known here."
        )
    anchor = required(position["overlayPosition"], "anchorCell")
    tab = edit.document.tab(anchor.get("sheetId"))
    row = anchor.get("rowIndex") or 0
    if row >= tab.whole.bottom:
        raise invalid(f"GridCoordinate.rowIndex[{row}] is after last row in grid[{tab.whole.bottom - 1}]")
    held = {**chart, "chartId": chart.get("chartId") or edit.document.fresh_number()}
    if any(other["chartId"] == held["chartId"] for _, other in _charts(edit)):
        raise invalid(f"A chart with id {held['chartId']} already exists.")
    tab.charts.append(held)
    return {"chart": held}


def update_chart_spec(edit: Edit, body: Json) -> Json:
    tab, chart = _chart(edit, body.get("chartId"))
    tab.charts[tab.charts.index(chart)] = {**chart, "spec": required(body, "spec")}
    return {}


def delete_embedded_object(edit: Edit, body: Json) -> Json:
    tab, chart = _chart(edit, body.get("objectId"))
    tab.charts.remove(chart)
    return {}


def _chart(edit: Edit, number: int | None) -> tuple[Tab, Json]:
    for tab, chart in _charts(edit):
        if chart["chartId"] == number:
            return tab, chart
    raise invalid(f"No object with id: {number}")


def _charts(edit: Edit) -> list[tuple[Tab, Json]]:
    return [(tab, chart) for tab in edit.document.tabs for chart in tab.charts]


def set_basic_filter(edit: Edit, body: Json) -> Json:
    given = required(body, "filter")
    tab, _ = edit.area(required(given, "range"))
    tab.basic_filter = given
    return {}


def clear_basic_filter(edit: Edit, body: Json) -> Json:
    tab = edit.document.tab(body.get("sheetId"), "sheet")
    edit.check_unlocked(tab)
    tab.basic_filter = None
    return {}


KINDS = {
    "addConditionalFormatRule": add_conditional_format_rule,
    "deleteConditionalFormatRule": delete_conditional_format_rule,
    "addProtectedRange": add_protected_range,
    "updateProtectedRange": update_protected_range,
    "deleteProtectedRange": delete_protected_range,
    "addChart": add_chart,
    "updateChartSpec": update_chart_spec,
    "deleteEmbeddedObject": delete_embedded_object,
    "setBasicFilter": set_basic_filter,
    "clearBasicFilter": clear_basic_filter,
}
