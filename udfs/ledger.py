"""台账: a field of a policy, a measure of a month. The database is an argument, else the variable NEIQIN_DB."""

from __future__ import annotations

import os
import re
import sqlite3
from contextlib import closing
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from udfs.cells import Refused, from_serial
from udfs.declared import Argument
from udfs.registry import example, formula

CATEGORY = "台账"
VARIABLE = "NEIQIN_DB"
NO_LEDGER = f"错误：没有台账数据库：请填写最后一个参数，或设置环境变量{VARIABLE}"
DATABASE = Argument("数据库", f"台账数据库文件的路径；不填取环境变量{VARIABLE}", required=False, default="")
TARGET_ANSWERS = ("目标", "差额", "达成率", "建议目标", "预计年末", "推算方法")
KNOWN_ON = Argument("截至日", "按这一天当时的台账；不填为现在", "day", required=False)


@formula(
    "NQ_POLICY",
    "保单栏目：从台账取一张保单的一个栏目，个人信息脱敏；一张保单有几个险种的填险种代码",
    Argument("保单号", "保单号", "code"),
    Argument("栏目", "保单台账的标题，例如 保额、保单状态、下次应交日"),
    Argument("险种代码", "不填取主险", "code", required=False, default=""),
    DATABASE,
    KNOWN_ON,
    category=CATEGORY,
    returns="栏目的内容",
    examples=[example(NO_LEDGER, "860101202600000011", "保单状态")],
)
def policy(policy_no: str, heading: str, product_code: str, database: str, known_on: date | None) -> Any:
    """One field of a policy, personal data masked."""
    from core.ledger.current import change_known_on, load_table
    from core.privacy import masked
    from core.records.policy import Policy
    from core.table import scalar

    column = _column(heading)
    with closing(_opened(database)) as ledger:
        until = None if known_on is None else change_known_on(ledger, known_on)
        table = load_table(ledger, Policy, until_change=until, where="v.policy_no = ?", values=[policy_no])
    rows = [row for row in range(len(table)) if product_code in ("", table["product_code"][row])]
    if not rows:
        raise Refused("台账中没有这张保单" if not len(table) else "这张保单没有这个险种")
    main = [row for row in rows if table["main_or_rider"][row] == "主险"] if len(rows) > 1 else rows
    if len(main) != 1:
        raise Refused(f"这张保单有{len(rows)}个险种，请填写险种代码")
    value = scalar(table[column.name][main[0]])
    return masked(column.kind.personal, value) if isinstance(value, str) else value


@formula(
    "NQ_KPI",
    "经营指标：从台账算一个月的一个指标，口径与月报相同；“口径”显示定义和依据",
    Argument("指标", "指标名称，例如 新单保费、13个月继续率(保费)"),
    Argument("月份", "年-月，例如 2026-10"),
    Argument("机构代码", "不填为全部机构", "code", required=False, default=""),
    Argument("渠道", "不填为全部渠道", required=False, default=""),
    Argument("返回", "不填返回数值", required=False, default="数值", choices=("数值", "口径")),
    DATABASE,
    KNOWN_ON,
    category=CATEGORY,
    returns="数值；未到观察期或分母为0时为空白",
    examples=[
        example("新单保费 = 本月承保保单的首期保费 − 其中犹豫期退保；承保日在本月的全部险种行，按首期保费计；"
                "截至统计日已犹豫期退保的扣除。（公司指标手册，二手资料）", "新单保费", "2026-10", None, None, "口径"),
        example(NO_LEDGER, "新单保费", "2026-10"),
    ],
)  # fmt: skip
def kpi(name: str, month: str, branch: str, channel: str, wanted: str, database: str, known_on: date | None) -> Any:
    """A measure of a month for a scope, or its definition."""
    from core.measures.definitions import definitions
    from core.measures.facts import Scope
    from core.measures.registry import measures

    if name not in definitions():
        raise Refused(f"没有指标“{name}”，可查：{'、'.join(definitions())}")
    if wanted == "口径":
        known = definitions()[name]
        return f"{name} = {known.formula}；{known.definition}（{known.basis}，{known.stamp}）"
    data = _month(_path(database), _month_text(month), known_on)
    return measures()[name](data, Scope(branch, channel)).value


@formula(
    "NQ_TARGET",
    "目标：一个月的一个指标的目标、差额、达成率、建议目标（由历史推算）或预计年末",
    Argument("指标", "指标名称，例如 新单保费"),
    Argument("月份", "年-月，例如 2026-10"),
    Argument("机构代码", "不填为全部机构", "code", required=False, default=""),
    Argument("渠道", "不填为全部渠道", required=False, default=""),
    Argument("返回", "不填返回目标", required=False, default="目标", choices=TARGET_ANSWERS),
    DATABASE,
    KNOWN_ON,
    category=CATEGORY,
    returns="数值；没有目标、历史不足或比率没有全年数时为空白；“推算方法”为文字",
    examples=[example(NO_LEDGER, "新单保费", "2026-10")],
)
def target(name: str, month: str, branch: str, channel: str, wanted: str, database: str, known_on: date | None) -> Any:
    """The target of a measure, what is missing, or what history proposes."""
    from core.measures.facts import Scope
    from core.measures.goals import goal
    from core.measures.proposals import proposed_for
    from core.measures.registry import measures

    if name not in measures():
        raise Refused(f"没有指标“{name}”，可查：{'、'.join(measures())}")
    data, scope = _month(_path(database), _month_text(month), known_on), Scope(branch, channel)
    if wanted == "建议目标":
        return proposed_for(data, measures()[name], scope)
    found = goal(data, measures()[name], scope)
    answers = (found.target, found.gap, found.achieved, None, found.year_end.value, found.year_end.words)
    return dict(zip(TARGET_ANSWERS, answers, strict=True))[wanted]


def _month(path: Path, month: str, known_on: date | None) -> Any:
    from core.ledger.changes import last_change
    from core.ledger.current import change_known_on

    with closing(_opened(str(path))) as ledger:
        until = last_change(ledger) if known_on is None else change_known_on(ledger, known_on)
        return _loaded(str(path), month, until)


@lru_cache(maxsize=4)
def _loaded(path: str, month: str, until: int) -> Any:
    """A month as of a change of the ledger; a sheet asks for many measures of the same month."""
    from core.measures.month_data import MonthData

    with closing(_opened(path)) as ledger:
        return MonthData.load(ledger, month, until)


def _month_text(typed: str) -> str:
    """2026-10 from 2026-10, 2026年10月, a day of the month, or the number that a host has for such a day."""
    if re.fullmatch(r"\d{5}", typed):
        typed = str(from_serial(float(typed)))
    found = re.match(r"(\d{4})[-/.年](\d{1,2})", typed)
    if found is None:
        raise Refused("月份请写成 2026-10")
    return f"{found[1]}-{int(found[2]):02d}"


def _column(heading: str) -> Any:
    from core.normalise.cleaning import key_of
    from core.records.policy import Policy

    wanted = key_of(heading)
    for column in Policy.columns():
        if wanted in map(key_of, (column.heading, *column.aliases)):
            return column
    raise Refused(f"保单台账没有栏目“{heading}”")


def _path(database: str) -> Path:
    given = database or os.environ.get(VARIABLE, "")
    if not given:
        raise Refused(NO_LEDGER.removeprefix("错误："))
    path = Path(given)
    if not path.is_file():
        raise Refused(f"找不到台账数据库：{path.name}")
    return path


def _opened(database: str) -> sqlite3.Connection:
    """The ledger, read only: a formula never changes it."""
    return sqlite3.connect(f"{_path(database).resolve().as_uri()}?mode=ro", uri=True)
