"""The people of an application: 投保人, 被保险人, 受益人."""

from __future__ import annotations

from typing import ClassVar

from core.records import kinds as k
from core.records import vocabulary as v
from core.records.record import Party, Record, column

_PERSON = {
    name: name
    for name in (
        "name", "sex", "birth_date", "age", "document_type", "document_no", "document_validity", "nationality", "phone",
        "landline", "address", "postal_code", "email", "occupation", "occupation_code", "occupation_class", "marriage",
        "annual_income", "height", "weight",
    )
}  # fmt: skip


class Person(Record):
    """What is asked of the policyholder and of the insured alike. ``prefixes`` of a subclass make 投保人姓名 find 姓名."""

    key: ClassVar[tuple[str, ...]] = ("application_no",)

    application_no: k.Code = column(
        "投保单号", "印刷号", "投保单号(印刷号)", "投保书号", required=True, example="TB202610000001"
    )
    name: k.Name = column("姓名", "客户姓名", required=True, example="张三")
    sex: v.Sex = column("性别", required=True, example="男")
    birth_date: k.Day = column("出生日期", "生日", required=True, example="1988-05-06")
    age: k.Count = column("年龄", "年龄(周岁)", "周岁", example="38")
    document_type: v.DocumentType = column("证件类型", required=True, example="身份证")
    document_no: k.DocumentNo = column(
        "证件号码", "证件号", "身份证号", "身份证号码", required=True, example="110101198805060013"
    )
    document_validity: k.Validity = column("证件有效期", "证件有效期至", required=True, example="2035-06-01")
    nationality: k.Text = column("国籍", example="中国")
    household: k.Text = column("户籍", example="北京市")
    height: k.Number = column("身高cm", "身高", example="175")
    weight: k.Number = column("体重kg", "体重", example="70")
    marriage: v.Marriage = column("婚姻", "婚姻状况", example="已婚")
    landline: k.Landline = column("固定电话", "电话", example="010-88886666")
    phone: k.Phone = column("移动电话", "手机", "手机号", "手机号码", "联系电话", required=True, example="13800138000")
    address: k.Address = column(
        "住址",
        "地址",
        "联系地址",
        "通讯地址",
        "住址(详细)",
        required=True,
        example="北京市东城区某某街道1号院2号楼301室",
    )
    postal_code: k.PostalCode = column("邮编", "邮政编码", example="100010")
    email: k.Email = column("邮箱", "电子邮箱")
    employer: k.Text = column("单位名称", "工作单位", example="示例公司")
    occupation: k.Text = column("职业", required=True, example="公司职员")
    occupation_code: k.Code = column("职业代码", required=True, example="0001001")
    occupation_class: v.OccupationClass = column("职业类别", example="1")
    annual_income: k.Amount = column("年收入", "个人年收入", required=True, example="150000")


class Policyholder(Person):
    """投保人: who applies and pays."""

    sheet: ClassVar[str] = "投保人"
    sheet_aliases: ClassVar[tuple[str, ...]] = ("投保人信息", "要保人")
    table: ClassVar[str] = "policyholders"
    prefixes: ClassVar[tuple[str, ...]] = ("投保人", "客户")
    parties: ClassVar[tuple[Party, ...]] = (Party("投保人", _PERSON),)

    own_labour_income: k.YesNo = column("以自己劳动收入为主要生活来源", help="16、17周岁投保人填写")
    relation: v.Relation = column(
        "与被保险人关系", "与被保人关系", help="投保人是被保险人的什么人", required=True, example="本人"
    )


class Insured(Person):
    """被保险人: whose life or body is insured."""

    sheet: ClassVar[str] = "被保险人"
    sheet_aliases: ClassVar[tuple[str, ...]] = ("被保人", "被保险人信息")
    table: ClassVar[str] = "insureds"
    prefixes: ClassVar[tuple[str, ...]] = ("被保险人", "被保人")
    parties: ClassVar[tuple[Party, ...]] = (Party("被保险人", _PERSON),)

    phone: k.Phone = column("移动电话", "手机", "手机号", "手机号码", "联系电话", example="13800138000")
    address: k.Address = column(
        "住址", "地址", "联系地址", "通讯地址", "住址(详细)", example="北京市东城区某某街道1号院2号楼301室"
    )
    annual_income: k.Amount = column("年收入", "个人年收入", example="150000")
    capacity_limited: k.YesNo = column("无民事行为能力", help="成年人经认定无民事行为能力的填“是”")


class Beneficiary(Record):
    """受益人: who receives, in which order, with which share."""

    sheet: ClassVar[str] = "受益人"
    sheet_aliases: ClassVar[tuple[str, ...]] = ("身故受益人", "受益人信息")
    table: ClassVar[str] = "beneficiaries"
    prefixes: ClassVar[tuple[str, ...]] = ("受益人", "身故受益人")
    key: ClassVar[tuple[str, ...]] = ("application_no", "benefit_kind", "order", "name", "document_no")
    parties: ClassVar[tuple[Party, ...]] = (
        Party(
            "受益人",
            {
                n: n
                for n in (
                    "name",
                    "sex",
                    "document_type",
                    "document_no",
                    "document_validity",
                    "nationality",
                    "phone",
                    "occupation",
                    "address",
                )
            },
        ),
    )

    application_no: k.Code = column(
        "投保单号", "印刷号", "投保单号(印刷号)", "投保书号", required=True, example="TB202610000001"
    )
    benefit_kind: v.BenefitKind = column("受益类型", help="身故或生存，空白按身故", example="身故")
    name: k.Name = column("姓名", "身故受益人", example="李四")
    sex: v.Sex = column("性别", example="女")
    document_type: v.DocumentType = column("证件类型", example="身份证")
    document_no: k.DocumentNo = column("证件号码", "证件号", "身份证号", example="110101199001010023")
    document_validity: k.Validity = column("证件有效期")
    relation: v.Relation = column("与被保险人关系", help="受益人是被保险人的什么人", example="配偶")
    order: k.Count = column("受益顺序", "顺序", example="1")
    share: k.Share = column("受益份额", "份额", "受益比例", "比例", example="100%")
    identity_verified: k.YesNo = column(
        "身份已核实", "受益人身份核实", help="已识别并核实指定受益人的身份；空白时看尽职调查", example="是"
    )
    nationality: k.Text = column("国籍", example="中国")
    occupation: k.Text = column("职业")
    phone: k.Phone = column("联系方式", "手机", "联系电话")
    address: k.Address = column("住址/单位", "住址", "地址")
