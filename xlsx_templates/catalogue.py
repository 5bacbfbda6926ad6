"""Which empty workbooks there are, and which records each of them holds, one sheet per record."""

from __future__ import annotations

from dataclasses import dataclass

from core.records.application import Application, Coverage
from core.records.banking import BankLine, ReceiptClaim
from core.records.channel_cost import ChannelCost
from core.records.claim import Claim
from core.records.decision import Decision, MedicalExam
from core.records.delivery import CallBack, DeliveryReceipt
from core.records.flag_decision import FlagDecision
from core.records.needs import NeedsAnalysis
from core.records.papers import Account, Disclosure, DueDiligence, Finance, Signing
from core.records.payment import PaymentOrder
from core.records.people import Beneficiary, Insured, Policyholder
from core.records.policy import Policy, PremiumReceipt
from core.records.product import CashValue, Clause, Product
from core.records.record import Column, Record
from core.records.reference import REFERENCE_RECORDS, Permission, Target
from core.records.renewal import DueAction, RenewalContact
from core.records.service import Complaint, Inquiry, Satisfaction
from core.records.servicing import ServicingRequest
from core.records.tasks import Task
from core.records.training import SalesMaterial, Training

NOT_ASKED = frozenset({"基因检测信息"})
"""Columns that are known only in order to be refused (A113); no workbook of ours asks for them."""


def asked(record: type[Record]) -> tuple[Column, ...]:
    """The columns of a record that a template draws."""
    return tuple(column for column in record.columns() if column.heading not in NOT_ASKED)


@dataclass(frozen=True)
class Template:
    """One workbook: its name, what it is for (shown on 说明), and its sheets in order; formulas only: no records."""

    name: str
    purpose: str
    records: tuple[type[Record], ...] = ()

    @property
    def file_name(self) -> str:
        """The name under which it is written."""
        return f"{self.name}.xlsx"


_ALL = (
    Template(
        "投保单",
        "新契约录入：一份投保单在各表各占一行（险种、受益人可多行），用投保单号相连。",
        (
            Application,
            Policyholder,
            Insured,
            Beneficiary,
            Coverage,
            Disclosure,
            Finance,
            Account,
            DueDiligence,
            Signing,
        ),
    ),
    Template("核保结论与体检", "转人工核保的投保单：核保结论与体检跟踪。", (Decision, MedicalExam)),
    Template(
        "产品与现金价值表", "公司产品参数与合同所附现金价值表，退保、减保、减额交清都以此为准。", (Product, CashValue)
    ),
    Template("条款库", "按产品版本保存的条款原文，供查询和出具说明。", (Clause,)),
    Template("保单台账", "机构的保单台账，一行一个险种。", (Policy,)),
    Template("保全申请", "保全申请登记，一行一处变更；同步前先看预览，确认后改变保单台账。", (ServicingRequest,)),
    Template(
        "续期与到账",
        "应收与实收逐笔登记（收为正，付为负）；提醒、催告、扣款、通知和活动登记；到期事项由人在“到期处理”确认。",
        (PremiumReceipt, RenewalContact, DueAction),
    ),
    Template(
        "银行流水", "银行或财务到账清单，与应收逐笔核对；核对出的建议由人在“到账认领”确认。", (BankLine, ReceiptClaim)
    ),
    Template("付款清单", "全部付款：制单、另一账号复核、凭银行流水登记已付；可由 pay 填好。", (PaymentOrder,)),
    Template("送达与回访", "保单送达、回执签收和新单回访登记。", (DeliveryReceipt, CallBack)),
    Template("理赔", "理赔案件登记，含健康信息，限授权人员使用。", (Claim,)),
    Template(
        "客户服务",
        "投诉、咨询和满意度登记；需要其他部门办理的，同时在“待办”登记一条。",
        (Complaint, Inquiry, Satisfaction),
    ),
    Template("需求分析", "投保前的需求与预算记录，一次面谈一行；不要求证件和健康信息。", (NeedsAnalysis,)),
    Template(
        "培训登记",
        "合规、产品和内部规章培训，一人一课一行，到期后需要重新培训；培训和宣传用的文字。",
        (Training, SalesMaterial),
    ),
    Template("待办", "部门之间唯一的办理清单：谁请谁办、依据、期限、结果和证明。", (Task,)),
    Template("红旗处理", "受限资料：可疑线索由人逐条判断并写明理由；不影响理赔时限和付款。", (FlagDecision,)),
    Template("目标", "机构与渠道的月度目标；建议目标由 report --targets 填好。", (Target,)),
    Template("渠道费用", "各渠道按月的佣金、手续费等，用来算费用率。", (ChannelCost,)),
    Template(
        "参考资料",
        "校验所用的名册与参数，由主管维护。",
        tuple(record for record in REFERENCE_RECORDS if record not in (Target, Permission)),
    ),
    Template("权限", "谁可看完整个人信息、健康信息和受限资料；只由主管填写和同步，须有一名主管。", (Permission,)),
    Template("测算", "单元格公式：一张保单的退保金、满期金、贷款限额、减额交清、复效，附标签、依据和步骤。"),
    Template("核对", "表格自带公式：复算现金价值表和法定最低现金价值，不依靠任何程序。"),
)

TEMPLATES: dict[str, Template] = {template.name: template for template in _ALL}
