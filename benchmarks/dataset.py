"""The workbooks that every benchmark reads: 保单台账 with 20 columns, 5 % bad rows, and the product's 现金价值表.

Deterministic: the same rows for the same size, no real person. Written with XlsxWriter (texts shared, as Excel
stores them), kept by size in a folder of the temporary directory.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any

BAD_SHARE = 0.05
ON = date(2026, 6, 30)
"""The day of the check and of the valuation."""

HEADINGS = {
    "policy_no": "保单号", "branch_code": "机构代码", "channel": "渠道", "agent_no": "业务员工号",
    "policyholder_name": "投保人姓名", "policyholder_document_no": "投保人证件号码", "policyholder_phone": "投保人手机",
    "insured_name": "被保险人姓名", "insured_sex": "被保险人性别", "insured_birth_date": "被保险人出生日期",
    "insured_document_no": "被保险人证件号码", "product_code": "险种代码", "sum_assured": "保额",
    "frequency": "交费方式(频率)", "premium_term": "交费期", "policy_term": "保险期间", "first_premium": "首期保费",
    "issued_on": "承保日", "effective_on": "生效日", "status": "保单状态",
}  # fmt: skip
PRODUCTS = ("WL2601", "TL2601", "EN2601")
AGES = range(20, 50)
YEARS = 20
SUMS = (10_000, 20_000, 50_000, 100_000, 200_000, 500_000, 1_000_000)

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_PROVINCES = ("11", "31", "33", "44", "51", "42")
_SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨"

Row = dict[str, Any]


def books(rows: int) -> tuple[Path, Path]:
    """The 保单台账 of that many rows and the workbook of products, made anew when this file changes."""
    edition = sha256(Path(__file__).read_bytes()).hexdigest()[:8]
    place = Path(tempfile.gettempdir()) / f"neiqin-benchmarks-{edition}"
    place.mkdir(parents=True, exist_ok=True)
    policies, products = place / f"保单台账-{rows}.xlsx", place / "产品与现金价值表.xlsx"
    if not policies.exists():
        write(policies, {"保单台账": [list(HEADINGS.values()), *map(list, map(dict.values, policy_rows(rows)))]})
    if not products.exists():
        write(products, {"产品": list(_product_rows()), "现金价值表": list(_value_rows())})
    return policies, products


def write(path: Path, sheets: dict[str, Sequence[Sequence[Any]]]) -> None:
    """Sheets of plain rows into a new workbook; it appears whole or not at all."""
    import xlsxwriter

    unfinished = path.with_suffix(".part")
    workbook = xlsxwriter.Workbook(str(unfinished), {"default_date_format": "yyyy-mm-dd"})
    for name, rows in sheets.items():
        sheet = workbook.add_worksheet(name)
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                if isinstance(cell, str):
                    sheet.write_string(number, column, cell)
                else:
                    sheet.write(number, column, cell)
    workbook.close()
    unfinished.replace(path)


def policy_rows(count: int, seed: int = 20260630) -> Iterator[Row]:
    """Rows of 保单台账 by field name, every twentieth one (at random) spoiled in one way."""
    rng = Random(seed)
    for number in range(count):
        row = _good_row(rng, number)
        if rng.random() < BAD_SHARE:
            rng.choice(FAULTS)(rng, row)
        yield row


def _good_row(rng: Random, number: int) -> Row:
    effective = date(2008, 1, 1) + timedelta(days=rng.randrange(6700))
    born = effective - timedelta(days=int(365.25 * rng.choice(AGES)) + rng.randrange(20, 340))
    sex = rng.choice("男女")
    sum_assured = rng.choice(SUMS)
    return {
        "policy_no": f"8601012026{number:08d}",
        "branch_code": f"8601{rng.randrange(1, 21):02d}",
        "channel": rng.choice(("个险", "银保", "经代", "电销")),
        "agent_no": f"A{rng.randrange(10_000, 12_000)}",
        "policyholder_name": _name(2 * number),
        "policyholder_document_no": document_no(rng.choice(_PROVINCES), date(1970, 1, 1), "男", 2 * number),
        "policyholder_phone": f"138{number:08d}",
        "insured_name": _name(2 * number + 1),
        "insured_sex": sex,
        "insured_birth_date": born,
        "insured_document_no": document_no(rng.choice(_PROVINCES), born, sex, 2 * number + 1),
        "product_code": rng.choice(PRODUCTS),
        "sum_assured": sum_assured,
        "frequency": "年交",
        "premium_term": "10年",
        "policy_term": "终身",
        "first_premium": round(sum_assured * rng.uniform(0.01, 0.04), 2),
        "issued_on": effective - timedelta(days=1),
        "effective_on": effective,
        "status": rng.choice(("有效", "有效", "有效", "宽限期")),
    }


def _name(serial: int) -> str:
    """Another name for every serial: a surname and three characters."""
    place, last = divmod(serial, len(_SURNAMES))
    return _SURNAMES[last] + "".join(chr(0x4E00 + place // 300**power % 300) for power in range(3))


def document_no(province: str, born: date, sex: str, serial: int) -> str:
    """A citizen number of nobody with its check digit, another one for every serial: four digits of its area say it."""
    return numbered(f"{province}{serial // 500:04d}{born:%Y%m%d}{serial % 500 * 2 + (sex == '男'):03d}")


def numbered(first_17: str) -> str:
    """17 digits with their check character (GB 11643)."""
    total = sum(int(digit) * weight for digit, weight in zip(first_17, _WEIGHTS, strict=True))
    return first_17 + "10X98765432"[total % 11]


def _wrong_check_digit(field: str) -> Callable[[Random, Row], None]:
    def spoil(rng: Random, row: Row) -> None:
        number = row[field]
        row[field] = number[:-1] + ("0" if number[-1] != "0" else "1")

    return spoil


def _impossible_birth(rng: Random, row: Row) -> None:
    number = row["insured_document_no"]
    row["insured_document_no"] = numbered(f"{number[:10]}0231{number[14:17]}")


def _future_birth(rng: Random, row: Row) -> None:
    number = row["insured_document_no"]
    row["insured_document_no"] = numbered(f"{number[:6]}2031{number[10:17]}")


def _other_birth_date(rng: Random, row: Row) -> None:
    row["insured_birth_date"] += timedelta(days=1)


def _other_sex(rng: Random, row: Row) -> None:
    row["insured_sex"] = "女" if row["insured_sex"] == "男" else "男"


def _strange_area(rng: Random, row: Row) -> None:
    row["policyholder_document_no"] = numbered(f"88{row['policyholder_document_no'][2:17]}")


def _bad_phone(rng: Random, row: Row) -> None:
    row["policyholder_phone"] = rng.choice((row["policyholder_phone"][:10], "12" + row["policyholder_phone"][2:]))


def _cell(*choices: tuple[str, object]) -> Callable[[Random, Row], None]:
    def spoil(rng: Random, row: Row) -> None:
        field, cell = rng.choice(choices)
        row[field] = cell

    return spoil


def _sum_in_ten_thousands(rng: Random, row: Row) -> None:
    row["sum_assured"] = f"{row['sum_assured'] // 10_000}万元"


FAULTS: tuple[Callable[[Random, Row], None], ...] = (
    _wrong_check_digit("policyholder_document_no"),
    _wrong_check_digit("insured_document_no"),
    _impossible_birth,
    _future_birth,
    _other_birth_date,
    _other_sex,
    _strange_area,
    _bad_phone,
    _sum_in_ten_thousands,
    _cell(("effective_on", "2025-02-30"), ("issued_on", "2025年3月"), ("effective_on", "05/03/2025")),
    _cell(("sum_assured", "面议"), ("first_premium", "见合同")),
    _cell(("channel", "熟人"), ("status", "不明"), ("frequency", "随意")),
    _cell(("sum_assured", ""), ("effective_on", ""), ("product_code", ""), ("insured_name", ""), ("agent_no", "")),
)


_PRODUCT = {
    "险种代码": "", "版本": "1", "险种名称": "示例终身寿险", "险种类别": "终身寿险", "设计类型": "普通型",
    "主附险": "主险", "含身故责任": "是", "价值表单位": 1000, "价值表单位基准": "保额",
    "年内取值方式": "两端值", "年内天数": "365",
}  # fmt: skip


def _product_rows() -> Iterator[Sequence[Any]]:
    yield tuple(_PRODUCT)
    for code in PRODUCTS:
        yield tuple({**_PRODUCT, "险种代码": code}.values())


def _value_rows() -> Iterator[Sequence[Any]]:
    """Per product, sex and age 20 years of values per 1,000 yuan of 保额, to the fen."""
    yield ("险种代码", "版本", "性别", "投保年龄", "交费期", "保险期间", "保单年度", "年末现金价值")
    rng = Random(7)
    for code in PRODUCTS:
        for sex in "男女":
            for age in AGES:
                value = 0.0
                for year in range(1, YEARS + 1):
                    value += rng.uniform(5, 40)
                    yield (code, "1", sex, age, "10年", "终身", year, round(value, 2))
