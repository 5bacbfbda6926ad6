"""A small office for kills: a ledger of policies, and a workbook that changes it in plain rows and in batches."""

from __future__ import annotations

from pathlib import Path

from core.ledger.access import log_access
from core.ledger.schema import open_ledger
from core.records.policy import Policy
from tests.kills import neiqin
from tests.markdown import workbook
from tests.servicing import markdown

POLICIES, PAID, ASKED = 12, 6, 4
SEPTEMBER, OCTOBER = "| 数据截止日：2026-09-30 |\n", "| 数据截止日：2026-10-31 |\n"
POLICY = {
    "机构代码": "860101", "渠道": "个险", "业务员工号": "A1",
    "投保人证件号码": str(Policy.column("policyholder_document_no").example),
    "投保人地址": "浙江省杭州市余杭区文一西路1号",
    "生效日": "2024-10-20", "交费对应日(下次应交日)": "2026-10-20", "累计保费": "2000", "状态日期": "2024-10-20",
}  # fmt: skip
"""P1, P2 …: the third premium of 1,000 fell due on 2026-10-20."""
PRODUCTS = """
| 险种代码 | 版本 | 产品名称 | 宽限期天数 | 宽限期起算 | 自动垫交 |
| WL       | 1    | 示例终身 | 60         | 应交次日   | 无       |
"""
LINES = "| 流水号 | 到账日 | 本方账号 | 金额 | 对方户名 | 单号 |\n"
CLAIMS = "| 流水号 | 认领单号 | 业务类型 | 应交日 | 认领结果 | 确认人 | 确认日 |\n"
REQUESTS = (
    "| 受理号 | 受理日时 | 申请人身份 | 保单号 | 保全项目 | 变更内容 | 变更前 | 变更后 | 签名比对 | 批单号 | 办结日 |\n"
)


def policies(numbers: range, channel: str = "个险") -> str:
    return markdown(*({**POLICY, "保单号": f"P{number}", "渠道": channel} for number in numbers))


def october(folder: Path) -> Path:
    """New and changed policies, a statement of all premiums, half of them confirmed, and some new phones."""
    every = range(1, POLICIES + 1)
    lines = (f"| LS{n} | 2026-10-20 | 6222 | 1000 | 张三 | P{n} |\n" for n in every)
    claims = (f"| LS{n} | P{n} | 续期 | 2026-10-20 | 确认 | lisi | 2026-10-21 |\n" for n in every[:PAID])
    phone = "电话变更 | 投保人手机 | 13800138000 | 13900139000 | 一致"
    asked = (f"| BQ{n} | 2026-10-20 | 投保人 | P{n} | {phone} | PD{n} | 2026-10-21 |\n" for n in every[:ASKED])
    sheets = {
        "保单台账": policies(range(POLICIES - 2, POLICIES + 4), "银保"),
        "银行流水": LINES + "".join(lines),
        "到账认领": CLAIMS + "".join(claims),
        "保全受理登记表": REQUESTS + "".join(asked),
    }
    return workbook(folder, {name: OCTOBER + text for name, text in sheets.items()}, name="十月.xlsx")


def started(folder: Path) -> Path:
    """A ledger with the policies and their product, in which somebody looked something up."""
    db = folder / "起点.sqlite"
    sheets = {"保单台账": SEPTEMBER + policies(range(1, POLICIES + 1)), "产品": PRODUCTS}
    assert neiqin("sync", workbook(folder, sheets, name="九月.xlsx"), "--db", db, "--yes")() == 0
    ledger = open_ledger(db)
    log_access(ledger, "card", [], 1, "回复客户", shown="姓名")
    ledger.close()
    return db
