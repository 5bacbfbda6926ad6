"""方案匹配: the 需求分析 of some workbooks beside the products on sale, as a workbook of its own."""

from __future__ import annotations

from pathlib import Path

from core.matching.match import count_cases, match_needs
from core.records.needs import NeedsAnalysis
from core.records.product import Product
from core.reports.matching_book import write_matching
from macros.outcome import Outcome, UsageError
from macros.session import Session


def match(session: Session, target: Path) -> Outcome:
    """Match every line and write the workbook. UsageError where there is no 需求分析 or no product table."""
    needs, references = session.tables.of(NeedsAnalysis), session.context.references
    if not session.tables.has(NeedsAnalysis):
        raise UsageError("工作簿里没有“需求分析”表")
    if not references.has(Product):
        raise UsageError("没有产品表：放进工作簿旁的“参考资料”，或用 --reference、--db 给出")
    matches = match_needs(needs, references, session.context.law, session.on)
    write_matching(matches, target, session.on)
    counts = count_cases(matches)
    outcome = Outcome(
        [
            f"方案匹配：{target}",
            f"　需求分析 {counts['cases']} 份　有符合条件产品的 {counts['with_fit']} 份"
            f"　资料不全的 {counts['incomplete']} 份",
        ],
        files=[target],
    )
    outcome.data = {
        **counts,
        "matches": [
            {
                "analysis_no": one.case.number,
                "products": [
                    {
                        "code": line.code, "version": line.version, "outcome": line.outcome,
                        "reasons": [
                            {"weight": str(reason.weight), "text": reason.text, "rule": reason.rule,
                             "basis": [str(each) for each in reason.basis]}
                            for reason in line.reasons
                        ],
                    }
                    for line in one.products
                ],
            }
            for one in matches
        ],
    }  # fmt: skip
    return outcome
