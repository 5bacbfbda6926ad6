"""Parquet files, one folder per file and branch, written and read back by DuckDB (MIT): tens of millions of rows.

Amounts are DECIMAL(18, 2) in yuan, days DATE, blank text NULL. The same rows give the same bytes.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np

from core.extract.seriatim import SeriatimFile

_SQL = {
    "text": 'NULLIF("{0}", \'\')', "day": 'CAST("{0}" AS DATE)', "amount": 'CAST(ROUND("{0}", 2) AS DECIMAL(18, 2))',
    "number": '"{0}"', "fraction": '"{0}"',
}  # fmt: skip
PART = "机构"


def write_parquet(files: list[SeriatimFile], folder: Path) -> list[Path]:
    """Write every file below ``folder``; gives the paths, sorted. An empty file is a folder with one file of no rows.

    ModuleNotFoundError where DuckDB (the extra ``extract``) is not installed.
    """
    import duckdb

    for file in files:
        (folder / file.name).mkdir(parents=True)
        with duckdb.connect(config={"threads": "1"}) as database:
            database.register("rows", _frame(file))
            chosen = ", ".join(f'{_SQL[c.kind.holds].format(c.name)} AS "{c.heading}"' for c in file.columns)
            query = f'SELECT {chosen}, "{PART}" FROM rows'
            for branch in sorted(set(file.branches)) or [""]:
                target = folder / file.name / f"{PART}={_plain(branch)}.parquet"
                database.execute(
                    f"COPY (SELECT * FROM ({query}) WHERE \"{PART}\" = ?) TO '{_quoted(target)}' (FORMAT PARQUET)",
                    [branch],
                )
    return sorted(folder.rglob("*.parquet"))


def read_back(folder: Path, file: SeriatimFile) -> tuple[int, dict[str, Decimal]]:
    """Rows and sums of the amounts as another program finds them in the Parquet files."""
    import duckdb

    sums = "".join(f', COALESCE(SUM("{column.heading}"), 0)' for column in file.amounts)
    with duckdb.connect() as database:
        pattern = _quoted(folder / file.name / "*.parquet")
        found = database.execute(f"SELECT COUNT(*){sums} FROM read_parquet('{pattern}')").fetchone()
    assert found is not None
    return int(found[0]), {column.name: Decimal(value) for column, value in zip(file.amounts, found[1:], strict=True)}


def _frame(file: SeriatimFile) -> Any:
    import pandas

    columns = {column.name: _values(file, column.name) for column in file.columns}
    return pandas.DataFrame({**columns, PART: np.array(file.branches, dtype=object)})


def _values(file: SeriatimFile, name: str) -> Any:
    values = file.table[name]
    return values.astype("datetime64[s]") if values.dtype.kind == "M" else values


def _plain(branch: str) -> str:
    """A branch code as part of a file name: whatever is no letter or digit becomes an underscore."""
    return "".join(sign if sign.isalnum() else "_" for sign in branch)


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
