"""基础 and 生命表 of 核对.xlsx: every number that enters, each in one named cell with its source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from core.values.mortality import held, mortality
from xlsx_templates import look
from xlsx_templates.check_results import results
from xlsx_templates.check_sample import POLICY_TERM, PREMIUM_TERM, SET, SEX, SUM_ASSURED, TABLE, Sample, cited

if TYPE_CHECKING:
    from xlsxwriter import Workbook

SHEET, RATES = "基础", "生命表"
FIRST, RATE_HEADING, AGES = 4, 3, 106
"""Row index of the first input; row index of the headings of 生命表; ages 0 … 105."""
READY = "可以计算"
ONE_LINE = 50
"""Characters of a source that fit into one line of its column."""
HIGHEST_RATE = 0.1
"""A yearly rate above it is a slip of the percent sign; no product was ever filed near it."""
NUMBERS = (
    "投保年龄",
    "保险期间",
    "交费期",
    "基本保额",
    "满期金比例",
    "折算比例",
    "预定利率",
    "利率加点",
    "系数k",
    "过渡上限",
    "费用率",
)
REFUSALS = (
    (f"COUNT({','.join(NUMBERS)})<{len(NUMBERS) + 3}", "黄色格有空白或不是数字的"),
    ("OR(投保年龄<0,投保年龄<>INT(投保年龄))", "投保年龄应为0以上的整数"),
    ("OR(保险期间<2,保险期间<>INT(保险期间))", "保险期间应为2以上的整数；一年期以内按未满期净保费"),
    ("OR(交费期<1,交费期>保险期间,交费期<>INT(交费期))", "交费期应为1至保险期间的整数，趸交填1"),
    (f"投保年龄+保险期间>{AGES}", "超过生命表最高年龄"),
    ("OR(基本保额<=0,满期金比例<0)", "基本保额应大于0，满期金比例不小于0"),
    ('AND(给付时点<>"年中",给付时点<>"年末")', "给付时点应为年中或年末"),
    ("OR(折算比例<=0,折算比例>10)", "生命表折算比例应大于0且不超过1000%"),
    (
        f"OR(预定利率<0,预定利率>{HIGHEST_RATE},利率加点<0,利率加点>{HIGHEST_RATE})",
        f"预定利率和利率加点应在0至{HIGHEST_RATE:.0%}之间",
    ),
    ("OR(MIN(费用率)<0,MAX(费用率)>=1,系数k<0,系数k>1)", "费用率应为0至100%以下，系数k应为0至1"),
    ("OR(过渡上限<1,过渡上限<>INT(过渡上限))", "r的年数上限应为1以上的整数"),
    ('IF(COUNT(过渡年数)=0,过渡年数<>"",OR(过渡年数<1,过渡年数<>INT(过渡年数)))', "过渡年数m应为1以上的整数或空白"),
    ("ISERROR(生命表列)", "没有这张生命表，或没有该性别"),
    (
        "COUNT(INDEX(死亡率,投保年龄+1,生命表列):INDEX(死亡率,投保年龄+保险期间,生命表列))<保险期间",
        "生命表缺少所需年龄的死亡率，不得外推",
    ),
)
"""What no calculation can start from, the first that applies is said; 费用率 are four cells."""
VERDICT = "=" + "".join(f'IF({wrong},"{says}",' for wrong, says in REFUSALS) + f'"{READY}"' + ")" * len(REFUSALS)
MONEY, RATE, COUNT, TEXT, FACTOR = "#,##0.00", "0.00%", "0", "@", "0.000000000"


def draw_inputs(workbook: Workbook, sample: Sample) -> None:
    """The sheet 基础: yellow cells are typed, white ones follow; every one of them is a defined name."""
    sheet = workbook.add_worksheet(SHEET)
    sheet.set_row(0, 32)
    sheet.write_string(0, 0, "计算基础", workbook.add_format(look.title()))
    sheet.write_string(1, 0, "黄色格可以改；其余各格和各表随之重算。", workbook.add_format(look.cell("@")))
    for place, (heading, width) in enumerate((("项目", 22), ("数值", 34), ("说明", 46), ("依据", 64))):
        sheet.set_column(place, place, width)
        sheet.write_string(FIRST - 1, place, heading, workbook.add_format(look.heading(required=True)))
    for row, (label, name, value, number_format, text, basis) in enumerate(_inputs(sample), start=FIRST):
        _write(workbook, sheet, row, label, name, value, number_format, text, basis)
    first = FIRST + len(_inputs(sample)) + 1
    for row, (label, name, formula, cached, number_format, text) in enumerate(_derived(sample), start=first):
        _write(workbook, sheet, row, label, name, (formula, cached), number_format, text, "")
    expenses = FIRST + [name for _, name, *_ in _inputs(sample)].index("费用率1")
    workbook.define_name("费用率", f"={SHEET}!$B${expenses + 1}:$B${expenses + 4}")
    _add_choices(workbook, sheet, sample)
    sheet.conditional_format(
        first, 1, first, 1,
        {"type": "cell", "criteria": "!=", "value": f'"{READY}"',
         "format": workbook.add_format({"bg_color": "#F8CBAD", "bold": True})},
    )  # fmt: skip
    sheet.freeze_panes(FIRST, 0)
    look.page(sheet, f"核对 · {SHEET}", look.PAGE_WIDTH, heading_row=FIRST - 1)


def draw_rates(workbook: Workbook) -> None:
    """The sheet 生命表: every held table as one column by age 0 … 105; an age that is not held stays blank."""
    sheet = workbook.add_worksheet(RATES)
    sheet.set_row(0, 32)
    sheet.write_string(0, 0, "死亡率 q(x)", workbook.add_format(look.title()))
    sheet.write_string(1, 0, "空白＝未持有该年龄的数值，不得外推。", workbook.add_format(look.cell("@")))
    sheet.set_row(RATE_HEADING, 48)
    sheet.write_string(RATE_HEADING, 0, "年龄", workbook.add_format(look.heading(required=True)))
    sheet.set_column(0, 0, 6)
    sheet.set_column(1, len(held()), 17)
    body = workbook.add_format(look.cell("0.000000"))
    for column, name in enumerate(held(), start=1):
        heading = workbook.add_format(look.heading(required=False))
        sheet.write_string(RATE_HEADING, column, " ".join(name), heading)
        for age, rate in enumerate(mortality(*name).q):
            if not np.isnan(rate):
                sheet.write_number(RATE_HEADING + 1 + age, column, float(rate), body)
    for age in range(AGES):
        sheet.write_number(RATE_HEADING + 1 + age, 0, age, workbook.add_format(look.cell("0", align="center")))
    area = f"$B${{}}:${_letter(len(held()))}${{}}"
    workbook.define_name("死亡率", f"={RATES}!" + area.format(RATE_HEADING + 2, RATE_HEADING + 1 + AGES))
    workbook.define_name("生命表表头", f"={RATES}!" + area.format(RATE_HEADING + 1, RATE_HEADING + 1))
    sheet.freeze_panes(RATE_HEADING + 1, 1)
    look.page(sheet, f"核对 · {RATES}", look.PAGE_WIDTH, heading_row=RATE_HEADING)


def _inputs(sample: Sample) -> list[tuple[str, str, Any, str, str, str]]:
    """(label, name, value, format, explanation, source) of every typed cell."""
    basis = sample.basis
    expenses, full_years = basis.expense_rates(4), cited("minimum_value_full_years")
    rows: list[tuple[str, str, Any, str, str, str]] = [
        ("性别", "性别", SEX, TEXT, "男或女", "示例"),
        ("投保年龄", "投保年龄", sample.cover.age, COUNT, "周岁", "示例"),
        ("保险期间（年）", "保险期间", POLICY_TERM, COUNT, f"终身＝{AGES}−投保年龄", "示例"),
        ("交费期（年）", "交费期", PREMIUM_TERM, COUNT, "趸交填1", "示例"),
        ("基本保额（元）", "基本保额", SUM_ASSURED, MONEY, "各年身故给付＝基本保额", "示例"),
        ("满期金比例", "满期金比例", 1.0, RATE, "满期金＝基本保额×比例；定期、终身填0", "示例"),
        ("身故给付时点", "给付时点", basis.timing.value, TEXT, "年中或年末", basis.rule),
        ("生命表", "生命表名", f"{SET} {TABLE}", TEXT, "套别和表名；须为报备时的发生率", str(basis.mortality.source)),
        ("生命表折算比例", "折算比例", basis.mortality.factor, RATE, "q×比例，不超过1", "产品报备"),
        ("预定利率", "预定利率", basis.pricing_rate, RATE, "产品报备的预定利率", "产品报备"),
        (
            "利率加点",
            "利率加点",
            basis.rate_add_on,
            RATE,
            "最低现金价值的利率＝预定利率＋加点",
            cited("rate_add_on_ordinary"),
        ),
    ]
    for year, rate in enumerate(expenses, start=1):
        label = f"费用率 第{year}年" + ("及以后" if year == len(expenses) else "")
        rows.append(
            (label, f"费用率{year}", float(rate), RATE, "按重算保费的比例", cited("expense_ordinary_individual"))
        )
    return [
        *rows,
        (
            "系数k",
            "系数k",
            basis.k,
            "0.00",
            "r(t)的起点；趸交填1",
            cited("minimum_value_k_ordinary_individual_endowment"),
        ),
        ("r的年数上限", "过渡上限", basis.grading_years, COUNT, "r(t)在这些年内升到1，交费期短的从其短", full_years),
        ("过渡年数m", "过渡年数", basis.blend_years, COUNT, "公司做法；空白＝法定最低，1＝全程按预定利率", "公司自定"),
    ]


def _derived(sample: Sample) -> list[tuple[str, str, str, Any, str, str]]:
    """(label, name, formula, cached value, format, explanation) of every cell that follows from the typed ones."""
    basis, values = sample.basis, sample.values
    heading = held().index((SET, TABLE, SEX)) + 1
    span = min(basis.grading_years, PREMIUM_TERM)
    return [
        ("结论", "结论", VERDICT, READY, TEXT, "不能计算时各表留空"),
        ("生命表列", "生命表列", '=MATCH(生命表名&" "&性别,生命表表头,0)', heading, COUNT, "在“生命表”中的列号"),
        ("时点系数h", "时点系数", '=IF(给付时点="年末",1,0.5)', 0.5, "0.0", "身故给付在年初之后h年"),
        ("最低利率j", "最低利率", "=预定利率+利率加点", basis.floor_rate, RATE, "预定利率＋加点"),
        ("贴现因子（最低）", "贴现_最低", "=1/(1+最低利率)", 1 / (1 + basis.floor_rate), FACTOR, "1÷(1＋j)"),
        ("贴现因子（预定）", "贴现_预定", "=1/(1+预定利率)", 1 / (1 + basis.pricing_rate), FACTOR, "1÷(1＋i)"),
        ("r的年数", "过渡期", "=MIN(过渡上限,交费期)", span, COUNT, "min(上限, 交费期)"),
        ("重算保费（最低）", "重算_最低", "=计算!$L$8/计算!$M$8", values.gross_premium, MONEY, "A(0)÷E(0)，利率j"),
        ("重算保费（预定）", "重算_预定", "=计算!$S$8/计算!$T$8", _pricing_premium(sample), MONEY, "A'(0)÷E'(0)"),
    ]


def _pricing_premium(sample: Sample) -> float:
    columns = results(sample)
    return float(columns["S"][0] / columns["T"][0])


def _write(
    workbook: Workbook, sheet: Any, row: int, label: str, name: str, value: Any, number_format: str, *notes: str
) -> None:
    line = {"bottom": 1, "bottom_color": look.LINE, "text_wrap": True}
    sheet.write_string(row, 0, label, workbook.add_format(look.cell("@", bold=True, **line)))
    typed = not isinstance(value, tuple)
    if len(notes[-1]) > ONE_LINE:
        sheet.set_row(row, 30)
    look_of = look.cell(number_format, align="right", **line, **({"bg_color": look.INPUT} if typed else {}))
    if typed:
        sheet.write(row, 1, value, workbook.add_format(look_of))
    else:
        sheet.write_formula(row, 1, value[0], workbook.add_format(look_of), value[1])
    for column, text in enumerate(notes, start=2):
        sheet.write_string(
            row, column, text, workbook.add_format(look.cell("@", font_color=look.MUTED, indent=1, **line))
        )
    workbook.define_name(name, f"={SHEET}!$B${row + 1}")


def _add_choices(workbook: Workbook, sheet: Any, sample: Sample) -> None:
    tables = list(dict.fromkeys(f"{name[0]} {name[1]}" for name in held()))
    choices = {"性别": ["男", "女"], "给付时点": ["年中", "年末"], "生命表名": tables}
    for row, (_, name, *_rest) in enumerate(_inputs(sample), start=FIRST):
        if name in choices:
            sheet.data_validation(row, 1, row, 1, {"validate": "list", "source": choices[name]})


def _letter(column: int) -> str:
    from xlsxwriter.utility import xl_col_to_name

    return xl_col_to_name(column)
