"""Vega-Lite dicts from charts. Pure data: texts stand in values and titles, never in expressions."""

from __future__ import annotations

import math
import textwrap
from decimal import Decimal
from typing import Any

from ..measure import MM_PER_POINT, width_mm
from ..outline import Chart
from .words import caption, describe, in_words

SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
WIDTH = 466  # points: the text's width on A4 with margins of 30 and 15 mm
FONT = "Tinos, 'Times New Roman', serif"
INK = "#222222"
# Okabe and Ito's colours, told apart by colour-blind readers, dark and light in turn for grey printers.
# No green: in a chart of answers the last part is what is missing.
COLOURS = ("#0072B2", "#E69F00", "#8C8C8C", "#E6E6E6", "#B34700", "#CC79A7", "#56B4E9", "#F0E442")
PLOT = 290  # points: what names of categories leave to bars and legend, at least
LINE = 13  # points from line to line
LINES = "split(datum.label, '\\n')"
LINE_COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#000000", "#56B4E9")  # no pale ones: lines are thin
LABEL_LETTERS = 34  # a category's name is broken into lines of so many letters


def make_spec(chart: Chart, *, titled: bool = True) -> dict[str, Any]:
    """Return the Vega-Lite dict of a chart. `titled` puts title, unit and source into the picture itself."""
    names = _names(chart)
    layers = {"share": _share, "bars": _bars, "line": _line}[chart.kind](chart, names)
    spec: dict[str, Any] = {
        "$schema": SCHEMA,
        "description": describe(chart),
        "usermeta": {"language": chart.language},
        "width": WIDTH,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "data": {"values": _rows(chart, names)},
        "config": _config(),
        **layers,
    }
    if titled:
        lines = textwrap.wrap(caption(chart), 72) or [""]
        source = textwrap.wrap(f"Nguồn: {chart.source}", 90) if chart.source else []
        spec["title"] = {"text": lines, "subtitle": source, "anchor": "start", "frame": "bounds"}
    return spec


def _names(chart: Chart) -> list[str]:
    """Categories broken into lines; equal names are told apart by invisible spaces, so that they stay two bars."""
    names: list[str] = []
    letters = max(6, 80 // max(len(chart.categories), 1)) if chart.kind == "line" else LABEL_LETTERS
    for category in chart.categories:
        name = "\n".join(textwrap.wrap(category, letters)) or "–"
        while name in names:
            name += "\u200b"
        names.append(name)
    return names


def _rows(chart: Chart, names: list[str]) -> list[dict[str, Any]]:
    longest = max((sum(_known(chart, place)) for place in range(len(names))), default=0)
    return [
        {
            "category": names[place],
            "series": series.name,
            "rank": rank,
            "value": None if value is None else float(value),
            "label": in_words(value, chart),
            "inside": _inside(chart, value, longest),
            "upper": value is not None and not any(value < other for other in _known(chart, place)),
        }
        for rank, series in enumerate(chart.series)
        for place, value in enumerate(series.values)
    ]


def _inside(chart: Chart, value: Decimal | None, longest: Decimal | int) -> str:
    """The label inside a segment; empty where the segment is too narrow for it."""
    label = in_words(value, chart)
    room = float(value / longest) * PLOT if value and longest else 0
    return label if width_mm(label, 10) / MM_PER_POINT + 2 <= room else ""


def _known(chart: Chart, place: int) -> list[Decimal]:
    return [value for series in chart.series if (value := series.values[place]) is not None]


def _category_axis(names: list[str]) -> dict[str, Any]:
    axis: dict[str, Any] = {"title": None, "labelExpr": LINES, "labelLimit": 240, "ticks": False}
    most = max((name.count("\n") for name in names), default=0)
    raised = [{"test": f"length({LINES}) == {more + 1}", "value": -more * LINE / 2} for more in range(1, most + 1)]
    if raised:  # names of several lines start higher, so that their middle stands beside the bar
        axis["labelOffset"] = {"condition": raised, "value": 0}
    return {"field": "category", "type": "ordinal", "sort": names, "scale": {"domain": names}, "axis": axis}


def _value_axis(chart: Chart) -> dict[str, Any]:
    axis: dict[str, Any] = {"title": None, "format": f",.{chart.decimals}~f", "tickCount": 5, "labelFlush": False}
    columns = [_known(chart, place) for place in range(len(chart.categories))]
    ends = [sum(values) for values in columns] if chart.kind == "share" else [max(c) for c in columns if c]
    largest = max(ends, default=0)
    if chart.decimals == 0 and 0 <= largest <= 5:  # no ticks between 1 and 2 where things are counted
        axis["values"] = list(range(max(math.ceil(largest), 1) + 1))
    scale = {"zero": True} if any(map(any, columns)) else {"domain": [0, 1]}  # only zeros and gaps: still an axis
    return {"field": "value", "type": "quantitative", "axis": axis, "scale": scale}


def _colour(chart: Chart) -> dict[str, Any]:
    order = [series.name for series in chart.series]
    colours = LINE_COLOURS if chart.kind == "line" else COLOURS
    scale = {"domain": order, "range": [colours[rank % len(colours)] for rank in range(len(order))]}
    legend: dict[str, Any] = {"title": None, "orient": "top", "direction": "horizontal", "labelLimit": 280}
    widest = max((width_mm(name, 11) for name in order), default=0) / MM_PER_POINT + 26
    legend["columns"] = max(1, min(len(order), int(PLOT // widest)))
    return {"field": "series", "type": "nominal", "sort": order, "scale": scale, "legend": legend}


def _step(names: list[str]) -> dict[str, int]:
    """Room per category: enough for the longest name, less when a page would not hold them."""
    lines = max((name.count("\n") + 1 for name in names), default=1)
    return {"step": max(10, min(max(20, LINE * lines + 6), 600 // max(len(names), 1)))}


def _bar(names: list[str]) -> dict[str, Any]:
    """Bars of one thickness, however high the names stand."""
    thickness = min(16, _step(names)["step"] - 3)
    return {"type": "bar", "stroke": INK, "strokeWidth": 0.5, "height": thickness}


def _share(chart: Chart, names: list[str]) -> dict[str, Any]:
    shown = {"filter": "isValid(datum.value) && datum.value > 0"}
    y, order = _category_axis(names), {"field": "rank", "type": "quantitative"}
    x = {**_value_axis(chart), "stack": "zero"}
    middle = {**x, "bandPosition": 0.5}
    dark = {"test": "datum.rank % 4 == 0", "value": "#FFFFFF"}
    return {
        "height": _step(names),
        "encoding": {"y": y, "order": order},
        "layer": [
            {"transform": [shown], "mark": _bar(names),
             "encoding": {"x": x, "color": _colour(chart)}},
            {"transform": [shown], "mark": {"type": "text", "fontSize": 10},
             "encoding": {"x": middle, "detail": {"field": "series"}, "text": {"field": "inside"},
                          "color": {"condition": dark, "value": INK}}},
        ],
    }  # fmt: skip


def _bars(chart: Chart, names: list[str]) -> dict[str, Any]:
    y, x = _category_axis(names), _value_axis(chart)
    several = len(chart.series) > 1
    offset = {"yOffset": {"field": "series", "sort": [series.name for series in chart.series]}} if several else {}
    colour = {"color": _colour(chart)} if several else {"color": {"value": COLOURS[0]}}
    shift = {"type": "text", "align": "left", "dx": 4, "fontSize": 10, "color": INK}
    bar = {**_bar(names), "height": {"band": 0.85}} if several else _bar(names)
    known, unknown = {"filter": "isValid(datum.value)"}, {"filter": "!isValid(datum.value)"}
    label = {"text": {"field": "label"}}
    return {
        "height": {"step": 18, "for": "offset"} if several else _step(names),
        "encoding": {"y": y, **offset},
        "layer": [
            {"transform": [known], "mark": bar,
             "encoding": {"x": x, **colour}},
            {"transform": [known], "mark": shift, "encoding": {"x": x, **label}},
            {"transform": [unknown], "mark": {**shift, "fontStyle": "italic"},
             "encoding": {"x": {"datum": 0}, **label}},
        ],
    }  # fmt: skip


def _line(chart: Chart, names: list[str]) -> dict[str, Any]:
    axis = {"title": None, "labelAngle": 0, "labelExpr": LINES, "labelLimit": 120}
    x = {"field": "category", "type": "ordinal", "sort": names, "axis": axis}
    several = len(chart.series) > 1
    colour = {"color": _colour(chart)} if several else {"color": {"value": COLOURS[0]}}
    shape = {"shape": {**_colour(chart), "scale": {"domain": [s.name for s in chart.series]}}} if several else {}
    shown = {"filter": "isValid(datum.value)"}
    return {
        "height": 180,
        "encoding": {"x": x, "y": _value_axis(chart)},
        "layer": [
            {"mark": {"type": "line", "strokeWidth": 1.5}, "encoding": colour},
            {"transform": [shown], "mark": {"type": "point", "filled": True, "size": 40, "opacity": 1},
             "encoding": {**colour, **shape}},
            *_line_labels(chart),
        ],
    }  # fmt: skip


def _line_labels(chart: Chart) -> list[dict[str, Any]]:
    """Values beside the points: the higher of two lines is labelled above, the lower below; three would collide."""
    if len(chart.series) > 2:
        return []
    text = {"type": "text", "fontSize": 10, "color": INK}
    label = {"text": {"field": "label"}}
    return [
        {"transform": [{"filter": f"isValid(datum.value) && {'' if upper else '!'}datum.upper"}],
         "mark": {**text, "dy": -10 if upper else 12}, "encoding": label}
        for upper in (True, False)
    ]  # fmt: skip


def _config() -> dict[str, Any]:
    text = {"labelFontSize": 11, "titleFontSize": 11, "labelColor": INK, "titleColor": INK}
    return {
        "font": FONT,
        "background": "white",
        "view": {"stroke": None},
        "axis": {**text, "titleFontWeight": "normal", "gridColor": "#DDDDDD", "domainColor": "#666666"},
        "legend": text,
        "title": {"fontSize": 13, "subtitleFontSize": 11, "subtitleFontStyle": "italic", "color": INK, "offset": 10},
    }
