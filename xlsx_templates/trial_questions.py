"""What 测算.xlsx asks of the NQ_ formulas, and the answers of Python for the same cells."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from core.values.accounts import TAKEN_OFF
from udfs.contract_cells import DEBTS
from udfs.registry import formulas
from xlsx_templates.trial_fields import SECTIONS, SHOWN_ON, contract_rows, table_rows

FIRST_ROW = 5
"""The Excel row of the first answer in 测算."""
NONE = "—"
DAY, COUNT, MONEY = "yyyy-mm-dd", "0", "#,##0.00"
_CALL = re.compile(r"(NQ_\w+)\((.*)\)")


@dataclass(frozen=True, slots=True)
class Moment:
    """A day or a count. ``hint``: native words beside it; ``shown``: those of the invented policy; ``basis``: text or
    a formula that cites."""

    title: str
    formula: str
    number_format: str
    basis: str
    hint: str = ""
    shown: str = ""


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure of the values engine. ``call``: the formula up to its argument 返回; ``rest``: what follows that one."""

    title: str
    call: str
    rest: str = ""

    def asking(self, wanted: str) -> str:
        """The formula that asks for 金额, 标签, 依据, 提示 or 步骤."""
        return f'{self.call},"{wanted}"{self.rest})'


MOMENTS = (
    Moment("保单年度", "NQ_POLICY_YEAR(生效日,计算日期)", COUNT, "合同生效日；到对应日进入下一年度"),
    Moment("下一对应日", "NQ_ANNIVERSARY(生效日,$B$5)", DAY, "合同生效日；当月没有这一天的，取当月最后一天"),
    Moment(
        "犹豫期最后一天",
        "NQ_COOLING_OFF_END(回执日,犹豫期天数,犹豫期起算)",
        DAY,
        'NQ_BASIS("NQ_COOLING_OFF_END",回执日)',
        'IF(ISNUMBER($B$7),IF(计算日期<=$B$7,"在犹豫期内","犹豫期已过"),"填写回执日和犹豫期条款后计算")',
        "犹豫期已过",
    ),
    Moment(
        "宽限期最后一天",
        "NQ_GRACE_END(交费对应日,宽限期天数,宽限期起算)",
        DAY,
        'NQ_BASIS("NQ_GRACE_END",交费对应日)',
        'IF(ISNUMBER($B$8),IF(计算日期>$B$8,"宽限期已过",IF(计算日期>=交费对应日,"在宽限期内","未到应交日")),'
        '"没有待交保费的不计算")',
        "未到应交日",
    ),
    Moment("生效日周岁", "NQ_AGE(被保险人出生日期,生效日)", COUNT, "出生日期；价值表按性别和投保年龄查，粘贴前请核对"),
)
AMOUNTS = (
    Amount("退保金", "NQ_SURRENDER_VALUE(合同,价值表,计算日期"),
    Amount("满期金", "NQ_MATURITY_VALUE(合同,计算日期", ",价值表"),
    Amount("保单贷款限额", "NQ_LOAN_LIMIT(合同,价值表,计算日期,债务本息"),
    Amount("减额交清保额", "NQ_PAID_UP(合同,价值表,计算日期,债务本息"),
    Amount("复效应交金额", "NQ_REINSTATEMENT(合同,计算日期,债务本息"),
    Amount("未满期净保费", "NQ_UNEARNED_REFUND(合同,计算日期"),
)


def cells_of(typed: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Defined name → what its cell or range holds, with ``typed`` by name over the invented policy."""
    given = {"计算日期": SHOWN_ON, **(typed or {})}
    cells = {field.name: given.get(field.name, field.value) for _, fields in SECTIONS for field in fields}
    cells[DEBTS] = sum(cells[name] or 0 for name in TAKEN_OFF.values())
    cells |= {"计算日期": given["计算日期"], "价值表": table_rows()}
    cells["合同"] = contract_rows(cells)
    cells["$B$5"] = answer(MOMENTS[0].formula, cells)
    return cells


def answer(formula: str, cells: Mapping[str, Any]) -> Any:
    """What Python says to a formula of this workbook; its arguments are names, quoted words or cells."""
    call = _CALL.fullmatch(formula)
    assert call is not None, formula
    arguments = [part[1:-1] if part.startswith('"') else cells[part] for part in call[2].split(",")]
    return formulas()[call[1]](*arguments)


def amount(asked: Amount, cells: Mapping[str, Any]) -> Any:
    """The number, or a dash where there is none."""
    found = answer(asked.asking("金额"), cells)
    return NONE if isinstance(found, str) else found


def label(asked: Amount, cells: Mapping[str, Any]) -> str:
    """合同, 公式, 估算 …; nothing beside a dash."""
    return "" if amount(asked, cells) == NONE else str(answer(asked.asking("标签"), cells))
