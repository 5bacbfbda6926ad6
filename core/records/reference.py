"""Reference workbooks: the lists that rules look things up in. The company keeps them; Neiqin ships samples and templates."""

from __future__ import annotations

from typing import ClassVar

from core.records import kinds as k
from core.records import vocabulary as v
from core.records.record import Record, column


class Staff(Record):
    """人员名册: sales people and office staff, their phones, accounts and qualifications."""

    sheet: ClassVar[str] = "人员名册"
    sheet_aliases: ClassVar[tuple[str, ...]] = ("员工名册", "业务员名册")
    table: ClassVar[str] = "staff"
    key: ClassVar[tuple[str, ...]] = ("staff_no",)

    staff_no: k.Code = column("工号", "员工号", "业务员工号", required=True, example="A10001")
    name: k.Name = column("姓名", required=True, example="王五")
    role: v.StaffRole = column("人员类别", required=True, example="销售人员")
    branch_code: k.Code = column("机构代码", example="860101")
    department: k.Text = column("部门", example="个险部")
    phone: k.Phone = column("手机", "联系电话", example="13900139000")
    account_no: k.AccountNo = column("账号", "工资账号", "银行账号")
    licence_no: k.Code = column("执业证号", "执业登记号", example="00000000000000000001")
    licensed_from: k.Day = column("执业登记起", example="2020-01-01")
    licensed_to: k.Day = column("执业登记止")
    sales_grade: k.Count = column("销售资质等级", example="2")
    left_on: k.Day = column("离职日", "离职日期")


class WatchEntry(Record):
    """名单: people and organisations that must not be served (反恐名单, 联合国名单, 人民银行名单)."""

    sheet: ClassVar[str] = "名单"
    sheet_aliases: ClassVar[tuple[str, ...]] = ("筛查名单", "黑名单", "制裁名单")
    table: ClassVar[str] = "watch_list"
    key: ClassVar[tuple[str, ...]] = ("list_name", "name", "document_no")

    list_name: k.Text = column("名单名称", "名单来源", required=True, example="示例名单")
    name: k.Name = column("姓名", "名称", required=True, example="某某")
    document_no: k.DocumentNo = column("证件号码")
    birth_date: k.Day = column("出生日期")
    listed_on: k.Day = column("列入日")
    removed_on: k.Day = column("移出日")


class Occupation(Record):
    """职业表: the company's occupation codes and classes."""

    sheet: ClassVar[str] = "职业表"
    sheet_aliases: ClassVar[tuple[str, ...]] = ("职业分类表", "职业类别表")
    table: ClassVar[str] = "occupations"
    key: ClassVar[tuple[str, ...]] = ("occupation_code",)

    occupation_code: k.Code = column("职业代码", required=True, example="0001001")
    occupation: k.Text = column("职业名称", "职业", required=True, example="公司职员")
    occupation_class: v.OccupationClass = column("职业类别", "类别", required=True, example="1")
    no_fixed_income: k.YesNo = column("无固定收入", example="否")


class CardBin(Record):
    """卡BIN: first digits of bank cards and the bank they belong to."""

    sheet: ClassVar[str] = "卡BIN"
    sheet_aliases: ClassVar[tuple[str, ...]] = ("卡BIN表", "银行卡BIN")
    table: ClassVar[str] = "card_bins"
    key: ClassVar[tuple[str, ...]] = ("prefix",)

    prefix: k.Code = column("卡BIN", "BIN", required=True, example="622202")
    bank: k.Text = column("银行名称", "开户行", "银行", required=True, example="示例银行")
    length: k.Count = column("卡号长度", example="19")


class MedicalLimit(Record):
    """免体检限额: from which cumulative sum at risk, by age, which medical examination is asked. Company property."""

    sheet: ClassVar[str] = "免体检限额"
    sheet_aliases: ClassVar[tuple[str, ...]] = ("体检限额表",)
    table: ClassVar[str] = "medical_limits"
    key: ClassVar[tuple[str, ...]] = ("risk_kind", "age_from", "sum_from")

    risk_kind: k.Text = column("风险保额类别", help="寿险、重疾、意外、医疗", required=True, example="寿险")
    age_from: k.Count = column("年龄起", required=True, example="18")
    age_to: k.Count = column("年龄止", required=True, example="40")
    sum_from: k.Amount = column("累计风险保额起", help="达到或超过即需体检", required=True, example="1000000")
    examinations: k.Text = column("体检项目", required=True, example="常规体检")


class Permission(Record):
    """权限: operating-system accounts and their roles; only a 主管 may change what the ledger holds of it.

    The role says what an account may be given at most (``core/access/roles.yaml``); the columns say what it is given.
    """

    sheet: ClassVar[str] = "权限"
    sheet_aliases: ClassVar[tuple[str, ...]] = ("权限表",)
    table: ClassVar[str] = "permissions"
    key: ClassVar[tuple[str, ...]] = ("account",)

    account: k.Code = column("系统账号", "账号", required=True, example="zhangsan")
    name: k.Name = column("姓名", example="赵六")
    role: v.UserRole = column("角色", required=True, example="经办")
    branch_code: k.Code = column("机构代码", example="860101")
    unmask: k.YesNo = column("可看完整信息", help="写明理由后可看完整个人信息，不含健康信息", example="否")
    health: k.YesNo = column("可看健康信息", help="健康信息单独授权，空白为否", example="否")
    restricted: k.YesNo = column("可看受限页", help="可疑线索和反洗钱资料，空白为否", example="否")
    valid_from: k.Day = column("生效日", example="2026-01-01")
    valid_to: k.Day = column("失效日")


class CalendarDay(Record):
    """工作日历: days that differ from the built-in calendar, kept by the office."""

    sheet: ClassVar[str] = "工作日历"
    table: ClassVar[str] = "calendar_days"
    key: ClassVar[tuple[str, ...]] = ("day",)

    day: k.Day = column("日期", required=True, example="2027-01-04")
    kind: v.WorkdayKind = column("日历类型", "类型", required=True, example="工作日")
    note: k.Text = column("说明", "依据")


class CompanyParameter(Record):
    """参数: a value that the company sets or confirms, with its source, the person who confirmed it, and since when."""

    sheet: ClassVar[str] = "参数"
    sheet_aliases: ClassVar[tuple[str, ...]] = ("参数表", "公司参数")
    table: ClassVar[str] = "company_parameters"
    key: ClassVar[tuple[str, ...]] = ("key_name", "effective_from")

    key_name: k.Text = column("参数", "参数代码", required=True, example="parent_child_age_gap")
    title: k.Text = column("参数名称", example="父母子女年龄差")
    value: k.Text = column("参数值", "值", required=True, example="16")
    effective_from: k.Day = column("生效日", required=True, example="2026-01-01")
    effective_to: k.Day = column("失效日")
    source: k.Text = column("来源", "依据", example="公司核保手册")
    confirmed_by: k.Name = column("确认人", example="赵六")
    confirmed_on: k.Day = column("确认日", example="2026-01-01")


class InternalRule(Record):
    """公司制度: one article of the company's own rules; parameters, tasks and trainings cite it by its number."""

    sheet: ClassVar[str] = "公司制度"
    sheet_aliases: ClassVar[tuple[str, ...]] = ("内部规章", "公司内部规章", "规章制度")
    table: ClassVar[str] = "internal_rules"
    key: ClassVar[tuple[str, ...]] = ("rule_no", "article", "effective_from")

    rule_no: k.Code = column("制度编号", "规章编号", "制度文号", required=True, example="GZ-2026-03")
    title: k.Text = column("制度名称", "规章名称", required=True, example="整改管理办法")
    article: k.Text = column("制度条款", "条", help="例如 第三条；空白为整份制度", example="第三条")
    effective_from: k.Day = column("生效日", required=True, example="2026-01-01")
    effective_to: k.Day = column("失效日")
    department: v.Department = column("归口部门", "制定部门", example="合规")
    summary: k.LongText = column("条款摘要", "内容摘要", required=True, example="检查发现的问题要有责任人、期限和整改证明")
    trained: k.YesNo = column("需要培训", help="“是”的制度要求销售人员有有效的内部规章培训", example="否")


class Target(Record):
    """目标: what an office, a branch, a channel or a product should reach in a month."""

    sheet: ClassVar[str] = "目标"
    sheet_aliases: ClassVar[tuple[str, ...]] = ("业务目标", "月度目标")
    table: ClassVar[str] = "targets"
    key: ClassVar[tuple[str, ...]] = ("month", "branch_code", "channel", "product_code", "measure")

    month: k.Code = column("月份", required=True, help="例如 2026-10", example="2026-10")
    branch_code: k.Code = column("机构代码", example="860101")
    channel: v.Channel = column("渠道", example="个险")
    product_code: k.Code = column("险种代码", "产品代码", help="按险种定目标的填写")
    measure: k.Text = column("指标", required=True, example="新单保费")
    target: k.Number = column("目标", "目标值", required=True, help="比率写成小数，例如 0.9", example="1000000")
    source: k.Text = column("目标来源", "来源", help="例如 年度计划、按建议目标调整", example="年度计划")


REFERENCE_RECORDS = (
    Staff, WatchEntry, Occupation, CardBin, MedicalLimit, Permission, CalendarDay, CompanyParameter, InternalRule,
    Target,
)  # fmt: skip
