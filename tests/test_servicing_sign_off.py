"""The second account that signs off where money moves, and what the person who confirms reads first."""

from __future__ import annotations

import sqlite3

import pytest

from tests.servicing import confirm, markdown, policy, prepare, set_up
from tests.test_servicing_money import INSURED, LISTS, asked


def test_the_preview_shows_label_steps_and_control_totals(ledger: sqlite3.Connection) -> None:
    text = "\n".join(asked(ledger, {"借款": "500"}, 保全项目="退保").plan.says)
    assert "退保（受理号BQ1）：1 张保单 1 个险种，合计付 2,000.00 元" in text
    assert "保单状态 有效 → 终止" in text
    assert "退保金 合同" in text
    assert "应扣款项 500.00元" in text
    assert "收付合计：1 件，合计付 2,000.00 元" in text
    assert "测算书 1 份" in text


@pytest.mark.parametrize(
    ("prepared", "signed", "account", "codes"),
    [
        ("lisi", "zhaoliu", "wangwu", []),
        ("lisi", "zhaoliu", "zhaoliu", []),
        ("lisi", "zhaoliu", "lisi", ["S11"]),
        ("lisi", "lisi", "wangwu", ["S11"]),
        ("LISI", "lisi", "wangwu", ["S11"]),
        ("", "zhaoliu", "wangwu", ["S10"]),
        ("lisi", "", "wangwu", ["S10"]),
    ],
)
def test_where_money_moves_a_second_account_signs_off(
    ledger: sqlite3.Connection, prepared: str, signed: str, account: str, codes: list[str]
) -> None:
    assert asked(ledger, {}, account, 保全项目="退保", 经办人=prepared, 复核人=signed).codes == codes


def test_where_no_money_moves_nobody_needs_to(ledger: sqlite3.Connection) -> None:
    cells = {"保全项目": "联系方式变更", "变更内容": "投保人手机", "变更后": "13800138009"}
    confirm(ledger, asked(ledger, {}, **cells, 经办人="", 复核人=""))
    assert policy(ledger, "P1", "policyholder_phone") == ("13800138009",)


@pytest.mark.parametrize(
    ("item", "column", "after"),
    [
        ("受益人变更", "受益人", "王小"),
        ("交费方式及账号变更", "账号(脱敏)", "6222021234560009"),
        ("领取账户变更", "领取账号", "6222021234560009"),
        ("投保人变更", "投保人姓名", "王小"),
    ],
)
def test_who_may_be_paid_later_is_not_changed_by_one_account_alone(
    ledger: sqlite3.Connection, item: str, column: str, after: str
) -> None:
    cells = {"保全项目": item, "变更内容": column, "变更后": after}
    assert asked(ledger, {}, **cells, 经办人="lisi", 复核人="").codes == ["S23"]
    assert asked(ledger, {}, **cells, 经办人="", 复核人="zhaoliu").codes == ["S23"]
    assert asked(ledger, {}, "lisi", **cells).codes == ["S11"]
    assert asked(ledger, {}, **cells).codes == []


def test_the_chain_of_changes_stands_first_in_the_preview(ledger: sqlite3.Connection) -> None:
    set_up(ledger, markdown(INSURED))
    rows = """
    | 受理号 | 受理日时 | 保单号 | 保全项目 | 变更内容 | 变更后 | 办结日 | 经办人 | 复核人 |
    | BQ1 | 2026-10-01 | P1 | 联系方式变更 | 投保人手机 | 13800138009 | 2026-10-01 | | |
    | BQ2 | 2026-10-05 | P1 | 交费方式及账号变更 | 账号(脱敏) | 6222021234560009 | 2026-10-05 | lisi | zhaoliu |
    """
    confirm(ledger, prepare(ledger, rows, lists=LISTS))
    surrender = rows.splitlines()[1].strip() + "\n| BQ3 | 2026-10-20 | P1 | 退保 | | | 2026-10-20 | lisi | zhaoliu |"
    says = prepare(ledger, surrender, lists=LISTS).plan.says
    assert says[1].startswith("  ！连续变更：2026-10-01 变更联系电话（受理号BQ1），2026-10-05 变更账户（受理号BQ2）")
