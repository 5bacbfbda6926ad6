"""The month's report of a large office against reading the same tables with ``pandas.read_sql``.

Target at 100,000 policy lines, 300,000 receipts and 10,000 claims (the default size): at most 3 times as long, peak
memory under 1 GB. The office is an invented one of three years, kept by size in a folder of the temporary directory.

    python -m benchmarks.report --runs 3
"""

from __future__ import annotations

import argparse
import sqlite3
import subprocess
import sys
import tempfile
from functools import partial
from hashlib import sha256
from pathlib import Path

from benchmarks.measure import fresh_process, medians

ROOT = Path(__file__).resolve().parents[1]
CONTRACTS, CLAIMS_SHARE = 84_000, 0.12
"""With their riders these are 105,000 policy lines."""
MAKE = (
    "import sys; from pathlib import Path; from tests.random_office import random_office;"
    "from tests.random_service import busy_service;"
    "random_office(Path(sys.argv[1]), int(sys.argv[2]), claims=int(sys.argv[3]), service=busy_service).close()"
)
READ = (
    "import sqlite3, sys; import pandas; from core.measures.columns import COLUMNS; db = sqlite3.connect(sys.argv[1]);"
    "tables = [pandas.read_sql(f'SELECT * FROM {record.table}', db) for record in COLUMNS]"
)
REPORT = (
    "import sys; from pathlib import Path; from core.ledger.schema import open_ledger;"
    "from core.reports.month_report import write_month_report;"
    "write_month_report(open_ledger(Path(sys.argv[1]), create=False), '2026-10', Path(sys.argv[2]))"
)
IMPORTED = (
    "import pandas, numpy, core.measures.columns",
    "import numpy, core.ledger.schema, core.reports.month_report, xlsxwriter",
)
"""What the two processes load before they begin: subtracted, because a start is measured elsewhere."""


def office(contracts: int) -> Path:
    """The ledger of that many contracts, made anew when the invented office changes."""
    sources = [ROOT / "tests" / name for name in ("random_office.py", "random_service.py")]
    edition = sha256(b"".join(each.read_bytes() for each in sources)).hexdigest()[:8]
    folder = Path(tempfile.gettempdir()) / f"neiqin-report-{edition}-{contracts}"
    if not (folder / "台账.sqlite").exists():
        folder.mkdir(parents=True, exist_ok=True)
        claims = str(int(contracts * CLAIMS_SHARE))
        subprocess.run([sys.executable, "-c", MAKE, str(folder), str(contracts), claims], check=True, cwd=ROOT)
    return folder / "台账.sqlite"


def sizes(ledger: Path) -> str:
    """How many rows the main tables hold."""
    tables = {
        "policies": "policy lines", "premium_receipts": "receipts", "claims": "claims", "applications": "applications",
        "call_backs": "call-backs", "complaints": "complaints", "inquiries": "inquiries",
    }  # fmt: skip
    with sqlite3.connect(ledger) as connection:
        counts = [(*connection.execute(f"SELECT COUNT(*) FROM {name}").fetchone(), tables[name]) for name in tables]
    return ", ".join(f"{count:,} {words}" for count, words in counts)


def main() -> None:
    """Times both in turn, prints the ratio and the peak memory."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--contracts", type=int, default=CONTRACTS)
    arguments.add_argument("--runs", type=int, default=3)
    asked = arguments.parse_args()
    ledger = office(asked.contracts)
    print(sizes(ledger))
    with tempfile.TemporaryDirectory() as folder:
        programs = {
            "nothing read": [IMPORTED[0]], "nothing reported": [IMPORTED[1]],
            "read": [READ, str(ledger)], "report": [REPORT, str(ledger), str(Path(folder, "月报.xlsx"))],
        }  # fmt: skip
        cost = medians(
            {name: partial(fresh_process, ["-c", *program]) for name, program in programs.items()}, asked.runs
        )
    reading = cost["read"].cpu - cost["nothing read"].cpu
    reporting = cost["report"].cpu - cost["nothing reported"].cpu
    print(f"the report takes {reporting / reading:.1f} times reading its tables, by the processor")
    print(f"peak memory {cost['report'].peak:.0f} MB, of reading {cost['read'].peak:.0f} MB")


if __name__ == "__main__":
    main()
