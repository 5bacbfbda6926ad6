"""核对.xlsx: a cash value table, its legal minimum and the value of any day, in native formulas alone.

A second path for the figures of this program that an actuary can open, change and print: no macro, no Python, no
function newer than Excel 2007. Build it with ``python -m xlsx_templates.check_workbook [folder]``.
"""

from __future__ import annotations

import sys
from pathlib import Path

from xlsx_templates.check_comparison import CHART, draw_chart, draw_comparison
from xlsx_templates.check_comparison import SHEET as COMPARISON
from xlsx_templates.check_inputs import RATES, draw_inputs, draw_rates
from xlsx_templates.check_inputs import SHEET as INPUTS
from xlsx_templates.check_recursion import PRINTED_YEARS, draw_recursion
from xlsx_templates.check_recursion import SHEET as RECURSION
from xlsx_templates.check_sample import sample
from xlsx_templates.check_within_year import SHEET as WITHIN_YEAR
from xlsx_templates.check_within_year import draw_within_year
from xlsx_templates.explanation import draw_guide
from xlsx_templates.new_template import new_template

FILE_NAME = "核对.xlsx"
SHIPPED = Path(__file__).with_name(FILE_NAME)
TITLE = "核对：现金价值的第二条计算路径"
SHEETS = (
    (INPUTS, "录入", "性别、年龄、期间、保额、生命表、利率、费用率、k、m。黄色格可改，改后全簿重算。"),
    (RECURSION, "计算", "逐年生存、现值、重算保费、准备金、r(t)、法定最低和公式值，一列一个符号。"),
    (COMPARISON, "对照", "合同印刷值（录入）、公式值、法定最低并列，逐年给出差额和结论。"),
    (CHART, "图形", "三条线：合同、公式、法定最低，前20年。"),
    (WITHIN_YEAR, "计算", "任意日的合同现金价值：首末值或两端值，365天或实际天数，是否计入当日。"),
    (RATES, "数据", "各套生命表的死亡率；缺的年龄留空，不外推。"),
)
NOTES = (
    "用途：不依靠任何程序，用表格自带的公式复算一张现金价值表，与保险内勤的结果互相印证。",
    "三个标签不得混用：合同＝印刷的现金价值表，是应付金额的来源；公式＝按所列基础推算；法定最低＝监管下限，只用于检查。",
    "适用：定期、终身、两全等身故给付为基本保额、满期给付为保额一定比例的产品，趸交或年交。",
    "不适用：身故给付取“现金价值”较大者的产品（如增额终身寿）。给付与价值互相依赖，原生公式会循环引用；请用保险内勤的公式。",
    "分红型按其报备时的规定填利率加点、费用率和k；2026年以前印制的价值表，不得用CL(2025)重算。",
    "精度：中间不取整。金额只在最后四舍五入到分；表格软件用二进制小数，恰为半分时可能与十进制结果差一分。",
    f"打印：计算、对照两表打印到第{PRINTED_YEARS}保单年度；期间更长的，在“页面布局—打印区域”中改到末行。",
    "示例产品、示例保单均为虚构。",
)


def build_check_workbook(out: Path) -> Path:
    """Write 核对.xlsx into the folder ``out`` and return its path; the same bytes every time."""
    path = out / FILE_NAME
    shown = sample()
    with new_template(path, "核对") as workbook:
        workbook.set_calc_mode("auto")
        draw_guide(workbook, "核对", TITLE, SHEETS, NOTES)
        draw_inputs(workbook, shown)
        draw_recursion(workbook, shown)
        draw_comparison(workbook, shown)
        draw_chart(workbook)
        draw_within_year(workbook, shown)
        draw_rates(workbook)
    return path


if __name__ == "__main__":
    print(build_check_workbook(Path(sys.argv[1]) if len(sys.argv) > 1 else SHIPPED.parent))
