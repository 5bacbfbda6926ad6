"""What stands in the way of a contract's figure, or must be read beside it: severity, words and way out of each."""

from __future__ import annotations

from core.findings import Finding, Severity, Where
from core.values.settlement_notes import NOTICE, REFERRED, REFUSED, SETTLEMENT
from core.values.sources import source

# code: (severity, message, fix, sources); {…} is filled in by the caller.
TEXTS: dict[str, tuple[Severity, str, str, tuple[str, ...]]] = {
    "before-cover": (REFUSED, "计算日{on}早于生效日{effective}", "核对计算日和生效日；未生效的按撤单办理", ()),
    "contract-over": (REFUSED, "保险期间已于{ends}届满，没有退保金", "按满期给付办理", ()),
    "contract-ended": (REFUSED, "保单已于{on}终止", "核对保单状态；终止的保单不再计算", ()),
    "not-started": (REFUSED, "保单尚未生效（状态：{status}）", "按撤单办理，退还已交保费", ()),
    "frequency-unknown": (REFUSED, "交费方式“{given}”不能识别", "填写趸交、年交、半年交、季交或月交", ()),
    "frequency-contradicts": (REFUSED, "交费方式{given}与交费期{years}年矛盾", "核对交费方式和交费期", ()),
    "missing": (REFUSED, "缺少{what}，不能计算{kind}", "{fix}", ()),
    "negative-input": (REFUSED, "{what}为负（{given}）", "核对并按正数填写", ()),
    "not-above-zero": (REFUSED, "{what}不大于0（{given}）", "核对并更正", ()),
    "status-missing": (REFUSED, "没有保单状态，不知道保单是否有效", "填写保单状态", ()),
    "interest-alone": (REFUSED, "有{what}利息而没有{what}本金", "核对台账中的{what}", ()),
    "table-gap": (REFUSED, "价值表没有第{year}保单年度的{column}", "对照合同所附的价值表补齐；不得推算", ("table",)),
    "table-below-zero": (
        REFUSED,
        "价值表第{year}保单年度的{column}为负（{given}）",
        "对照合同所附的价值表更正",
        ("table",),
    ),
    "table-contradicts": (
        REFUSED,
        "第{year}保单年度末：不含生存金{excluding}加生存金{survival}不等于含生存金{including}",
        "核对价值表三栏，以及是否同一单位",
        ("table",),
    ),
    "last-row-unclear": (
        REFUSED,
        "满期年度的年末价值{given}不为零，看不出是否含满期金",
        "把含满期金的数填入“年末现金价值(含生存金)”，不含的填0",
        ("table",),
    ),
    "paid-up-table": (REFUSED, "保单为{state}，原价值表不再适用", "用{state}后的价值表计算", ("clause",)),
    "form-unknown": (
        REFUSED,
        "产品没有写明年内取值方式，本年度有保费，两种写法结果不同",
        "在产品表填写首末值或两端值",
        ("clause",),
    ),
    "days-unknown": (
        REFUSED,
        "产品没有写明年内天数，本保单年度有366天，两种算法结果不同",
        "在产品表填写365或实际天数",
        ("clause",),
    ),
    "single-first-year": (
        REFERRED,
        "趸交首年按两端值写法，未经过保费按全部趸交保费在首年内递减计算",
        "核对条款对趸交首年的写法；有年初现金价值的改用首末值",
        ("clause",),
    ),
    "modal-start-end": (
        REFERRED,
        "{frequency}的首末值写法按全年保费已交计算",
        "核对条款：本年度尚未到期的保费是否从退保金中扣减",
        ("clause",),
    ),
    "maturity-unknown": (
        REFUSED,
        "产品没有写明满期金，满期年度的年末价值不能确定",
        "在产品表填写满期金；没有的填无",
        ("clause",),
    ),
    "freeze-unknown": (
        REFUSED,
        "保费自{due}起欠交，产品没有写明欠费时价值是否冻结",
        "在产品表填写欠费冻结价值",
        ("clause",),
    ),
    "start-value-missing": (
        REFUSED,
        "首末值写法需要第{year}保单年度的年初现金价值",
        "在价值表填写年初现金价值（含当年净保费）",
        ("table",),
    ),
    "freeze-within-year": (
        REFERRED,
        "保费自{due}起欠交，保单年度中途；按第{year}保单年度末的价值，本年度已交的各期未计入",
        "核对条款对分期交费中途欠交的写法",
        ("clause",),
    ),
    "drawn-unknown": (REFUSED, "{on}是生存金应领日，未说明当日生存金{amount}是否已领", "写明已领或未领", ("clause",)),
    "arrears-missing": (
        REFUSED,
        "保费自{due}起欠交，须扣的欠交保费未填",
        "填写欠交保费；没有的填0",
        ("clause",),
    ),
    "lapse-day-missing": (REFUSED, "保单已中止，没有中止日，不知道价值取到哪一天", "填写状态日期", ("clause",)),
    "lapsed-not-overdue": (
        REFERRED,
        "保单已中止而没有欠交的保费，价值取到中止日{since}",
        "核对保单状态、交费状态和下次应交日；因借款中止的核对债务",
        ("clause",),
    ),
    "advance-missing": (
        REFUSED,
        "交费状态为自动垫交，没有给出垫交本息，不能确定须扣的债务",
        "填写截至计算日的垫交本息",
        ("clause",),
    ),
    "inclusive-assumed": (NOTICE, "产品没有写明是否计入当日，按不计入", "核对条款；计入的在产品表填是", ("clause",)),
    "due-day-odd": (
        REFERRED,
        "下次应交日{given}不是该保单的应交日（应为{expected}等）",
        "核对生效日、交费方式和下次应交日",
        (),
    ),
    "due-day-unclear": (
        REFUSED,
        "下次应交日{given}不是该保单的应交日（最近的为{expected}），分不清保费交到哪一期",
        "核对生效日、交费方式和下次应交日",
        (),
    ),
    "rate-range": (REFUSED, "{what}{given}不在0至1之间", "核对产品参数", ("clause",)),
    "premium-longer": (REFUSED, "交费期{premium_years}年长于保险期间{years}年", "核对交费期和保险期间", ()),
    "prepaid": (REFERRED, "已预交{count}期保费（交至{until}），价值中不含", "把应退的预交保费列入余额", ()),
    "paid-odd": (REFERRED, "已交保费{given}与{count}期×每期保费{premium}不符", "核对收费记录", ()),
}


def note(code: str, value: str = "", **parts: object) -> Finding:
    """The finding ``code`` with its text filled in, address left blank: whoever knows the cell adds it."""
    severity, message, fix, sources = TEXTS.get(code) or SETTLEMENT[code]
    return Finding(code, severity, Where(), value, message.format(**parts), fix.format(**parts), source(*sources))
