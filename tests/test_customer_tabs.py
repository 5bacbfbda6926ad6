"""The tabs 投诉 and 客服: figures by hand, limits with their basis, no name and no word of a customer."""

from __future__ import annotations

import pytest

from core.records.delivery import CallBack
from core.records.policy import Policy
from core.records.product import Product
from core.records.service import Complaint, Inquiry, Satisfaction
from tests.month_ledger import Sheets
from tests.service_report import row_of, tab, under

SHEETS: Sheets = {
    Product: "| 险种代码 | 版本 | 犹豫期天数 | 犹豫期起算 |\n| WL | 1 | 15 | 签收次日 |",
    Policy: (
        "| 保单号 | 险种代码 | 产品名称 | 渠道 | 机构 | 业务员工号 | 保险期间 | 交费方式"
        " | 承保日 | 生效日 | 签收日 | 保单状态 |\n"
        "| P1 | WL | 传家 | 个险 | 8601 | A1 | 终身 | 年交 | 2026-10-10 | 2026-10-11 | 2026-10-15 | 有效 |\n"
        "| P2 | WL | 传家 | 银保 | 8601 | B1 | 终身 | 年交 | 2026-10-15 | 2026-10-16 | 2026-10-20 | 有效 |"
    ),
    Complaint: (
        "| 编号 | 来源 | 收到日 | 投诉人 | 联系方式 | 身份核实 | 保单号 | 险种 | 渠道 | 机构 | 业务员工号 | 类别 | 原因"
        " | 投诉内容 | 承办人 | 情况复杂 | 延期审批 | 延期审批人 | 延期告知 | 决定日 | 告知日 | 责任认定 | 整改措施 |\n"
        "| TS1 | 公司 | 2026-10-12 | 张三丰 | 13800138000 | 是 | P1 | 普通寿险 | 个险 | 8601 | A1 | 销售纠纷 | 收益夸大"
        " | 说我的病 | N1 | | | | | | | | |\n"
        "| TS2 | 公司 | 2026-10-20 | 张三丰 | 13800138000 | 是 | P1 | 普通寿险 | 个险 | 8601 | A1 | 退保纠纷 | 金额争议"
        " | 不满 | N1 | | | | | | | | |\n"
        "| TS3 | 12378 | 2026-09-14 | 李四光 | 13900139000 | 是 | P2 | 普通寿险 | 银保 | 8601 | B1 | 理赔纠纷 | 时间长"
        " | 不满 | N1 | | | | | 2026-09-30 | 2026-10-08 | 部分有责 | 补训 |\n"
        "| TS4 | 公司 | 2026-09-14 | 王五 | 13700137000 | 是 | P2 | 普通寿险 | 银保 | 8601 | B1 | 理赔纠纷 | 时间长"
        " | 不满 | N1 | 是 | 2026-10-14 | N9 | 2026-10-14 | | | | |"
    ),
    CallBack: (
        "| 保单号 | 回访结果 | 成功日 | 各次拨打日时 | 各次拨打结果 | 问⑤退保损失 | 客户意见 |\n"
        "| P1 | 成功-问题件 | 2026-10-18 | 2026-10-17 10:05；2026-10-18 10:05 | 关机；接通 | 否 | 退保损失没讲清 |"
    ),
    Inquiry: (
        "| 咨询编号 | 咨询日 | 咨询渠道 | 保单号 | 咨询类别 | 咨询内容 | 答复人 | 答复日 |\n"
        "| ZX1 | 2026-10-14 | 电话 | P1 | 保全 | 问地址 | N1 | 2026-10-14 |\n"
        "| ZX2 | 2026-10-20 | 电话 | P2 | 保全 | 问地址 | N1 | 2026-10-22 |\n"
        "| ZX3 | 2026-10-26 | 柜面 | P2 | 退保 | 问金额 | N1 | |"
    ),
    Satisfaction: (
        "| 评价编号 | 评价日 | 服务环节 | 渠道 | 机构代码 | 满意度评分 | 推荐意愿 | 客户意见 |\n"
        "| PJ1 | 2026-10-05 | 理赔 | 个险 | 8601 | 5 | 10 | 非常感谢 |\n"
        "| PJ2 | 2026-10-06 | 理赔 | 银保 | 8601 | 2 | 3 | 等了太久 |"
    ),
}


@pytest.fixture(scope="module")
def complaints(tmp_path_factory: pytest.TempPathFactory) -> list[list[str]]:
    return tab(tmp_path_factory.mktemp("投诉"), SHEETS, "投诉")


@pytest.fixture(scope="module")
def customers(tmp_path_factory: pytest.TempPathFactory) -> list[list[str]]:
    return tab(tmp_path_factory.mktemp("客服"), SHEETS, "客服")


def test_the_glance_counts_what_came_what_ended_and_what_is_late(complaints: list[list[str]]) -> None:
    heads, counts = under(complaints, "概况")[:2]
    assert dict(zip(heads, counts, strict=True)) == {
        "本月收到": "2", "本月办结": "1", "其中超期办结": "1", "期末未办结": "3", "已逾期": "1", "3天内到期": "0",
        "核查中": "0", "重大投诉": "0", "本月重复": "1",
    }  # fmt: skip


def test_an_overdue_complaint_says_by_how_much_and_on_what_ground(complaints: list[list[str]]) -> None:
    line = row_of(under(complaints, "未办结和核查中"), "TS1")
    assert line[8:10] == ["2026-10-27", "逾期4天"]
    assert "CP-1.1" in line[10]
    assert "第十八条" in line[10]


def test_ageing_has_a_row_for_every_limit(complaints: list[list[str]]) -> None:
    ages = under(complaints, "未办结账龄")
    assert ages[0] == ["适用时限", "0—15天", "16—30天", "31—60天", "60天以上", "合计", "已逾期"]
    assert row_of(ages, "CP-1.1") == ["CP-1.1", "1", "1", "0", "0", "2", "1"]
    assert row_of(ages, "CP-1.3") == ["CP-1.3", "0", "0", "1", "0", "1", "0"]


def test_an_extension_names_who_approved_it_and_whether_it_counts(complaints: list[list[str]]) -> None:
    line = row_of(under(complaints, "延期审批"), "TS4")
    assert line[3:10] == ["2026-10-14", "N9", "有效", "2026-10-14", "2026-10-14", "2026-11-13", "CP-1.3"]


def test_the_composition_counts_month_share_year_and_fault(complaints: list[list[str]]) -> None:
    parts = under(complaints, "构成")
    assert row_of(parts, "销售纠纷") == ["销售纠纷", "1", "0.5", "0", "1", "1", "1", "1", "0"]
    assert row_of(parts, "理赔纠纷") == ["理赔纠纷", "0", "0", "2", "-2", "2", "1", "0", "1"]
    assert row_of(parts, "传家")[1] == "2", "the product comes from the policy"


def test_a_second_complaint_of_the_same_person_is_listed_as_repeated(complaints: list[list[str]]) -> None:
    assert row_of(under(complaints, "重复投诉"), "TS2")[-1] == "1"


def test_no_name_phone_or_word_of_a_customer_stands_on_the_tabs(
    complaints: list[list[str]], customers: list[list[str]]
) -> None:
    text = "\n".join(cell for line in complaints + customers for cell in line)
    for personal in ("张三丰", "李四光", "13800138000", "说我的病", "等了太久", "非常感谢"):
        assert personal not in text
    assert "张**" in text


def test_the_eighth_question_and_the_others_have_a_row_each(customers: list[list[str]]) -> None:
    lines = under(customers, "回访八问")
    assert row_of(lines, "⑤不知悉退保损失") == ["⑤不知悉退保损失", "0", "1", "1", "0", "1", "0"]
    assert row_of(lines, "⑧双录不是真实意思")[3] == "—"


def test_every_attempt_of_the_month_is_counted_by_outcome(customers: list[list[str]]) -> None:
    assert row_of(under(customers, "拨打结果"), "接通") == ["接通", "1", "0.5"]


def test_the_call_list_of_tomorrow_has_the_days_that_are_left(customers: list[list[str]]) -> None:
    line = row_of(under(customers, "次日拨打清单"), "P2")
    assert line[4:9] == ["2026-10-20", "2026-11-04", "4", "0", "未拨打"]


def test_questions_are_timed_by_topic(customers: list[list[str]]) -> None:
    assert row_of(under(customers, "咨询"), "保全") == ["保全", "2", "2", "1", "2", "0.5", "0.5", "0", "0"]
    assert row_of(under(customers, "未答复"), "ZX3")[-3:] == ["2026-10-29", "5", "已逾期"]


def test_scores_stand_with_their_n_and_range(customers: list[list[str]]) -> None:
    line = row_of(under(customers, "满意度与 NPS"), "合计")
    assert line[1:6] == ["2", "3.5", "0.5", "2", "0"]
    assert float(line[6]) == -float(line[7]) < 0
    assert line[8] == "件数少"


def test_negative_opinions_stand_with_theme_and_department(customers: list[list[str]]) -> None:
    listed = under(customers, "须回应的意见")
    assert row_of(listed, "PJ2")[2:] == ["满意度评价", "理赔", "银保", "办理时效", "运营"]
    assert row_of(listed, "P1")[2:] == ["回访", "回访", "—", "条款解释", "销售"]
    assert row_of(under(customers, "意见主题"), "表扬") == ["表扬", "1", "1", "0", "1", "0"]
