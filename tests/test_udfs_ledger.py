"""台账 and 依据 formulas: a field of a policy, a measure of a month, and why."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from core.ledger.changes import apply_plan
from core.ledger.plan import make_plan
from core.ledger.schema import open_ledger
from core.records.policy import Policy
from core.records.reference import Target
from core.table import Tables
from tests.tables import table
from udfs.registry import formulas

F = formulas()
CUTOFF = date(2026, 10, 31)
BOOK = """
| 保单号 | 险种代码 | 主附险 | 机构代码 | 投保人姓名 | 保额   | 首期保费 | 承保日     | 生效日     | 保单状态 |
| P1     | WL2601   | 主险   | 860101   | 张小明     | 100000 | 5000     | 2026-10-10 | 2026-10-11 | 有效     |
| P1     | RD2601   | 附加险 | 860101   | 张小明     | 20000  | 300      | 2026-10-10 | 2026-10-11 | 有效     |
| P2     | WL2601   | 主险   | 860102   | 李四       | 50000  | 700.55   | 2026-10-12 | 2026-10-13 | 有效     |
"""


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    path = tmp_path / "台账.sqlite"
    with closing(open_ledger(path)) as ledger:
        plan = make_plan(ledger, Tables([table(Policy, BOOK, cutoff=CUTOFF)]), {}, CUTOFF)
        apply_plan(ledger, plan, who="zhang", clock=lambda: datetime(2026, 11, 1, tzinfo=UTC))
    monkeypatch.setenv("NEIQIN_DB", str(path))
    yield path


def test_a_policys_field_comes_from_the_ledger_of_the_environment_or_the_argument(database: Path) -> None:
    policy = F["NQ_POLICY"]
    assert policy("P2", "保额") == 50000.0
    assert policy("P2", "生效日期", None, str(database)) == date(2026, 10, 13)
    assert policy([["P2"], ["P1"], [""], ["P9"]], "保单状态") == [
        ["有效"],
        ["有效"],
        [""],
        ["错误：台账中没有这张保单"],
    ]


def test_of_several_lines_the_main_cover_answers_unless_one_is_named(database: Path) -> None:
    assert F["NQ_POLICY"]("P1", "保额") == 100000.0
    assert F["NQ_POLICY"]("P1", "保额", "RD2601") == 20000.0
    assert F["NQ_POLICY"]("P1", "保额", "XX") == "错误：这张保单没有这个险种"


def test_personal_data_comes_masked(database: Path) -> None:
    assert F["NQ_POLICY"]("P1", "投保人姓名") == "张**"


def test_no_personal_column_of_a_policy_comes_in_full_into_a_cell(
    tmp_path: Path,
) -> None:
    """A formula cannot ask for a reason, so it shows nobody more than the mask does."""
    examples = {
        "name": "张小明", "document": "110101198805060013", "phone": "13800138000", "account": "6222021234567890128",
        "address": "浙江省杭州市西湖区龙井路77号",
    }  # fmt: skip
    personal = [column for column in Policy.columns() if column.kind.personal]
    assert {"投保人姓名", "被保险人证件号码", "受益人", "领取账号"} <= {column.heading for column in personal}
    headings = "| 保单号 | 险种代码 | " + " | ".join(column.heading for column in personal) + " |"
    row = "| P1 | WL2601 | " + " | ".join(examples[column.kind.personal] for column in personal) + " |"
    path = tmp_path / "台账.sqlite"
    with closing(open_ledger(path)) as ledger:
        apply_plan(ledger, make_plan(ledger, Tables([table(Policy, f"{headings}\n{row}")]), {}, CUTOFF))
    for column in personal:
        shown = F["NQ_POLICY"]("P1", column.heading, None, str(path))
        assert shown not in ("", examples[column.kind.personal]), column.heading
        assert "*" in shown, column.heading


def test_before_the_ledger_knew_a_policy_there_is_none(database: Path) -> None:
    assert F["NQ_POLICY"]("P2", "保额", None, None, "2026-10-31") == "错误：台账中没有这张保单"


def test_a_formula_cannot_change_the_ledger_and_names_what_is_missing(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = database.read_bytes()
    F["NQ_POLICY"]("P2", "保额")
    assert database.read_bytes() == before
    assert F["NQ_POLICY"]("P2", "颜色") == "错误：保单台账没有栏目“颜色”"
    assert F["NQ_POLICY"]("P2", "保额", None, "没有.sqlite") == "错误：找不到台账数据库：没有.sqlite"
    monkeypatch.delenv("NEIQIN_DB")
    assert F["NQ_POLICY"]("P2", "保额").startswith("错误：没有台账数据库")


def test_a_measure_is_that_of_the_month_report(database: Path) -> None:
    kpi = F["NQ_KPI"]
    assert kpi("新单保费", "2026-10") == 6000.55
    assert kpi("新单保费", date(2026, 10, 1), "860102") == 700.55
    assert kpi("新单保费", 46296.0) == 6000.55
    assert kpi("新单件数", "2026年10月") == 2.0
    assert kpi("新单保费", "2026-09") == 0.0
    assert kpi("新单保费", "十月") == "错误：月份请写成 2026-10"
    assert kpi("利润", "2026-10").startswith("错误：没有指标“利润”，可查：新单保费")
    assert "待确认" in kpi("标准保费", "2026-10", None, None, "口径")


def test_a_target_its_gap_and_what_history_proposes(database: Path) -> None:
    with closing(open_ledger(database)) as ledger:
        goals = "| 月份 | 机构代码 | 渠道 | 指标 | 目标 |\n| 2026-10 | 860101 | | 新单保费 | 8000 |"
        plan = make_plan(ledger, Tables([table(Target, goals, cutoff=CUTOFF)]), {}, CUTOFF)
        apply_plan(ledger, plan, who="zhang", clock=lambda: datetime(2026, 11, 2, tzinfo=UTC))
    ask = F["NQ_TARGET"]
    assert ask("新单保费", "2026-10") == 8000
    assert ask("新单保费", "2026-10", "860101", None, "差额") == -2700
    assert ask("新单保费", "2026-10", "860101", None, "达成率") == 0.6625
    assert ask("新单保费", "2026-10", None, None, "建议目标") == ""
    assert ask("新单保费", "2026-10", None, None, "推算方法") == "历史只有 1 个月，不推算"
    assert ask("利润", "2026-10").startswith("错误：没有指标“利润”")


def test_the_basis_of_a_formula_a_rule_a_parameter_and_a_measure() -> None:
    basis = F["NQ_BASIS"]
    assert basis("RN-2.2") == basis("nq_grace_end")
    assert "待确认" in basis("NQ_COOLING_OFF_END")
    assert basis("policy_loan_ratio").startswith("保单贷款占现金价值或账户价值的上限（含本数）：0.80")
    assert "没有生效的规定" in basis("RN-2.2", "2010-01-01")
    assert basis("新单保费").endswith("（公司指标手册，二手资料）")
    assert "参数“返回”" in basis("NQ_PAID_UP")
    assert basis("月亮") == "错误：没有名为“月亮”的函数、规则、参数或指标"
