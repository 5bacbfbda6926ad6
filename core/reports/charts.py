"""Native charts in the house's colours: Excel and WPS draw them from the cells, so they follow when a cell changes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from core.reports.style import FONT, INK, LINE, MUTED, SERIES

Cells = tuple[str, int, int]
"""Sheet name, first and last row of the series."""


def column_chart(workbook: Any, title: str, cells: Cells, series: Mapping[str, int], **how: bool) -> Any:
    """Columns over the categories in column A; ``series``: name → column number. ``how``: stacked, shares (0 to 1)."""
    chart = workbook.add_chart({"type": "column", **({"subtype": "stacked"} if how.get("stacked") else {})})
    for place, (name, column) in enumerate(series.items()):
        chart.add_series({**_source(cells, name, column), "fill": {"color": SERIES[place]}, "gap": 60})
    if how.get("shares"):
        return _dressed(chart, title, len(series) > 1, "0%", 1)
    return _dressed(chart, title, len(series) > 1, "#,##0")


def line_chart(workbook: Any, title: str, cells: Cells, series: Mapping[str, int], *, top: float | None = None) -> Any:
    """Lines over the categories in column A, in percent up to ``top``; a month without a value leaves a gap."""
    chart = workbook.add_chart({"type": "line"})
    for place, (name, column) in enumerate(series.items()):
        chart.add_series(
            {
                **_source(cells, name, column),
                "line": {"color": SERIES[place], "width": 2.25},
                "marker": {
                    "type": "circle",
                    "size": 5,
                    "fill": {"color": SERIES[place]},
                    "border": {"color": SERIES[place]},
                },
            }
        )
    return _dressed(chart, title, len(series) > 1, "0%", top)


def share_chart(workbook: Any, title: str, cells: Cells, column: int) -> Any:
    """A ring with the share of every category."""
    chart = workbook.add_chart({"type": "doughnut"})
    _, first, last = cells
    chart.add_series(
        {
            **_source(cells, title, column),
            "points": [{"fill": {"color": SERIES[place % len(SERIES)]}} for place in range(last - first + 1)],
            "data_labels": {"percentage": True, "font": {"name": FONT, "size": 9, "color": "white", "bold": True}},
        }
    )
    chart.set_hole_size(45)
    return _dressed(chart, title, True, "")


def _source(cells: Cells, name: str, column: int) -> dict[str, Any]:
    sheet, first, last = cells
    return {"name": name, "categories": [sheet, first, 0, last, 0], "values": [sheet, first, column, last, column]}


def _dressed(chart: Any, title: str, legend: bool, number_format: str, top: float | None = None) -> Any:
    font = {"name": FONT, "size": 9, "color": MUTED}
    chart.set_title(
        {"name": title, "name_font": {"name": FONT, "size": 11, "bold": True, "color": INK}, "overlay": False}
    )
    chart.set_legend({"position": "bottom", "font": font} if legend else {"none": True})
    chart.set_chartarea({"border": {"color": LINE}})
    if number_format:
        chart.set_x_axis({"num_font": {**font, "size": 8}, "line": {"color": LINE}, "text_axis": True})
        chart.set_y_axis(
            {
                "num_font": font,
                "num_format": number_format,
                "min": 0,
                "max": top,
                "line": {"none": True},
                "major_gridlines": {"visible": True, "line": {"color": LINE, "width": 0.5}},
            }
        )
    return chart
