"""核保 formulas say what the rules of 校验 say."""

from __future__ import annotations

import numpy as np

from core.law import Law
from core.values.mortality import mortality
from udfs.registry import formulas

F = formulas()
TABLE = "CL(2010-2013) 非养老类业务一表 男"


def test_an_extra_premium_is_marked_until_the_company_confirms_its_parameters() -> None:
    extra = F["NQ_EXTRA_PREMIUM"]
    marked = extra("50%", 100000, TABLE, 30, 20, "2026-10-08")
    assert marked == "公式；待确认：加费方法和参数为公司自有：85.42元/年"
    q = mortality(*TABLE.split()).q[30:50]
    law = Law.default()
    v = 1 / (1 + float(law.value("extra_premium_interest_rate", None).value))
    share = float(law.value("extra_premium_expense_share", None).value)
    years, alive = np.arange(20), np.concatenate([[1.0], np.cumprod(1 - q)[:-1]])
    cost = (alive * q * v ** (years + 0.5)).sum() / (alive * v**years).sum()
    assert abs(extra("50%", 100000, TABLE, 30, 20, "2026-10-08", "金额") - 50000 * cost / (1 - share)) < 0.005


def test_an_unknown_mortality_table_is_refused() -> None:
    assert F["NQ_EXTRA_PREMIUM"]("50%", 100000, "CL1", 30, 20, "2026-10-08").startswith("错误：")


def test_shares_are_checked_by_kind_and_order() -> None:
    shares = F["NQ_SHARES_CHECK"]
    assert shares([["1/3"], ["1/3"], ["1/3"]]) == [["正确"]] * 3
    assert shares([[0.5], [0.5], [1.0]], [[1], [1], [2]]) == [["正确"]] * 3
    assert shares([[0.5], [0.5]], [[1], [3]])[1] != ["正确"]
    assert shares([["120%"]]) != [["正确"]]
    assert shares([["一半"]]) == [["受益份额“一半”无法识别"]]
    assert shares([[0.5]], [[1], [1]]) == "错误：“顺序”的行数比“份额”多"


def test_disclosures_are_checked_for_gaps_and_contradictions() -> None:
    check = F["NQ_DISCLOSURE_CHECK"]
    rows = (("C8近5年检查异常", "C12疾病史"), ("否", "否"), (None, "否"))
    assert check(rows, "2026-10-08") == [["正确"], ["告知“C8近5年检查异常”没有回答"]]
    unexplained = (("C12疾病史", "告知说明"), ("是", None))
    assert check(unexplained, "2026-10-08")[0][0] != "正确"
    assert check((("姓名",), ("张三",)), "2026-10-08").startswith("错误：第一行要有“告知”表的标题")
