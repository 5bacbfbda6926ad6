"""The main job as it is usually written; frozen, so that ratios stay comparable. It uses nothing of ours.

pandas.read_excel with openpyxl as text, a pydantic model per row with findings per cell, DataFrame.apply for the value,
sqlite_utils.upsert_all, openpyxl for a workbook with three tabs. It knows the rules that the benchmark's 保单台账 can
break: A201 check digit, A202 birth date in the number (impossible, in the future, unlike the cell), A203 sex in the
number, A205 province, A301 mobile, D11 days, D14 amounts, D28 closed lists.
"""

from __future__ import annotations

import json
import re
import sys
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Annotated, Any

import pandas as pd
from openpyxl import Workbook
from pydantic import AfterValidator, BaseModel, BeforeValidator, Field, ValidationInfo
from sqlite_utils import Database

SHEET = "保单台账"
PROVINCES = {str(code) for codes in (
    range(11, 16), range(21, 24), range(31, 38), range(41, 47), range(50, 55), range(61, 66), (71, 81, 82, 83)
) for code in codes}  # fmt: skip
CHANNELS = {"个险", "银保", "经代", "公司直销", "电销", "团险"}
FREQUENCIES = {"趸交", "年交", "半年交", "季交", "月交"}
STATUSES = {"待生效", "有效", "宽限期", "中止(失效)", "终止"}
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
KEY = ("policy_no", "product_code")
REFUSED, NOTICE = "拒收", "提示"


def found(info: ValidationInfo, code: str, message: str, severity: str = REFUSED) -> None:
    """Keeps a finding of the cell that is being validated."""
    info.context["findings"].append((code, severity, info.field_name, message))


def birth_date(number: str) -> date | None:
    """The date inside a citizen number."""
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None


def check_number(number: str, info: ValidationInfo) -> str:
    """A201, A202 and A205 on a citizen number."""
    if len(number) not in (15, 18):
        return number
    if not re.fullmatch(r"\d{17}[\dX]", number):
        found(info, "A201", "身份证号码位数或字符不对")
        return number
    total = sum(int(digit) * weight for digit, weight in zip(number, WEIGHTS, strict=False))
    if "10X98765432"[total % 11] != number[17]:
        found(info, "A201", "校验位不对")
    elif number[:2] not in PROVINCES:
        found(info, "A205", "地区码未知", NOTICE)
    born = birth_date(number)
    if born is None:
        found(info, "A202", "没有这一天")
    elif born > info.context["on"]:
        found(info, "A202", "出生日期在业务日期之后")
    return number


def check_phone(phone: str, info: ValidationInfo) -> str:
    """A301: 1, then 3–9, then nine digits."""
    if phone and not re.fullmatch(r"1[3-9]\d{9}", phone):
        found(info, "A301", "手机号码不对")
    return phone


def check_sex(sex: str, info: ValidationInfo) -> str:
    """A203: the 17th digit is odd for 男."""
    number = info.context["row"]["insured_document_no"]
    if sex and re.fullmatch(r"\d{17}[\dX]", number) and ("男" if int(number[16]) % 2 else "女") != sex:
        found(info, "A203", "性别与身份证号码不同")
    return sex


def read_day(text: Any, info: ValidationInfo) -> date | None:
    """D11: a day as pandas gives it, or as a clerk types it."""
    if not text:
        return None
    match = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})(?: 00:00:00)?", text)
    try:
        return date(int(match[1]), int(match[2]), int(match[3])) if match else _unread(info)
    except ValueError:
        return _unread(info)


def _unread(info: ValidationInfo) -> None:
    found(info, "D11", "不能识别为日期")


def check_birth_date(day: date | None, info: ValidationInfo) -> date | None:
    """A202: the 出生日期 is the one in the number."""
    number = info.context["row"]["insured_document_no"]
    inside = birth_date(number) if re.fullmatch(r"\d{17}[\dX]", number) else None
    if day and inside and day != inside:
        found(info, "A202", "出生日期与身份证号码不同")
    return day


def read_amount(text: Any, info: ValidationInfo) -> Decimal | None:
    """D14: yuan; 万元 is converted."""
    if not text:
        return None
    try:
        if text.endswith("万元"):
            found(info, "D14", "已换算为元", NOTICE)
            return Decimal(text[:-2]) * 10_000
        return Decimal(text)
    except InvalidOperation:
        found(info, "D14", "不能识别为金额")
        return None


def one_of(words: set[str]) -> BeforeValidator:
    """D28: a closed list."""

    def check(text: str, info: ValidationInfo) -> str:
        if text and text not in words:
            found(info, "D28", "不是可选的内容")
            return ""
        return text

    return BeforeValidator(check)


Number = Annotated[str, AfterValidator(check_number)]
Day = Annotated[date | None, BeforeValidator(read_day)]
Amount = Annotated[Decimal | None, BeforeValidator(read_amount)]


class Policy(BaseModel):
    """One row of 保单台账."""

    policy_no: str = Field(alias="保单号")
    branch_code: str = Field(alias="机构代码")
    channel: Annotated[str, one_of(CHANNELS)] = Field(alias="渠道")
    agent_no: str = Field(alias="业务员工号")
    policyholder_name: str = Field(alias="投保人姓名")
    policyholder_document_no: Number = Field(alias="投保人证件号码")
    policyholder_phone: Annotated[str, AfterValidator(check_phone)] = Field(alias="投保人手机")
    insured_name: str = Field(alias="被保险人姓名")
    insured_sex: Annotated[str, AfterValidator(check_sex)] = Field(alias="被保险人性别")
    insured_birth_date: Annotated[Day, AfterValidator(check_birth_date)] = Field(alias="被保险人出生日期")
    insured_document_no: Number = Field(alias="被保险人证件号码")
    product_code: str = Field(alias="险种代码")
    sum_assured: Amount = Field(alias="保额")
    frequency: Annotated[str, one_of(FREQUENCIES)] = Field(alias="交费方式(频率)")
    premium_term: str = Field(alias="交费期")
    policy_term: str = Field(alias="保险期间")
    first_premium: Amount = Field(alias="首期保费")
    issued_on: Day = Field(alias="承保日")
    effective_on: Day = Field(alias="生效日")
    status: Annotated[str, one_of(STATUSES)] = Field(alias="保单状态")


HEADINGS = {name: field.alias for name, field in Policy.model_fields.items()}


def check(frame: pd.DataFrame, on: date) -> tuple[pd.DataFrame, list[tuple[Any, ...]]]:
    """Every row through the model; findings as (code, severity, Excel row, heading, text, message)."""
    rows, findings = [], []
    for number, record in enumerate(frame.to_dict("records"), start=2):
        context = {"on": on, "findings": [], "row": {"insured_document_no": record["被保险人证件号码"]}}
        rows.append(Policy.model_validate(record, context=context).model_dump())
        for code, severity, field, message in context["findings"]:
            findings.append((code, severity, number, HEADINGS[field], record[HEADINGS[field]], message))
    return pd.DataFrame(rows), findings


def anniversary(day: date, years: int) -> date:
    """The same day years later; 29 February becomes the 28th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def value(row: pd.Series, printed: dict[Any, Decimal], on: date) -> float:
    """The cash value on a day, straight between two printed year ends per 1,000 yuan, rounded half up to the fen."""
    effective, born = row["effective_on"], row["insured_birth_date"]
    if pd.isna(effective) or pd.isna(born) or pd.isna(row["sum_assured"]):
        return float("nan")
    years = on.year - effective.year
    if anniversary(effective, years) > on:
        years -= 1
    age = effective.year - born.year - ((effective.month, effective.day) < (born.month, born.day))
    cell = (row["product_code"], row["insured_sex"], age, row["premium_term"], row["policy_term"])
    end = printed.get((*cell, years + 1))
    if end is None:
        return float("nan")
    start = printed.get((*cell, years), Decimal(0))
    days = min((on - anniversary(effective, years)).days, 365)
    figure = row["sum_assured"] / 1000 * (start * (365 - days) + end * days) / 365
    return float(figure.quantize(Decimal("0.01"), ROUND_HALF_UP))


def printed_values(frame: pd.DataFrame) -> dict[Any, Decimal]:
    """The 现金价值表 as a dictionary by cell and year."""
    printed = {}
    for _, row in frame.iterrows():
        cell = (row["险种代码"], row["性别"], int(row["投保年龄"]), row["交费期"], row["保险期间"])
        printed[(*cell, int(row["保单年度"]))] = Decimal(row["年末现金价值"])
    return printed


def store(path: str, frame: pd.DataFrame, findings: list[tuple[Any, ...]]) -> int:
    """Upserts the rows that no finding refuses and that have a whole key; gives their number."""
    refused = {row for _, severity, row, *_ in findings if severity == REFUSED}
    rows = [
        {name: _plain(cell) for name, cell in row.items()}
        for number, row in enumerate(frame.to_dict("records"), start=2)
        if number not in refused and all(row[name] for name in KEY)
    ]
    Database(path)["policies"].upsert_all(rows, pk=KEY)
    return len(rows)


def _plain(cell: Any) -> Any:
    if isinstance(cell, Decimal):
        return int(cell * 100)
    return cell.isoformat() if isinstance(cell, date) else cell


def report(path: str, frame: pd.DataFrame, findings: list[tuple[Any, ...]]) -> None:
    """Three tabs: by branch, the findings, by product and year of issue."""
    book = Workbook()
    book.remove(book.active)
    for name, key in (("机构", "branch_code"), ("险种", "product_code")):
        sheet = book.create_sheet(name)
        sheet.append([key, "件数", "保额", "现金价值"])
        for group, part in frame.groupby(key):
            sheet.append([group, len(part), float(part["sum_assured"].dropna().sum()), float(part["value"].sum())])
    sheet = book.create_sheet("校验结果")
    sheet.append(["规则", "级别", "工作表", "单元格", "列名", "填写内容", "问题"])
    columns = list(HEADINGS.values())
    for code, severity, row, heading, text, message in findings:
        sheet.append([code, severity, SHEET, f"{chr(65 + columns.index(heading))}{row}", heading, text, message])
    book.save(path)


def main(policies: str, products: str, ledger: str, target: str, day: str, answer: str = "") -> None:
    """The whole job; ``answer``: a file for findings and values, for comparison."""
    on = date.fromisoformat(day)
    frame = pd.read_excel(policies, sheet_name=SHEET, engine="openpyxl", dtype=str).fillna("")
    printed = printed_values(pd.read_excel(products, sheet_name="现金价值表", engine="openpyxl", dtype=str).fillna(""))
    rows, findings = check(frame, on)
    rows["value"] = rows.apply(value, axis=1, args=(printed, on))
    stored = store(ledger, rows.drop(columns="value"), findings)
    report(target, rows, findings)
    if answer:
        told = {
            "findings": sorted([code, row, heading] for code, _, row, heading, *_ in findings),
            "values": [None if pd.isna(one) else round(one * 100) for one in rows["value"]],
            "stored": stored,
        }
        with open(answer, "w", encoding="utf-8") as file:  # noqa: PTH123
            json.dump(told, file)


if __name__ == "__main__":
    main(*sys.argv[1:])
