"""What stands in the way of a servicing request, or must be read before it is confirmed: words with their severity."""

from __future__ import annotations

from core.findings import Finding, Severity
from core.servicing.cell_words import Words, finding_at
from core.servicing.items import basis
from core.table import Table

REFUSED, REFERRED, NOTICE = Severity.REFUSED, Severity.REFERRED, Severity.NOTICE

# code: (severity, message, fix); {…} is filled in by the caller and never holds personal data.
WORDS: dict[str, Words] = {
    "S01": (REFUSED, "台账里没有保单{policy}", "先同步保单台账，或更正保单号"),
    "S02": (REFUSED, "保单状态为{status}（交费状态{premium}），不能办理{item}", "核对保单状态；终止的保单不再办理保全"),
    "S03": (REFUSED, "{item}不能变更“{field}”", "可变更的列：{allowed}"),
    "S04": (REFUSED, "变更前与台账中的{field}不一致", "核对台账后更正变更前，防止覆盖新的资料"),
    "S05": (REFUSED, "变更后的{field}不能识别", "按{field}的写法填写"),
    "S06": (NOTICE, "{field}变更后与台账相同，没有变化", "核对是否重复申请"),
    "S07": (REFUSED, "缺少变更内容，不能办理{item}", "在变更内容写明要变更的列：{allowed}"),
    "S08": (REFUSED, "{item}需要核保同意，核保结论为{conclusion}", "取得核保结论后登记"),
    "S09": (REFUSED, "涉费金额{given}元，复算为{expected}元", "按测算书更正，收为正、付为负"),
    "S10": (REFUSED, "{item}涉及资金，缺少{name}", "登记经办人和复核人的系统账号"),
    "S23": (REFUSED, "{item}改变今后的收款人或账户，缺少{name}", "登记经办人和复核人的系统账号"),
    "S11": (REFUSED, "复核人与经办人是同一账号", "由另一账号复核"),
    "S12": (REFUSED, "生效日{day}晚于办理日{on}", "到生效日当天再办结"),
    "S13": (REFUSED, "生效日{day}早于保单状态日期{since}", "核对生效日；更早的变更请先撤销其后的变更"),
    "S14": (REFUSED, "申请已经办理（{event}），不能再改{fields}", "先撤销该次办理，再更正并重新同步"),
    "S15": (REFUSED, "{item}不在保全办理", "{elsewhere}"),
    "S16": (REFUSED, "测算未得出{item}的金额：{why}", "按测算结果的原因补齐资料"),
    "S17": (REFERRED, "测算提示：{why}", "办理前核对"),
    "S18": (REFUSED, "一个受理号在同一保单上登记了不同的保全项目", "不同项目分别编受理号"),
    "S19": (REFUSED, "{item}缺少{name}", "补填{name}"),
    "S20": (REFUSED, "归还金额{given}元多于借款和垫交{limit}元", "按实际欠款还款"),
    "S21": (REFUSED, "{item}已于{day}给付过（{event}）", "核对是否重复申请"),
    "S22": (REFUSED, "应给付日未到，不能办理{item}", "到应给付日再办结"),
}  # fmt: skip


def note(code: str, table: Table, column: str, index: int, **parts: object) -> Finding:
    """The finding of ``code`` at one cell of the requests."""
    return finding_at(code, WORDS[code], table, column, index, parts, basis=basis())
