"""方案匹配: which products fit a talk of 需求分析, which do not, and by which rule."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from core.law.lookup import Law
from core.matching.match import CaseMatch, ProductMatch, match_needs
from core.matching.pair import Weight
from core.records.needs import NeedsAnalysis
from core.records.product import Product
from core.records.reference import Staff
from core.reports.matching_book import write_matching
from core.table import Tables
from tests.tables import table

ON = date(2026, 10, 31)
PRODUCTS = """
| 险种代码 | 版本 | 险种名称 | 险种类别 | 设计类型 | 主附险 | 含身故责任 | 开售日 | 停售日 | 最低投保年龄 | 最高投保年龄 | 可选保险期间 | 可选交费期 | 可保职业类别 | 费用补偿型 | 可能损失本金 | 产品风险等级 | 高风险产品 | 销售资质等级要求 |
| CI | 1 | 重疾 | 疾病保险 | 普通型 | 主险 | 是 | 2023-01-01 | 2026-10-05 | 18 | 55 | 终身 | 20年 | 1、2 | 否 | 否 | 1 | 否 | 1 |
| CI | 2 | 重疾 | 疾病保险 | 普通型 | 主险 | 是 | 2026-10-06 | | 0 | 60 | 终身、30年 | 10年、20年 | 1、2 | 否 | 否 | 1 | 否 | 1 |
| LI | 1 | 投连 | 终身寿险 | 投资连结型 | 主险 | 是 | 2023-01-01 | | 18 | 70 | 终身 | 趸交、10年 | | 否 | 是 | 3 | 是 | 2 |
| ME | 1 | 医疗 | 医疗保险 | 普通型 | 主险 | 否 | 2023-01-01 | | 0 | 60 | 1年 | 1年 | | 是 | 否 | 1 | 否 | |
| MR | 1 | 附加医疗 | 医疗保险 | 普通型 | 附加险 | 否 | 2023-01-01 | | 0 | 60 | 1年 | 1年 | | 是 | 否 | 1 | 否 | |
"""  # noqa: E501
TALK = {
    "分析编号": "X1", "分析日": "2026-10-06", "业务员工号": "A1", "客户姓名": "欧阳小明", "与被保障人关系": "本人",
    "被保障人出生日期": "1986-10-06", "职业类别": "1", "社保或公费医疗": "是", "家庭年收入": "200000",
    "家庭年支出": "120000", "已有商业医疗险": "否", "保障需求": "重大疾病", "期望保险期间": "终身",
    "期望交费期": "10年", "保费预算": "20000", "风险偏好": "稳健型", "客户风险承受等级": "3",
}  # fmt: skip
STAFF = "| 工号 | 姓名 | 人员类别 | 销售资质等级 |\n| A1 | 王小五 | 销售人员 | 1 |"


def talk(**changed: str) -> CaseMatch:
    cells = TALK | changed
    needs = table(NeedsAnalysis, f"| {' | '.join(cells)} |\n| {' | '.join(cells.values())} |")
    references = Tables([table(Product, PRODUCTS), table(Staff, STAFF)])
    return match_needs(needs, references, Law.default(), ON)[0]


def product(code: str, **changed: str) -> ProductMatch:
    return next(line for line in talk(**changed).products if line.code == code)


def texts(line: ProductMatch, weight: Weight = Weight.AGAINST) -> list[str]:
    return [reason.text for reason in line.reasons if reason.weight is weight]


def test_a_product_that_meets_the_need_and_every_condition_fits() -> None:
    one = talk()
    # the other main products on sale that day meet no need of this talk; the rider can't be bought alone
    assert [(line.code, line.version, line.outcome, line.meets) for line in one.products] == [
        ("CI", "2", "符合条件", ("重疾",))
    ]
    assert (one.others, one.unmet) == (2, ())


def test_the_version_on_sale_on_the_day_of_the_talk_is_the_one_that_counts() -> None:
    assert product("CI", 分析日="2026-10-05").version == "1"
    assert product("CI", 分析日="2026-10-06").version == "2"


@pytest.mark.parametrize(("born", "outcome"), [("1966-10-06", "符合条件"), ("1965-10-06", "不符合")])
def test_the_highest_entry_age_is_included(born: str, outcome: str) -> None:
    line = product("CI", 被保障人出生日期=born)
    assert line.outcome == outcome
    assert [reason.rule for reason in line.reasons] == ([] if outcome == "符合条件" else ["A107"])


def test_an_occupation_class_outside_the_product_is_no_fit_and_a_blank_one_is_asked_for() -> None:
    assert texts(product("CI", 职业类别="5")) == ["职业类别5不在可保范围（1、2）"]
    blank = product("CI", 职业类别="")
    assert (blank.outcome, texts(blank, Weight.UNKNOWN)) == ("待补充", ["职业类别未填，可保范围为1、2"])


def test_a_term_that_cannot_be_chosen_is_a_mismatch_by_the_order_in_force_on_the_day() -> None:
    later = product("CI", 期望保险期间="20年")
    assert texts(later) == ["期望保险期间20年，可选终身、30年"]
    assert [str(basis.article) for basis in later.reasons[0].basis] == ["第三十八条", "第二十八条第二款"]
    before = product("CI", 期望保险期间="20年", 分析日="2026-01-31")
    assert before.reasons[0].rule == "A709"


def test_a_budget_of_exactly_the_income_is_not_yet_above_it() -> None:
    assert product("CI", 保费预算="200000").outcome == "符合条件"
    assert texts(product("CI", 保费预算="200001")) == ["年保费预算占家庭年收入100%，超过100%"]


def test_indemnity_cover_is_not_bought_twice() -> None:
    wish = {"保障需求": "医疗", "期望保险期间": "", "期望交费期": ""}
    assert product("ME", **wish).outcome == "符合条件"
    held = product("ME", 已有商业医疗险="是", **wish)
    assert (held.outcome, held.reasons[0].rule) == ("不符合", "A709")
    assert texts(product("ME", 社保或公费医疗="", **wish), Weight.UNKNOWN) == ["未问明有无社保或公费医疗"]


def test_where_principal_can_be_lost_the_customer_s_level_must_not_be_lower() -> None:
    wish = {"保障需求": "储蓄", "业务员工号": "A9"}
    fits = product("LI", **wish)
    assert (fits.outcome, "须有有效期内的风险测评" in texts(fits, Weight.DUTY)) == ("符合条件", True)
    assert texts(product("LI", 客户风险承受等级="2", **wish)) == ["客户风险承受等级2低于产品等级3"]
    assert product("LI", 客户风险承受等级="", **wish).outcome == "待补充"


def test_the_four_lines_of_the_declaration_are_told_as_amounts_of_the_household() -> None:
    # 20 % and 4 times of 200,000; 150 % of 20,000; 10 years of payment from 65 on reach 75, from 64 on 74 do not
    duties = texts(product("LI", 保障需求="储蓄", 业务员工号="A9", 被保障人出生日期="1961-10-06"), Weight.DUTY)
    assert "年交超过40,000元、趸交超过800,000元或保费达到30,000元，须先签投保声明" in duties
    assert "交费10年、客户65周岁，两者之和达到75，须先签投保声明" in duties
    assert "客户65周岁，高风险产品须有特别保护的证据" in duties
    younger = texts(product("LI", 保障需求="储蓄", 业务员工号="A9", 被保障人出生日期="1961-10-07"), Weight.DUTY)
    assert not any("周岁" in text for text in younger)


@pytest.mark.parametrize(("born", "cap"), [("2016-10-07", "200,000"), ("2016-10-06", "500,000")])
def test_a_minor_s_death_cover_is_capped_by_age(born: str, cap: str) -> None:
    line = product("CI", 被保障人出生日期=born, 与被保障人关系="儿子", 已有身故保额="50000")
    assert texts(line, Weight.DUTY) == [f"未成年人各公司身故给付合计不超过{cap}元（已填50,000元）"]


def test_the_seller_s_grade_must_cover_the_product() -> None:
    assert texts(product("LI", 保障需求="储蓄")) == ["业务员销售资质1级，产品要求2级"]


def test_what_was_not_asked_and_needs_without_a_product_are_told() -> None:
    one = talk(保障需求="重疾、养老、环游世界", 风险偏好="")
    assert (one.unmet, one.case.unknown, one.case.missing) == (("养老",), ("环游世界",), ("风险偏好",))


def test_the_book_masks_names_and_calls_nothing_the_best(tmp_path: Path) -> None:
    matches = [talk(), talk(保障需求="储蓄", 家庭年支出="190000")]
    written = write_matching(matches, tmp_path / "a.xlsx", ON).read_bytes()
    cells = [str(cell.value) for row in load_workbook(tmp_path / "a.xlsx")["方案匹配"].iter_rows() for cell in row]
    text = "\n".join(cells)
    assert "欧阳小明" not in text
    assert "欧" in text
    assert not any(word in text for word in ("最佳", "最好", "首选", "保证收益"))
    assert "年保费预算超过年结余" in text
    assert write_matching(matches, tmp_path / "b.xlsx", ON).read_bytes() == written
