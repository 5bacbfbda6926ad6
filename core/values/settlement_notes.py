"""What must be read beside a settlement (退保, 犹豫期, 满期, 短期, 年龄): severity, words, way out, sources of each."""

from __future__ import annotations

from core.findings import Severity

REFUSED, REFERRED, NOTICE = Severity.REFUSED, Severity.REFERRED, Severity.NOTICE

# code: (severity, message, fix, sources); {…} is filled in by the caller.
SETTLEMENT: dict[str, tuple[Severity, str, str, tuple[str, ...]]] = {
    "dividends-missing": (REFERRED, "分红险没有给出红利余额，按0计算", "查询红利账户；没有的填0", ("clause",)),
    "universal-table": (
        REFUSED,
        "万能险没有价值表，按账户价值减退保费用",
        "改用万能账户计算，填写账户价值",
        ("universal",),
    ),
    "charge-scale-missing": (REFUSED, "产品没有写明退保费用率", "在产品表填写各保单年度的退保费用率", ("clause",)),
    "charge-range": (REFUSED, "退保费用率{given}不在0至1之间", "核对产品表的退保费用率", ("clause",)),
    "charge-above-usual": (NOTICE, "第{year}保单年度退保费用率{given}高于常见刻度{usual}", "核对条款", ("universal",)),
    "withdrawal-range": (
        REFUSED,
        "部分领取{given}超过可领的账户价值{account}",
        "减少领取金额，或办理退保",
        ("clause",),
    ),
    "below-minimum": (
        REFERRED,
        "{label}价值{given}低于法定最低{minimum}",
        "核对价值表的单位、险种类别和计算基础；确属低于最低的，报精算",
        ("minimum",),
    ),
    "receipt-missing": (
        REFERRED,
        "没有回执签收日，犹豫期未起算或无法判断；按价值表计算",
        "补录签收日；未签收的按犹豫期处理",
        ("clause",),
    ),
    "signed-late": (
        REFERRED,
        "回执签收日{given}在生效满一年之后，按犹豫期退还全部保费前须核实",
        "核对回执原件；签收日录错的更正",
        ("clause",),
    ),
    "cooling-off-short": (
        REFERRED,
        "长期健康险犹豫期{given}日，短于{limit}日",
        "核对产品参数",
        ("health_cooling_off",),
    ),
    "cooling-off-contradicts": (
        REFUSED,
        "犹豫期截止日：台账{given}，按产品和签收日{expected}，计算日在两者之间",
        "核对签收日、犹豫期天数和起算方式",
        ("clause",),
    ),
    "cooling-off-differs": (
        NOTICE,
        "犹豫期截止日：台账{given}，按产品和签收日{expected}",
        "核对签收日和产品参数",
        ("clause",),
    ),
    "cooling-off-over": (REFUSED, "犹豫期已于{ends}结束", "按退保办理", ("clause",)),
    "fee-assumed": (NOTICE, "产品没有写明犹豫期工本费，按不扣", "核对条款", ("clause",)),
    "keep-contract": (
        NOTICE,
        "被保险人或受益人可向投保人支付相当于现金价值的款项并通知保险人，合同即不因退保终止",
        "退保前告知；收到其通知的暂缓支付",
        ("keep_contract",),
    ),
    "estimate-only": (
        REFERRED,
        "没有合同现金价值表，本数为按所列计算基础的估算，不得作为给付依据",
        "取得合同所附现金价值表后重算",
        ("table",),
    ),
    "no-maturity": (REFUSED, "合同没有满期金", "核对产品参数；终身险没有满期", ("clause",)),
    "matures-differs": (
        REFERRED,
        "满期日：台账{given}，按生效日和保险期间{expected}",
        "核对生效日、保险期间和满期日",
        (),
    ),
    "not-yet-due": (NOTICE, "应给付日{due}未到，按现有资料列示", "到期时重算", ("clause",)),
    "no-survival-benefit": (REFUSED, "第{year}保单年度末没有生存金", "核对价值表的生存金一栏", ("table",)),
    "not-in-force-due": (REFUSED, "应领日{due}保单不在有效状态（{status}自{since}）", "核对保单状态", ("clause",)),
    "rate-missing": (
        NOTICE,
        "自{due}起未领的{what}没有写明计息利率，按不计息",
        "合同或公司约定计息的，填写利率",
        ("clause",),
    ),
    "maturity-differs": (
        REFERRED,
        "满期金：按产品参数{given}，按价值表{printed}",
        "核对满期金写法、保额和价值表",
        ("clause",),
    ),
    "correct-premium-missing": (REFUSED, "缺少真实年龄的每期应交保费", "查费率表填写", ("misstated_age",)),
    "not-short": (REFUSED, "保险期间超过一年，不适用未满期净保费", "按价值表办理退保", ("clause",)),
    "claim-unknown": (REFUSED, "条款写明出险后不退，没有说明是否已出险", "查理赔记录，填写是否已出险", ("clause",)),
    "expense-cap": (REFERRED, "费用率{given}高于上限{cap}", "核对产品参数", ()),
    "expense-assumed": (
        REFERRED,
        "产品没有写明短期险费用率，按常见{usual}估算",
        "在产品表填写短期险费用率",
        ("clause",),
    ),
    "age-outside": (
        REFUSED,
        "真实投保年龄{age}岁不在{first}至{last}岁，可在{until}前（含）解除合同，退还现金价值",
        "解除的按退保金计算；逾期不得解除",
        ("misstated_age",),
    ),
    "age-outside-late": (
        REFUSED,
        "真实投保年龄{age}岁不在{first}至{last}岁，但解除权已于{until}消灭",
        "不得解除；按真实年龄更正保费或给付，报核保",
        ("misstated_age",),
    ),
    "age-known": (
        REFUSED,
        "真实投保年龄{age}岁不在{first}至{last}岁，但订立时已知真实年龄，不得解除",
        "按真实年龄更正保费或给付，报核保",
        ("misstated_age",),
    ),
    "age-same": (NOTICE, "真实投保年龄与投保时一致，不必调整", "不办理年龄更正", ("misstated_age",)),
}
