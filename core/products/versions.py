"""Which version of a product a row means: the one it names, else the one on sale on its day."""

from __future__ import annotations

from itertools import repeat

import numpy as np

from core.table import Array, Mask, Rows, Table


def product_rows(products: Table, codes: Array, days: Array, versions: Array | None = None) -> Rows:
    """For every product code the row of 产品, shape (n,), -1 where there is none.

    ``versions``: the version a row names, "" for none. Without one it is the version on sale on ``days``; a product
    with a single version needs no dates. Of several on sale the one sold last wins.
    """
    found = np.full(len(codes), -1, dtype=np.intp)
    named = np.zeros(len(codes), dtype=bool) if versions is None else np.asarray(versions != "", dtype=bool)
    if versions is not None and named.any():
        keys = zip(products["product_code"], products["version"], strict=True)
        pairs = {key: row for row, key in reversed(list(enumerate(keys)))}
        wanted = zip(codes[named], versions[named], strict=True)
        found[named] = np.fromiter((pairs.get(pair, -1) for pair in wanted), np.intp, int(named.sum()))
    open_rows = np.flatnonzero(~named)
    number = {code: place for place, code in enumerate(dict.fromkeys(products["product_code"].tolist()))}
    code_of = np.fromiter(map(number.get, codes[open_rows], repeat(-1)), np.intp, len(open_rows))
    begun = np.where(np.isnat(products["sold_from"]), np.datetime64("0001-01-01"), products["sold_from"])
    for row in np.argsort(begun, kind="stable"):
        code = products["product_code"][row]
        alone = np.count_nonzero(products["product_code"] == code) == 1
        sold = alone | on_sale(products, int(row), days[open_rows])
        found[open_rows[(code_of == number[code]) & sold]] = row
    return found


def on_sale(products: Table, row: int, days: Array) -> Mask:
    """Whether the version of ``row`` was sold on each of ``days``; an open end is no limit, NaT lies outside one."""
    start, end = products["sold_from"][row], products["sold_to"][row]
    begun = np.ones(len(days), dtype=bool) if np.isnat(start) else days >= start
    return np.asarray(begun if np.isnat(end) else begun & (days <= end), dtype=bool)
