"""What stands in the way of 减额交清, 减保, 复效, 保单贷款 and 自动垫交, or must be read beside their figures."""

from __future__ import annotations

from functools import cache

from core.findings import Basis, Finding, Severity, Where
from core.law.basis import cite

REFUSED, REFERRED, NOTICE = Severity.REFUSED, Severity.REFERRED, Severity.NOTICE

# code: (severity, message, fix); {…} is filled in by the caller.
TEXTS: dict[str, tuple[Severity, str, str]] = {
    "servicing-status": (REFUSED, "保单状态为{status}，不能办理{kind}", "{fix}"),
    "servicing-missing": (REFUSED, "缺少{what}，不能计算{kind}", "{fix}"),
    "servicing-frequency": (REFUSED, "交费方式为{given}，没有分期保费，不能计算{kind}", "核对交费方式"),
    "servicing-rate": (REFUSED, "{what}{given}不在0至1之间", "核对产品参数"),
    "servicing-outside": (
        REFUSED,
        "{on}不在保险期间内（{start}至{end}），不能办理{kind}",
        "核对申请日、生效日和保险期间",
    ),
    "servicing-early": (REFERRED, "保单生效满{years}年方可办理{kind}，本单至{on}未满", "核对条款的最低保单年数"),
    "servicing-debts": (
        REFUSED,
        "债务{debts}元不少于现金价值{worth}元，没有余额办理{kind}",
        "先清偿债务，或按合同效力终止处理",
    ),
    "paid-up-nothing-due": (REFUSED, "没有待交的保费，不能减额交清", "趸交和交费期满的保单不办理减额交清"),
    "paid-up-ahead": (NOTICE, "按下次应交日{due}办理计算；该日之前各期保费视为已交", "到期时按实际债务重算"),
    "paid-up-rounding": (
        REFUSED,
        "产品没有写明减额交清取整，四舍五入与截断结果不同（{half_up}元、{cut}元）",
        "在产品表填写四舍五入或截断",
    ),
    "paid-up-no-table": (
        REFERRED,
        "没有合同减额交清表，本数为按所列计算基础的估算，不得作为批改依据",
        "取得报备的减额交清表后重算",
    ),
    "paid-up-debts": (
        REFERRED,
        "有债务{debts}元：减额交清表按无债务编制，按扣除债务后的价值比例折算",
        "核对条款；也可先清偿债务再办理",
    ),
    "paid-up-after": (
        NOTICE,
        "减额交清后：新保额取代原保额，有效保额自新保额重新起算，已支付保费改为该笔趸交保费，此后不再办理减保",
        "办理前向投保人说明",
    ),
    "reduction-range": (REFUSED, "减少的保额{given}元应大于0且小于现有保额{sum_assured}元", "全部减少的按退保办理"),
    "reduction-cap": (
        REFUSED,
        "本保单年度累计减保{given}元，超过最初保额的{share}（{limit}元）",
        "减少本次减保金额，或下一保单年度再办理",
    ),
    "reduction-cap-usual": (
        REFERRED,
        "本保单年度累计减保{given}元，超过常见上限{share}（{limit}元）",
        "核对条款的年减保上限",
    ),
    "reduction-cap-assumed": (REFERRED, "产品没有写明年减保上限，按常见的{share}检查", "核对条款"),
    "reduction-minimum": (REFUSED, "减保后保额{left}元低于最低保额{minimum}元", "减少减保金额，或办理退保"),
    "reduction-after-paid-up": (REFUSED, "减额交清后的保单不再办理减保", "核对条款"),
    "reduction-loan": (
        REFERRED,
        "有贷款等债务{debts}元，减保后现金价值为{left}元",
        "核对减保后的贷款限额，不足的先还款",
    ),
    "reinstatement-late": (
        REFUSED,
        "申请日{on}超过复效期限{last}（自{since}中止起{years}年）",
        "双方未达成协议的，保险人可以解除合同，并按中止时的现金价值退还",
    ),
    "reinstatement-early": (REFUSED, "申请日{on}早于中止日{since}", "核对申请日和中止日"),
    "reinstatement-nothing": (REFUSED, "保单已中止，却没有欠交的保费和债务", "核对下次应交日、借款和垫交"),
    "reinstatement-owes": (REFERRED, "保单已中止而没有欠交的保费，只计债务", "核对下次应交日；因借款中止的核对债务"),
    "reinstatement-restarts": (
        NOTICE,
        "自复效日起，自杀条款的期间重新计算；条款规定的，等待期也重新计算",
        "复效前告知投保人；核对条款的等待期",
    ),
    "reinstatement-refusal": (
        NOTICE,
        "仅在被保险人危险程度在中止期间显著增加时可以拒绝复效；收到申请后{days}日内未明确拒绝的，视为同意",
        "收到申请即登记日期，要求告知健康状况",
    ),
    "loan-none": (REFUSED, "没有可贷额度（{given}元）", "先偿还已有贷款或债务"),
    "loan-above": (REFUSED, "申请贷款{given}元超过限额{limit}元", "减少贷款金额"),
    "loan-ratio-above-law": (REFERRED, "产品的贷款比例{given}高于监管上限{cap}，按上限计算", "更正产品参数"),
    "loan-ratio-assumed": (REFERRED, "产品没有写明贷款比例，按监管上限{cap}计算", "核对条款是否有贷款条款及比例"),
    "loan-wording-unknown": (
        REFUSED,
        "产品没有写明贷款限额口径，有债务{debts}元时两种口径结果不同",
        "在产品表填写净值比例或本息合计",
    ),
    "loan-consent": (
        NOTICE,
        "含死亡给付的保单，未经被保险人书面同意不得质押",
        "以保单质押的，取得被保险人书面同意",
    ),
    "loan-overdue": (REFERRED, "保费自{due}起欠交", "先交清保费再办理贷款"),
    "advance-off": (REFUSED, "合同没有选择自动垫交", "宽限期满仍未交费的，合同效力中止"),
    "advance-short": (
        REFERRED,
        "余额{balance}元不足以垫交当期保费{premium}元，条款不作部分垫交",
        "通知投保人在宽限期内交费，否则合同效力中止",
    ),
    "advance-none-due": (REFUSED, "没有欠交的保费", "核对下次应交日"),
    "advance-ends": (NOTICE, "垫交本息达到现金价值时，合同效力按条款中止或终止", "按月重算垫交本息"),
    "portfolio-instalments": (
        REFUSED,
        "{given}保单的未经过保费按期折算，不能整年插值",
        "逐单计算；或只把趸交、年交的险种放入批量估值",
    ),
}

_CITED = {
    "consent": ("保险法", "第三十四条"),
    "suicide": ("保险法", "第四十四条"),
    "paid_up_table": ("条款费率办法", "第二十四条"),
}


def note(code: str, value: str = "", basis: tuple[Basis, ...] = (), **parts: object) -> Finding:
    """The finding ``code`` with its text filled in, address left blank: whoever knows the cell adds it."""
    severity, message, fix = TEXTS[code]
    return Finding(code, severity, Where(), value, message.format(**parts), fix.format(**parts), basis)


@cache
def article(name: str) -> tuple[Basis, ...]:
    """The article that a step or finding of this room rests on. KeyError for a name that is not listed here."""
    law, number = _CITED[name]
    return (cite({"law": law, "article": number}),)
