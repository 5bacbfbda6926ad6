"""公司制度 as a basis: cited by number and article, in force on the day, never taken for law."""

from __future__ import annotations

from datetime import date

import pytest

from core.findings import Status
from core.law.internal_rules import InternalRules
from core.records.reference import InternalRule
from tests.tables import table

RULES = InternalRules.of(
    table(
        InternalRule,
        """
        | 制度编号 | 制度名称 | 制度条款 | 生效日 | 失效日 | 条款摘要 |
        | GZ-1 | 整改办法 | 第三条 | 2025-01-01 | 2025-12-31 | 旧 |
        | GZ-1 | 整改办法 | 第三条 | 2026-01-01 | | 新 |
        | GZ-1 | 整改办法 | 第五条 | 2026-01-01 | | 复核 |
        | GZ-10 | 培训办法 | | 2026-03-01 | | 全文 |""",
    )
)
TODAY = date(2026, 10, 31)


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("GZ-1第三条", "公司制度《整改办法》（GZ-1）第三条（2026-01-01起）"),
        ("按 gz-1 第五条 办理", "公司制度《整改办法》（GZ-1）第五条（2026-01-01起）"),
        ("GZ-1", "公司制度《整改办法》（GZ-1）（2026-01-01起）"),
        ("GZ-10第二条", "公司制度《培训办法》（GZ-10）（2026-03-01起）"),
    ],
)
def test_a_number_and_an_article_become_a_basis_of_the_company(text: str, cited: str) -> None:
    basis = RULES.cite(text, TODAY)
    assert (str(basis), basis.status if basis else None) == (cited, Status.COMPANY)


def test_the_version_of_the_day_is_cited_and_none_before_the_first() -> None:
    old = RULES.cite("GZ-1第三条", date(2025, 12, 31))
    assert old is not None and old.effective == date(2025, 1, 1)
    assert RULES.cite("GZ-10", date(2026, 2, 28)) is None


def test_free_words_and_unknown_numbers_cite_nothing() -> None:
    assert RULES.cite("客户意见转办", TODAY) is None
    assert RULES.named_in("GZ-2第一条") == ""


def test_the_rules_of_a_day_leave_out_what_has_ended() -> None:
    assert [(one.number, one.article) for one in RULES.in_force(TODAY)] == [
        ("GZ-1", "第三条"),
        ("GZ-1", "第五条"),
        ("GZ-10", ""),
    ]
