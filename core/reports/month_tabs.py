"""The tabs of the month's report: each one's name, what it holds, and who writes it, one line for each."""

from __future__ import annotations

from core.reports.channel_tab import write_channels
from core.reports.claim_analysis_tab import write_claim_analysis
from core.reports.claims_tab import write_claims
from core.reports.complaints_tab import write_complaints
from core.reports.compliance_tab import write_compliance
from core.reports.customer_tab import write_customers
from core.reports.definitions_tab import write_definitions
from core.reports.delivery_tab import write_delivery
from core.reports.detail_tab import write_detail
from core.reports.goals_tab import write_goals
from core.reports.kpi_tab import write_kpi
from core.reports.operations_tab import write_operations
from core.reports.payments_tab import write_payments
from core.reports.progress_tab import write_progress
from core.reports.receipts_tab import write_receipts
from core.reports.reconciliation_tab import write_reconciliation
from core.reports.remediation_tab import write_remediation
from core.reports.renewal_tab import write_renewal
from core.reports.retention_tab import write_retention
from core.reports.rules_tab import write_rules
from core.reports.surrender_tab import write_surrenders
from core.reports.tab import Tab
from core.reports.todo_tab import write_todos
from core.reports.training_tab import write_training
from core.reports.trend_tab import write_trend

MONTH_TABS = (
    Tab("KPI", "经营指标：本月、目标、环比、同比，附公式与口径", write_kpi),
    Tab("目标", "目标、差额、月末与年末预计、建议目标", write_goals),
    Tab("趋势", "十三个月趋势与图表", write_trend),
    Tab("渠道", "渠道与机构：贡献度、转化、继续率、集中度", write_channels),
    Tab("退保", "退保原因：渠道、险种、业务员、保单年度，金额与比上月的变化", write_surrenders),
    Tab("续期", "应收清单、宽限期末、失效预估、中止通知与复效", write_renewal),
    Tab("运营", "续期提醒方式与忠诚度活动的效果比较，件数、区间和提醒", write_operations),
    Tab("合规", "检查结果、临近和逾期的法定时限、重复问题", write_compliance),
    Tab("待办", "各部门未办结的事项，逾期在前；本月办结及其证明", write_todos),
    Tab("整改", "定期检查记录、各部门与各规则的整改进度、未整改清单", write_remediation),
    Tab("培训", "培训覆盖率、缺训与到期、未经培训的销售、公司制度、误导用语", write_training),
    Tab("规则", "核保规则的命中、转核与退回比例，系统建议与人工结论，豁免记录", write_rules),
    Tab("投保进度", "未办结投保单在等谁、等了几天、法定末日；体检；方案变更与重新签名", write_progress),
    Tab("送达回访", "保单送达、回执、犹豫期和回访，临近和逾期的时限", write_delivery),
    Tab("投诉", "投诉时限、账龄、延期审批、构成、重复和群体投诉", write_complaints),
    Tab("客服", "回访八问与拨打清单、咨询时效、满意度与 NPS、意见主题和转办", write_customers),
    Tab("理赔", "未结案件在等谁、案龄、法定时限、缺少的资料、应发函件、付款核对", write_claims),
    Tab("理赔分析", "按出险原因、医院、险种：件数、金额、拒赔率、时效，与上月比较", write_claim_analysis),
    Tab("勾稽", "必须相等的数：期初期末、应收实收、表间合计", write_reconciliation),
    Tab("收费核对", "银行流水与应收逐笔核对，对不上的写明原因和下一步", write_receipts),
    Tab("收付清单", "全部付款到哪一步：待制单、待复核、已复核、已付，控制总数与来源相平", write_payments),
    Tab("保存期限", "各类材料保存到哪一天、依据哪条；届满清单由人审批", write_retention),
    Tab("明细", "指标背后的业务行（已脱敏）", write_detail, linked_to=True),
    Tab("口径", "指标定义、参数取值与来源、待确认事项", write_definitions),
)
"""In reading order: business, duties, service, money, evidence.

首页 stands before them and is written last, because it reads off them.
"""


def in_writing_order() -> list[Tab]:
    """Those first whose rows others point to."""
    return sorted(MONTH_TABS, key=lambda tab: not tab.linked_to)
