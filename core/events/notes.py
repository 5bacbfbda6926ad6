"""What stands in the way of a confirmed 到账认领 or 到期处理, or must be read before it is written."""

from __future__ import annotations

from core.findings import Finding, Severity
from core.servicing.cell_words import Words, finding_at
from core.table import Table

REFUSED, REFERRED, NOTICE = Severity.REFUSED, Severity.REFERRED, Severity.NOTICE

# code: (severity, message, fix); {…} is filled in by the caller and never holds personal data.
WORDS: dict[str, Words] = {
    "R01": (REFUSED, "台账里没有流水号{serial}的银行流水", "先同步银行流水，或更正流水号和本方账号"),
    "R02": (NOTICE, "这笔流水已经入账到{document}应交日{due}，认领只作登记", "无需处理"),
    "R03": (REFUSED, "流水{serial}的金额已经全部入账（{document}）", "核对是否认错流水；确属认错的先撤销那一次认领"),
    "R04": (REFUSED, "台账里没有保单或投保单{document}", "更正认领单号，或先同步保单台账"),
    "R05": (REFUSED, "{document}没有应交日{due}的{business}应收", "核对业务类型和应交日；保单下次应交日为{next}"),
    "R06": (REFUSED, "{document}较早一期（{next}）还没有交，不能先入{due}这一期", "先认领较早的一期"),
    "R07": (REFUSED, "保单状态为{status}（交费状态{premium}），不能办理{event}", "{way}"),
    "R08": (REFUSED, "到账日{day}晚于宽限期末{grace}，不能按续期入账", "按中止办理；客户要求的，受理复效或退回保费"),
    "R09": (REFERRED, "应收{due}元，实收{paid}元，尚欠{left}元；已入账，保单不变", "联系客户补足；补足后保单才续期"),
    "R16": (REFUSED, "应收{due}元，实收{paid}元，尚欠{left}元；按公司规定挂账", "补足后几笔一起认领；不补的退回"),
    "R10": (REFERRED, "实收{paid}元多于应收{due}元，多交{left}元", "经客户同意转作下期，或退回"),
    "R11": (REFUSED, "已经入账（{event}），不能再改{fields}", "先撤销该次认领，再更正并重新同步"),
    "R13": (NOTICE, "保单的下次应交日已在{due}之后，只补记实收，保单不变", "核对保单台账与收费记录的期次"),
    "R17": (REFUSED, "{due}这一期的保费已随{day}的{event}（{number}）交过，这笔是多交的",
            "退回客户，或经客户同意转作下期；归还垫交保费的按借款清偿受理"),
    "R20": (REFUSED, "台账已变动，{policy}的“{event}”（{day}）在{on}不再到期", "重新导出到期处理，按新的清单办理"),
    "R21": (REFUSED, "先要办的事：{hold}", "办妥后重新导出到期处理"),
    "R22": (REFUSED, "{event}的金额{given}元与测算的{expected}元不同", "重新导出到期处理，按测算的金额办理"),
    "R23": (REFUSED, "已经办理（{event}），不能再改{fields}", "先撤销该次办理，再更正并重新同步"),
    "R24": (REFUSED, "{event}没有写明原因", "在说明栏写明原因和批准人"),
    "R25": (REFUSED, "{event}的生效日{day}空白或晚于{on}", "填写已经到了的生效日"),
    "R26": (REFUSED, "合同成立已超过{years}年（最后一日{last}），不得解除", "不能按公司解约办理；请法务核对"),
    "R14": (REFUSED, "流水{serial}是付款{order}的退回，不能作为保费认领", "核对流水；退回登记有误的先撤销那一次登记"),
    "R15": (REFUSED, "流水{serial}已证明付款清单对{policies}的付款，不是这一笔", "核对流水；付款登记有误的先撤销"),
    "R27": (REFUSED, "{event}只能付款，金额{given}元应为负数或空白", "应付给客户的金额填负数"),
    "R12": (REFUSED, "流水{serial}是付款，不能作为{business}认领", "核对业务类型"),
}  # fmt: skip


def note(code: str, table: Table, column: str, row: int, **parts: object) -> Finding:
    """The finding of ``code`` at one cell of 到账认领 or 到期处理."""
    return finding_at(code, WORDS[code], table, column, row, parts)
