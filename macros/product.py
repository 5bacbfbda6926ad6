"""产品资料: the office's product tables as one page per version, from the ledger or from workbooks."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from core.ledger.current import load_tables
from core.products.product_sheet import product_sheets
from core.records.catalogue import PRODUCT_RECORDS
from core.records.product import Product
from core.reports.product_book import write_products
from core.table import Tables
from core.workbook.read import read_workbooks
from macros.outcome import Outcome, UsageError
from macros.session import workbooks_in


def product(
    codes: Sequence[str], ledger: sqlite3.Connection | None, folder: Path | None, on: date, target: Path
) -> Outcome:
    """Write the pages of some products (none named: of all). UsageError where a code or every product is unknown."""
    tables = _tables(ledger, folder)
    known = set(tables.of(Product)["product_code"].tolist())
    if not known:
        raise UsageError("没有产品表：用 --db 给出台账，或用 --reference 给出放着产品表的文件夹")
    if missing := [code for code in codes if code not in known]:
        raise UsageError(f"产品表里没有 {'、'.join(missing)}。有：{'、'.join(sorted(known))}")
    sheets = product_sheets(tables, on, codes)
    write_products(sheets, target, on)
    outcome = Outcome([f"产品资料：{target}（{len(sheets)} 个产品版本，截至 {on:%Y-%m-%d}）"], files=[target])
    for sheet in sheets:
        unsaid = f"　待确认：{'、'.join(sheet.open_points)}" if sheet.open_points else ""
        outcome.say(f"　{sheet.code} 版本{sheet.version}　{sheet.name}　{sheet.sale}{unsaid}")
    outcome.data = {
        "on": on.isoformat(),
        "products": [
            {"code": one.code, "version": one.version, "sale": one.sale, "to_confirm": list(one.open_points)}
            for one in sheets
        ],
    }
    return outcome


def _tables(ledger: sqlite3.Connection | None, folder: Path | None) -> Tables:
    """The product tables of the folder's workbooks; those that it lacks as the ledger holds them."""
    if folder is not None and not folder.is_dir():
        raise UsageError(f"参考资料文件夹不存在：{folder}")
    read = read_workbooks(workbooks_in(folder)).tables if folder else Tables()
    tables = Tables(read.of(record) for record in PRODUCT_RECORDS if read.has(record))
    if ledger is None:
        return tables
    return tables.together(load_tables(ledger, [record for record in PRODUCT_RECORDS if not tables.has(record)]))
