"""风险提示: the restricted workbook of red flags, for those who may see it, on a reason that is logged."""

from __future__ import annotations

import sqlite3
from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from core.access.asking import ask_right
from core.law import Law
from core.ledger.current import change_known_on, load_tables
from core.measures.month_data import month_end
from core.records.reference import CompanyParameter
from core.reports.flags_book import write_flags
from core.reports.month_report import knowledge
from macros.files import refuse_not_a_workbook
from macros.outcome import Outcome, UsageError
from macros.session import overrides_of


@dataclass(frozen=True)
class Asked:
    """The day of the look: ``on``, or the last day of ``month`` as that month is known; ``known_on`` as in report."""

    on: date | None = None
    month: str = ""
    known_on: date | None = None


def flags(ledger: sqlite3.Connection, asked: Asked, why: str, target: Path) -> Outcome:
    """Write the workbook; on the screen and in JSON stand numbers only. NotAllowedError, logged, without the right."""
    refuse_not_a_workbook(target)
    if (asked.on is None) == (not asked.month):
        raise UsageError("请写 --month 月份 或 --on 日期，二者写一个")
    on, until = _when(ledger, asked)
    access = ask_right(ledger, "restricted", "flags", [target], why)
    law, _ = Law.default().with_overrides(
        overrides_of(load_tables(ledger, (CompanyParameter,), until_change=until)),
    )
    look = write_flags(ledger, target, on, law, until_change=until, access=access)
    counts = Counter(hit.code for hit in look.hits)
    outcome = Outcome([f"风险提示：{target}（截止 {on:%Y-%m-%d}，受限资料，勿转销售人员和客户）"], files=[target])
    outcome.say(
        f"　线索 {len(look.hits)} 条：{'　'.join(f'{code} {n}' for code, n in sorted(counts.items())) or '没有'}",
        *(f"　{part} 另有 {count} 件只有这一项，没有单列" for part, count in look.alone.items()),
        f"　未执行 {len(look.not_run)} 项，原因见“未执行”页",
        "　线索由人判断，结果登记在《红旗处理》后同步；不得据此拒赔或拖延时限",
        f"　{access}",
    )
    outcome.data = {
        "on": on.isoformat(), "hits": dict(sorted(counts.items())), "alone": dict(look.alone),
        "not_run": len(look.not_run), "access": access,
    }  # fmt: skip
    return outcome


def _when(ledger: sqlite3.Connection, asked: Asked) -> tuple[date, int | None]:
    """The day of the look, and the ledger's last change that it knows (None: all)."""
    if asked.month:
        try:
            return month_end(asked.month), knowledge(ledger, asked.month, asked.known_on).last_change
        except ValueError as error:
            raise UsageError(str(error)) from error
    assert asked.on is not None
    return asked.on, change_known_on(ledger, asked.known_on) if asked.known_on else None
