"""The closed word lists of the office: every dropdown, once. Where a list is suggested rather than standard it says so."""

from __future__ import annotations

from typing import Annotated

from core.records.kinds import choice_kind

Sex = Annotated[str, choice_kind("性别", "男", "女", width=7)]
DocumentType = Annotated[
    str,
    choice_kind(
        "证件类型", "身份证", "户口簿", "出生证", "护照", "港澳居民来往内地通行证", "台湾居民来往大陆通行证", "港澳台居民居住证",
        "外国人永久居留身份证", "军官证", "统一社会信用代码", "其他", width=14,
    ),
]  # fmt: skip
Marriage = Annotated[str, choice_kind("婚姻", "未婚", "已婚", "离异", "丧偶", width=8)]
Relation = Annotated[
    str,
    choice_kind(
        "关系", "本人", "配偶", "丈夫", "妻子", "父母", "父亲", "母亲", "子女", "儿子", "女儿", "祖父母", "孙子女", "兄弟姐妹",
        "其他家庭成员", "雇主", "前配偶", "法定", "其他", width=11,
    ),
]  # fmt: skip
Channel = Annotated[str, choice_kind("渠道", "个险", "银保", "经代", "公司直销", "电销", "团险", width=10)]
Frequency = Annotated[str, choice_kind("交费频率", "趸交", "年交", "半年交", "季交", "月交", width=10)]
PaymentMethod = Annotated[str, choice_kind("交费方式", "银行转账", "现金", "第三方支付", "支票", "其他", width=11)]
Design = Annotated[str, choice_kind("设计类型", "普通型", "分红型", "万能型", "投资连结型", "变额型", width=11)]
Category = Annotated[
    str,
    choice_kind(
        "险种类别", "定期寿险", "终身寿险", "两全保险", "年金保险", "疾病保险", "医疗保险", "护理保险", "失能收入损失保险",
        "意外伤害保险", width=14,
    ),
]  # fmt: skip
MainOrRider = Annotated[str, choice_kind("主附险", "主险", "附加险", width=8)]
OccupationClass = Annotated[str, choice_kind("职业类别", "1", "2", "3", "4", "5", "6", "0", "7", "S", "R", width=9)]
RiskLevel = Annotated[str, choice_kind("洗钱风险等级", "高", "中", "低", width=9)]
RiskPreference = Annotated[str, choice_kind("风险偏好", "保守型", "稳健型", "平衡型", "成长型", "进取型", width=10)]
MatchOpinion = Annotated[str, choice_kind("匹配意见", "适当", "不适当", width=9)]
SurvivalOption = Annotated[str, choice_kind("领取方式", "现金", "累积生息", "抵交", width=10)]
SigningForm = Annotated[str, choice_kind("签名方式", "纸质", "可靠电子签名", "其他电子签名", width=13)]
PolicyForm = Annotated[str, choice_kind("保单形式", "电子", "纸质", width=9)]
BenefitKind = Annotated[str, choice_kind("受益类型", "身故", "生存", width=9)]
AccountKind = Annotated[str, choice_kind("账户类型", "银行卡", "存折", "对公账户", width=10)]
StaffRole = Annotated[str, choice_kind("人员类别", "销售人员", "内勤", width=10)]
WorkdayKind = Annotated[str, choice_kind("日历类型", "工作日", "休息日", width=10)]
UserRole = Annotated[str, choice_kind("角色", "经办", "主管", "审计", "精算", width=8)]

UnderwritingType = Annotated[str, choice_kind("核保类型", "自动", "人工", width=9)]
Conclusion = Annotated[
    str,
    choice_kind(
        "核保结论", "标准体", "次标准体-加费", "除外", "加费+除外", "限额/变更险种/缩短期间", "延期", "拒保", "客户撤单",
        "逾期未回复撤单", width=18,
    ),
]  # fmt: skip

PolicyStatus = Annotated[str, choice_kind("保单状态", "待生效", "有效", "宽限期", "中止(失效)", "终止", width=11)]
TerminationReason = Annotated[
    str,
    choice_kind(
        "终止原因", "犹豫期退保", "退保", "协议退保(约定解除)", "满期", "理赔终止", "身故终止", "公司解约(16条)", "永久失效",
        "转换/转保", "拒保撤件", "其他", width=14,
    ),
]  # fmt: skip
PremiumStatus = Annotated[
    str, choice_kind("交费状态", "交费中", "缓交", "自动垫交", "减额交清", "展期定期", "交清", "豁免", "趸交", width=10)
]
CallBackResult = Annotated[
    str,
    choice_kind(
        "回访结果", "成功-无问题", "成功-问题件", "未接通", "空号错号", "拒访", "非本人接听", "语言听力障碍转面访",
        "电子回访完成", width=14,
    ),
]  # fmt: skip
ReceiptKind = Annotated[str, choice_kind("对账业务类型", "新单", "续期", "保全补费", "退费", "理赔", "借款清偿", width=10)]
PaymentSource = Annotated[str, choice_kind("付款来源", "保全", "理赔", "退费", width=9)]
ClaimConclusion = Annotated[str, choice_kind("理赔结论", "赔付", "部分", "拒赔", "撤案", "协议", width=10)]
ClauseKind = Annotated[
    str,
    choice_kind("条款类别", "保险责任", "责任免除", "等待期", "轻症", "重症", "理赔条件", "犹豫期", "宽限期", "现金价值", "释义", "其他", width=11),
]  # fmt: skip

ClaimDecision = Annotated[str, choice_kind("认领结果", "确认", "驳回", width=9)]
DeliveryWay = Annotated[str, choice_kind("送达方式", "电子发送", "快递", "业务员递送", "柜面领取", width=10)]
CallBackWay = Annotated[str, choice_kind("回访方式", "电话", "面访", "信函", "电子回访", "视频", width=10)]
ContactWay = Annotated[
    str, choice_kind("跟进方式", "短信", "电话", "APP", "微信", "信函", "上门", "银行代扣", width=10)
]
RenewalAction = Annotated[
    str, choice_kind("跟进事项", "缴费提示", "催告", "扣款", "中止通知", "复效邀请", "忠诚度活动", width=11)
]
RenewalResult = Annotated[
    str,
    choice_kind(
        "跟进结果", "已送达", "退回", "扣款成功", "扣款失败", "承诺交费", "已交费", "暂不交费", "要求退保", "未接通", "空号错号",
        width=10,
    ),
]  # fmt: skip
DeductionFailure = Annotated[
    str,
    choice_kind(
        "扣款失败原因", "余额不足", "账户异常", "户名账号不符", "未签授权", "超限额", "银行系统", "其他", width=12
    ),
]
DueEvent = Annotated[
    str,
    choice_kind(
        "到期事项", "生效", "欠费进入宽限期", "自动垫交", "中止", "永久失效", "交费期满", "生存给付", "满期", "理赔终止",
        "身故终止", "公司解约", "转换转保", "拒保撤件", "其他终止", width=14,
    ),
]  # fmt: skip
ServicingItem = Annotated[
    str,
    choice_kind(
        "保全项目", "客户重要资料变更", "客户基本资料变更", "联系方式变更", "投保人变更", "受益人变更", "职业类别变更", "加保", "减保",
        "新增附加险", "交费期限变更", "交费方式及账号变更", "复效", "减额交清", "自动垫交", "保单贷款", "借款清偿", "犹豫期退保", "退保",
        "协议退保", "生存金领取", "领取方式变更", "领取年龄变更", "红利领取方式变更", "领取账户变更", "保单补发", "挂失解挂", "补充告知",
        "满期给付", width=18,
    ),
]  # fmt: skip
ServicingChannel = Annotated[str, choice_kind("保全受理渠道", "柜面", "APP", "代理人", width=10)]
ApplicantRole = Annotated[
    str, choice_kind("申请人身份", "投保人", "被保险人", "投保人和被保险人", "受益人", "其他", width=16)
]
SignatureMatch = Annotated[str, choice_kind("签名比对", "一致", "不一致", "不一致已回拨", width=13)]

ComplaintSource = Annotated[str, choice_kind("投诉来源", "公司", "监管转办", "12378", "协会", "媒体", width=11)]
ComplaintKind = Annotated[
    str, choice_kind("投诉分类", "销售纠纷", "退保纠纷", "理赔纠纷", "保全、续期、其他", width=16)
]
ComplaintLine = Annotated[
    str,
    choice_kind("投诉险种", "普通寿险", "分红险", "万能险", "投连险", "疾病险", "医疗险", "意外险", "年金险", width=10),
]
ReplyWay = Annotated[str, choice_kind("告知方式", "书面", "短信", "电话", "邮件", "APP", "当面", width=10)]
Responsibility = Annotated[str, choice_kind("责任认定", "公司有责", "部分有责", "无责", "无法认定", width=10)]
"""Suggested words: what counts as a well-founded complaint is for the company to say."""
InquiryWay = Annotated[str, choice_kind("咨询渠道", "电话", "柜面", "APP", "微信", "邮件", "业务员转", width=10)]
InquirySubject = Annotated[
    str,
    choice_kind(
        "咨询类别", "产品条款", "投保进度", "保单查询", "缴费续期", "保全", "理赔", "退保", "回访", "意见建议", "其他",
        width=10,
    ),
]  # fmt: skip
ServiceStep = Annotated[
    str, choice_kind("服务环节", "投保", "送达", "回访", "续期", "保全", "理赔", "退保", "咨询", "投诉", width=10)
]
OpinionTheme = Annotated[
    str,
    choice_kind(
        "意见主题", "产品", "条款解释", "销售行为", "办理时效", "服务态度", "手续资料", "线上系统", "缴费扣款", "理赔结论",
        "表扬", "其他", width=10,
    ),
]  # fmt: skip
Department = Annotated[
    str,
    choice_kind(
        "部门", "销售", "核保", "运营", "保全", "理赔", "客服", "财务", "精算", "合规", "培训", "信息技术", "其他",
        width=10,
    ),
]  # fmt: skip
TaskSource = Annotated[
    str,
    choice_kind(
        "待办来源", "投诉", "客户意见", "咨询", "回访问题件", "资料补正", "法定时限", "合规整改", "培训", "理赔函件", "赔款核对",
        "对账差异", "续期跟进", "产品停售", "投保进度", "其他", width=11,
    ),
]  # fmt: skip
TaskStatus = Annotated[str, choice_kind("待办状态", "待办", "处理中", "待复核", "已办结", "已撤销", width=10)]
TrainingKind = Annotated[
    str, choice_kind("培训类型", "合规", "产品", "反洗钱", "内部规章", "销售技能", "其他", width=10)
]
MaterialKind = Annotated[str, choice_kind("材料类型", "培训课件", "销售话术", "宣传单页", "线上文章", "其他", width=11)]
TrainingResult = Annotated[str, choice_kind("考核结果", "合格", "不合格", "补考合格", "免考", width=10)]
ChannelCostKind = Annotated[
    str, choice_kind("渠道费用类型", "佣金", "手续费", "奖励", "推广费", "培训费", "人力", "其他", width=11)
]
FlagOutcome = Annotated[str, choice_kind("线索处理结果", "确认", "排除", width=12)]
SurrenderReason = Annotated[
    str,
    choice_kind(
        "退保原因", "01 经济困难/资金周转", "02 销售误导/与宣传不符", "03 收益不及预期", "04 转投他司/他品", "05 重复投保",
        "06 服务不满", "07 代理人离职(孤儿单)", "08 条款不理解/家人反对", "09 健康/核保结论", "10 代理退保介入", "99 其他",
        width=18,
    ),
]  # fmt: skip
"""Suggested codes, 待公司确认."""
