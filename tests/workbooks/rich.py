"""A clerk's workbook with all that a careless library loses: 台账, 图表, 动态 and 空表, drawn with XlsxWriter."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from pathlib import Path
from typing import Any

HEADINGS = ["投保单号", "投保人", "证件号码", "保额", "保费", "投保日期", "备注", "合计"]
PRODUCTS = ["康宁一生", "福满年年", "安心护航"]


def tiny_png() -> bytes:
    """A 2 x 2 grey picture."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", 2, 2, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"\x00\x80\x80" * 2)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def build_rich(path: Path, *, rows: int = 20, taken_tab: str = "") -> Path:
    """Writes the workbook and gives its path. ``taken_tab``: the clerk's own sheet of that name, at the end."""
    import xlsxwriter

    with xlsxwriter.Workbook(path) as book:
        book.set_properties({"title": "五月投保台账", "author": "内勤示例", "company": "示例人寿"})
        book.set_custom_property("机构代码", "0101")
        book.define_name("费率", "=台账!$E$2:$E$21")
        _ledger(book, rows)
        _charts(book)
        _dynamic(book)
        book.add_worksheet("空表")
        if taken_tab:
            book.add_worksheet(taken_tab).write("A1", "自己的表")
    return path


def _ledger(book: Any, rows: int) -> None:
    sheet = book.add_worksheet("台账")
    head = book.add_format({"bold": True, "bg_color": "#D9E1F2", "border": 1, "locked": True})
    text = book.add_format({"num_format": "@", "border": 1, "font_name": "宋体"})
    money = book.add_format({"num_format": "#,##0.00", "border": 1, "font_color": "#1F3864", "bg_color": "#FFF2CC"})
    day = book.add_format({"num_format": "yyyy-mm-dd", "italic": True})
    wide = book.add_format({"font_color": "#7F7F7F"})
    for column, heading in enumerate(HEADINGS):
        sheet.write(0, column, heading, head)
    for row in range(1, rows + 1):
        sheet.write_string(row, 0, f"TB2026{row:06d}", text)
        sheet.write_string(row, 1, f"示例{row % 50:02d}")
        sheet.write_string(row, 2, f"0000001990010{row % 10}{row % 1000:03d}X", text)
        sheet.write_number(row, 3, 100000 + row * 10, money)
        sheet.write_number(row, 4, 1200.5 + row, money)
        sheet.write_number(row, 5, 46000 + row % 300, day)
        sheet.write_string(row, 6, PRODUCTS[row % 3])
        sheet.write_formula(row, 7, f"=SUM(D{row + 1}:E{row + 1})", money, 101200.5 + row * 11)
    sheet.write_rich_string(1, 6, "红", head, "字", text, "备注")
    sheet.write_blank(2, 6, None, money)
    sheet.set_row(3, 24, wide)
    sheet.set_column("A:C", 20)
    sheet.set_column("J:J", 14, wide)
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, rows, 7)
    sheet.merge_range("K2:M2", "合并的标题", head)
    sheet.write_url("K4", "https://example.invalid/说明", string="网页")
    sheet.write_url("K5", "internal:'图表'!A1", string="去图表")
    sheet.write_comment("B3", "经办人：材料已补齐", {"author": "经办甲", "visible": True})
    sheet.write_comment("D5", "保额经主管确认", {"author": "主管乙"})
    sheet.data_validation("G2:G21", {"validate": "list", "source": PRODUCTS})
    sheet.conditional_format("D2:D21", {"type": "data_bar", "data_bar_2010": True, "bar_solid": True})
    sheet.conditional_format("E2:E21", {"type": "icon_set", "icon_style": "3_traffic_lights"})
    sheet.conditional_format("B2:B21", {"type": "duplicate", "format": head})
    sheet.protect("密码示例", {"format_cells": True, "insert_rows": True})
    sheet.unprotect_range("B2:C21")
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.repeat_rows(0)
    sheet.print_area(0, 0, rows, 7)
    sheet.set_header('&C&"宋体,加粗"五月台账&R&G', {"image_right": "示例.png", "image_data_right": BytesIO(tiny_png())})
    sheet.set_h_pagebreaks([10])
    sheet.ignore_errors({"number_stored_as_text": "A2:C21"})


def _charts(book: Any) -> None:
    sheet = book.add_worksheet("图表")
    for row in range(12):
        sheet.write_row(row, 0, [f"{row + 1}月", row * 3 + 5, 40 - row])
    for kind, cell in (("column", "E2"), ("line", "E18")):
        chart = book.add_chart({"type": kind})
        chart.add_series({"name": "件数", "categories": "=图表!$A$1:$A$12", "values": "=图表!$B$1:$B$12"})
        chart.set_title({"name": "新契约"})
        sheet.insert_chart(cell, chart)
    sheet.add_sparkline("D1", {"range": "图表!A1:C1", "markers": True})
    sheet.insert_textbox("M2", "本月重点：回执", {"fill": {"color": "#DDEBF7"}})
    sheet.insert_button("M10", {"macro": "Recount", "caption": "重新统计"})
    sheet.insert_checkbox("A14", True)
    sheet.insert_image("M14", "示例.png", {"image_data": BytesIO(tiny_png()), "description": "印章"})
    sheet.set_background(BytesIO(tiny_png()))
    rows = [["康宁一生", 12, 3], ["福满年年", 7, 1]]
    columns = [
        {"header": "产品"},
        {"header": "件数"},
        {"header": "退保"},
        {"header": "净", "formula": "=[@件数]-[@退保]"},
    ]
    sheet.add_table("A18:D20", {"name": "产品表", "data": rows, "columns": columns})


def _dynamic(book: Any) -> None:
    sheet = book.add_worksheet("动态")
    sheet.write_dynamic_array_formula("A1:A3", "=UNIQUE(台账!G2:G21)", None, PRODUCTS[0])
    sheet.write_array_formula("C1:C2", "{=台账!D2:D3*2}", None, 200020)
    sheet.embed_image("E1", "示例.png", {"image_data": BytesIO(tiny_png())})
    sheet.hide()
