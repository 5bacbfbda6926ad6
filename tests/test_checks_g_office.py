"""The office's own registers: tasks closed with their proof, sellers trained before they sell, words that mislead."""

from __future__ import annotations

import pytest

from core.checks.sales_phrases import find_phrases
from core.findings import Severity
from tests.checking import cells, check, columns, run

TASK = "| 待办 | 状态 | 承办人 | 办结日 | 办结证明 | 复核人 | 提出日 | 到期日 | 办理情况 | 依据 |\n"
RULES = """
    | 公司制度 | 制度编号   | 制度条款 | 生效日     | 失效日     |
    |          | GZ-2026-03 | 第三条   | 2026-01-01 | 2026-09-30 |
"""


def task(**cells: str) -> str:
    usual = {
        "状态": "已办结", "承办人": "N20001", "办结日": "2026-10-20", "办结证明": "ZG-1", "复核人": "N20002",
        "提出日": "2026-10-10", "到期日": "2026-10-25", "办理情况": "", "依据": "客户意见",
    }  # fmt: skip
    return TASK + "| | " + " | ".join((usual | cells).values()) + " |"


def test_a_task_closed_with_its_proof_in_time_and_checked_by_another_has_no_finding() -> None:
    assert [found for code in ("G101", "G102", "G103") for found in check(code, task())] == []


def test_g101_closed_without_proof_or_day_is_refused_and_so_is_a_day_before_it_was_raised() -> None:
    assert columns(check("G101", task(办结证明=""))) == ["待办.办结证明"]
    assert columns(check("G101", task(办结日=""))) == ["待办.办结日"]
    (early,) = check("G101", task(办结日="2026-10-09"))
    assert (early.severity, early.message) == (Severity.REFUSED, "办结日早于提出日2026-10-10")
    assert check("G101", task(状态="处理中", 办结证明="", 办结日="")) == []


def test_g102_nobody_checks_his_own_work() -> None:
    (found,) = check("G102", task(复核人="N20001"))
    assert (found.severity, found.where.column) == (Severity.REFERRED, "复核人")


def test_g103_late_needs_a_reason_and_the_last_day_itself_is_in_time() -> None:
    assert check("G103", task(办结日="2026-10-25")) == []
    assert len(check("G103", task(办结日="2026-10-26"))) == 1
    assert check("G103", task(办结日="2026-10-26", 办理情况="等待总公司答复")) == []


def test_g104_a_company_rule_that_is_cited_must_be_in_force_on_the_day() -> None:
    (found,) = check("G104", task(依据="GZ-2026-03第三条"), lists=RULES)
    assert found.message == "依据“GZ-2026-03第三条”所引的公司制度在2026-10-10没有生效的条款"
    assert check("G104", task(依据="GZ-2026-03第三条", 提出日="2026-09-30"), lists=RULES) == []
    assert run("G104", task(), without=["公司制度"])[0].missing == ("公司制度",)


TRAINED = """
    | 培训登记 | 工号   | 培训类型 | 险种代码 | 培训日     | 有效期至   | 考核结果 |
    |          | {agent} | 产品     | {product} | {day} | {end} | {result} |
"""


def sold(
    agent: str = "A10001", product: str = "WL2601", day: str = "2026-10-01", end: str = "", result: str = "合格"
) -> str:
    """The example application (A10001 sells WL2601 on 2026-10-08) beside one row of 培训登记."""
    return TRAINED.format(agent=agent, product=product, day=day, end=end, result=result)


@pytest.mark.parametrize(
    ("register", "words"),
    [
        (sold(), []),
        (sold(day="2026-10-08", end="2026-10-08"), []),
        (sold(day="2026-10-09"), ["没有产品WL2601的合格培训"]),
        (sold(product="WL9999"), ["没有产品WL2601的合格培训"]),
        (sold(agent="A10002"), ["没有产品WL2601的合格培训"]),
        (sold(day="2025-10-07", end="2026-10-07"), ["培训在投保日已过有效期"]),
    ],
)
def test_g201_the_seller_was_trained_in_the_product_before_the_day_of_the_application(
    register: str, words: list[str]
) -> None:
    found = check("G201", register)
    assert [
        each.message.removeprefix("业务员A10001在投保日").removeprefix("业务员A10001的产品WL2601") for each in found
    ] == words


def test_g201_says_nothing_where_no_product_training_is_on_file_and_counts_the_ledgers_register() -> None:
    assert check("G201") == []
    assert check("G201", sold(result="不合格")) == []
    assert check("G201", sold(product="WL9999"), in_force=sold()) == []


def test_g202_a_training_names_its_subject_and_can_be_proved() -> None:
    register = """
        | 培训登记 | 培训类型 | 险种代码 | 制度文号 | 考核结果 | 证明材料 | 本人签到 |
        |          | 产品     |          |          | 合格     | PX-1     |          |
        |          | 内部规章 |          |          | 合格     |          | 是       |
        |          | 合规     |          |          | 合格     |          | 否       |
        |          | 合规     |          |          | 不合格   |          | 否       |
    """
    assert cells(check("G202", register)) == ["培训登记!E2", "培训登记!F3", "培训登记!O4"]


def test_g301_a_promise_in_an_answer_is_referred_and_the_same_words_of_a_customer_are_a_hint() -> None:
    register = """
        | 咨询登记 | 咨询人 | 咨询内容                         | 答复内容                             |
        |          | 张三   | 张三问是不是真的保本保息         | 这款产品不保本，收益不确定           |
        |          | 李四   | 问收益                           | 您放心，保本保息，电话13800138000再说 |
    """
    answer, question = check("G301", register)
    assert (answer.where.cell, answer.severity) == ("J3", Severity.REFERRED)
    assert answer.message == "有承诺或夸大收益的用语“保本保息”：您放心，保本保息，电话*****…"
    assert (question.where.cell, question.severity) == ("I2", Severity.NOTICE)
    assert "张三" not in question.message and "保本保息" in question.message


def test_g301_reads_materials_and_trainings_and_names_every_wrong_phrase_of_a_text() -> None:
    material = """
        | 宣传材料 | 材料文字                                     |
        |          | 跟存款一样安全，随时能取，最后一天，马上停售 |
        |          | 本产品不是存款，不保证收益，严禁返现         |
    """
    found = check("G301", material)
    assert [each.message.split("“")[1].split("”")[0] for each in found] == [
        "跟存款一样",
        "随时能取",
        "最后一天",
        "马上停售",
    ]
    assert {each.where.cell for each in found} == {"E2"}


def test_the_longest_of_overlapping_phrases_is_found_once() -> None:
    lists = [("收益", ("保本", "保本保息"))]
    assert [(one.words, one.start) for one in find_phrases("说是保本保息", lists, ("不",))] == [("保本保息", 2)]
    assert find_phrases("并不保本", lists, ("不",)) == []
