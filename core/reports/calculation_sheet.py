"""退保金计算书 and its kin: one figure on A4 paper, every step with its data, formula, basis and result.

The label (合同, 公式（估算）, 法定最低) stands beside the amount; the statutory minimum has a line of its own, as a
check and never as an offer. A refused figure is a sheet too: it says what is missing instead of an amount. It holds no
personal data.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from core.findings import Basis, Finding, Severity
from core.money import capital
from core.reports.book import new_book
from core.reports.paper import Paper
from core.reports.style import LOOKS, Formats
from core.values.contract import Contract
from core.values.figure import YUAN, Figure, Label, Step, amount_text, day_text

WIDTHS = (5, 19, 35, 30, 17, 8)
LAST = len(WIDTHS) - 1
HEADINGS = ("序号", "步骤", "数据", "算式", "结果", "依据")
TITLE_HEIGHT, AMOUNT_HEIGHT, FACT_HEIGHT = 36, 30, 17
CIRCLED = 20  # ① … ⑳
LOOK_OF = {Severity.REFUSED: "bad", Severity.REFERRED: "attention", Severity.NOTICE: "group"}
FLOOR_SAYS = "仅作下限核对，不是给付金额"
PLACES, STEP_PLACES = "#,##0.00_ ", "#,##0.00####_ "
SAYS_OF = {
    Label.CONTRACT: "以合同条款和合同所附现金价值表为准",
    Label.FORMULA: "按所列计算基础，不代替合同现金价值表",
    Label.STATUTORY: FLOOR_SAYS,
}
SIGNATURES = ("经办：", "复核：", "申请人签收：", "日期：　　　　年　　月　　日")


def write_calculation_book(path: Path, contract: Contract, figure: Figure, floor: Figure | None = None) -> None:
    """A workbook with the one sheet. Writes ``path`` and replaces an earlier one; LedgerError for a user's file."""
    with new_book(path, f"{figure.kind}计算书", figure.on) as (workbook, formats):
        CalculationSheet(workbook, formats, contract, figure, floor)


class CalculationSheet:
    """A worksheet written top to bottom: head, amount, steps, floor, what to mind, bases, signatures."""

    def __init__(
        self, workbook: Any, formats: Formats, contract: Contract, figure: Figure, floor: Figure | None = None
    ) -> None:
        self.formats, self.contract, self.figure, self.floor = formats, contract, figure, floor
        self.title = f"{figure.kind}计算书"
        self.paper = Paper(workbook, formats, self.title, f"保单号 {contract.policy_no}", WIDTHS)
        self.sheet = self.paper.sheet
        self.exact = workbook.add_format({**LOOKS["strong"], "align": "right", "num_format": STEP_PLACES})
        self.name = workbook.add_format({**LOOKS["strong"], "text_wrap": True, "indent": 1})
        self.large = workbook.add_format({**LOOKS["total"], "font_size": 14, "align": "right", "num_format": PLACES})
        self.bases = tuple(dict.fromkeys(basis for step in self._all_steps() for basis in step.basis))
        self._head()
        self._amount()
        self._steps()
        if floor is not None:
            self._floor(floor)
        self._findings()
        self._bases()
        self._signatures()
        self.paper.finish()

    def _all_steps(self) -> tuple[Step, ...]:
        return self.figure.steps + (self.floor.steps if self.floor else ())

    def _head(self) -> None:
        self.sheet.set_row(0, TITLE_HEIGHT)
        self.sheet.merge_range(0, 0, 0, LAST, self.title, self.formats("title", align="center"))
        self.paper.row = 1
        contract = self.contract
        cover = "终身" if contract.ends_on is None else f"{day_text(contract.ends_on)}零时止"
        paying = contract.frequency if not contract.months else f"{contract.frequency} {contract.premium_years}年"
        pairs = (
            ("保单号", contract.policy_no, "险种", f"{contract.product_name}（{contract.product_code}）"),
            ("生效日", day_text(contract.effective_on), "计算日", day_text(self.figure.on)),
            ("交费", paying, "保险期间", cover),
            ("下次应交日", day_text(contract.next_due_on), "保单状态", contract.status),
        )
        for first, value, second, other in pairs:
            self.sheet.set_row(self.paper.row, FACT_HEIGHT)
            self.paper.box(0, 1, first, "group")
            self.paper.box(2, 2, value, "cell")
            self.paper.box(3, 3, second, "group")
            self.paper.box(4, LAST, other, "cell")
            self.paper.row += 1
        self.paper.row += 1

    def _amount(self) -> None:
        figure = self.figure
        self.sheet.set_row(self.paper.row, AMOUNT_HEIGHT)
        self.paper.box(0, 1, f"{figure.kind}（元）", "heading")
        if figure.amount is None:
            self.paper.box(2, LAST, "不能计算：见“须注意”各项", "bad")
        else:
            self.sheet.write_number(self.paper.row, 2, float(figure.amount), self.large)
            self.paper.box(3, LAST, capital(figure.amount), "total")
        self.paper.row += 1
        self.paper.box(0, 1, "性质", "group")
        stamps = "　".join(figure.stamps)
        self.paper.box(2, 2, figure.label_text, "attention" if figure.estimate else "strong")
        self.paper.box(3, LAST, stamps or SAYS_OF[figure.label], "attention" if stamps else "cell")
        self.paper.row += 2

    def _steps(self) -> None:
        if not self.figure.steps:
            return
        self.paper.section("计算步骤")
        for column, heading in enumerate(HEADINGS):
            self.sheet.write_string(self.paper.row, column, heading, self.formats("heading"))
        self.paper.row += 1
        for number, step in enumerate(self.figure.steps, 1):
            self._step(number, step)
        self.paper.row += 1

    def _step(self, number: int, step: Step) -> None:
        data = "\n".join(f"{name}：{value}" for name, value in step.inputs.items())
        formula = f"{step.formula}\n（{step.note}）" if step.note else step.formula
        marks = "".join(self._mark(basis) for basis in step.basis)
        texts = (step.name, data, formula)
        self.paper.height(*zip(texts, WIDTHS[1:4], strict=True))
        self.sheet.write_number(self.paper.row, 0, number, self.formats("cell", "count", "center"))
        for column, text in enumerate(texts, 1):
            self.sheet.write_string(self.paper.row, column, text, self.name if column == 1 else self.formats("wrap"))
        if step.unit == YUAN:
            self.sheet.write_number(self.paper.row, 4, float(step.result), self.exact)
        else:
            self.sheet.write_string(self.paper.row, 4, step.result_text, self.formats("cell", align="right"))
        self.sheet.write_string(self.paper.row, LAST, marks, self.formats("cell", align="center"))
        self.paper.row += 1

    def _floor(self, floor: Figure) -> None:
        """One line: the minimum under its own label, and how it came about in short."""
        self.paper.section(f"{Label.STATUTORY}核对（{FLOOR_SAYS}）")
        amount = "不能计算" if floor.amount is None else f"{amount_text(floor.amount)}元（{floor.label_text}）"
        way = "；".join(f"{step.name} {step.result_text}" for step in floor.steps)
        marks = "".join(self._mark(basis) for basis in floor.basis)
        self.paper.height((way, sum(WIDTHS[3:5])))
        self.paper.box(0, 1, floor.kind, "group")
        self.paper.box(2, 2, amount, "strong")
        self.paper.box(3, 4, way, "wrap")
        self.paper.box(LAST, LAST, marks, "cell")
        self.paper.row += 2

    def _findings(self) -> None:
        findings = (*self.figure.findings, *(self.floor.findings if self.floor else ()))
        if not findings:
            return
        self.paper.section("须注意")
        for finding in dict.fromkeys(findings):
            self._finding(finding)
        self.paper.row += 1

    def _finding(self, finding: Finding) -> None:
        text = f"{finding.message}。处理：{finding.fix}"
        text += f"\n{'；'.join(map(str, finding.basis))}" if finding.basis else ""
        self.paper.height((text, sum(WIDTHS[2:])))
        self.paper.box(0, 1, str(finding.severity), LOOK_OF[finding.severity])
        self.paper.box(2, LAST, text, "wrap")
        self.paper.row += 1

    def _bases(self) -> None:
        if not self.bases:
            return
        self.paper.section("依据")
        for basis in self.bases:
            text = f"{self._mark(basis)} {basis}　{basis.status.zh}"
            self.paper.height((text, sum(WIDTHS)))
            self.paper.box(0, LAST, text, "wrap")
            self.paper.row += 1
        self.paper.row += 1

    def _signatures(self) -> None:
        self.sheet.set_row(self.paper.row, AMOUNT_HEIGHT)
        for (first, last), text in zip(((0, 1), (2, 2), (3, 3), (4, LAST)), SIGNATURES, strict=True):
            self.paper.box(first, last, text, "plain")
        self.paper.row += 1

    def _mark(self, basis: Basis) -> str:
        """①, ② …: the number of a basis in the list at the end."""
        number = self.bases.index(basis)
        return chr(ord("①") + number) if number < CIRCLED else f"({number + 1})"
