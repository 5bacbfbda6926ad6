"""测算.xlsx: a clerk types one policy and pastes its value table; the NQ_ formulas answer with label, basis and steps.

No macro and no protection: every formula can be read and copied into a workbook of one's own. Needs the add-in.
"""

from __future__ import annotations

from pathlib import Path

from xlsx_templates.explanation import draw_guide
from xlsx_templates.new_template import new_template
from xlsx_templates.trial_answers import SHEET as ANSWERS
from xlsx_templates.trial_answers import STEPS, draw_answers, draw_steps, result_cells
from xlsx_templates.trial_inputs import SHEET as INPUTS
from xlsx_templates.trial_inputs import TABLE_SHEET, draw_inputs, draw_table
from xlsx_templates.trial_questions import AMOUNTS, MOMENTS, cells_of

FILE_NAME = "测算.xlsx"
TITLE = "测算：一张保单的退保、满期、贷款、减额交清和复效"
SHEETS = (
    (INPUTS, "填写", "计算日期、保单、产品条款、往来款项；右侧同时显示各项结果。"),
    (TABLE_SHEET, "粘贴", "本保单的现金价值表：保单年度、年末现金价值，有的再填生存金、减额交清保额等。"),
    (ANSWERS, "结果", f"{'、'.join(one.title for one in (*MOMENTS, *AMOUNTS))}，逐项给出标签、提示和依据。"),
    (STEPS, "结果", "选一项计算，列出每一步的数据、算式、结果和依据。"),
)
NOTES = (
    "用法：在“录入”改黄色格，在“价值表”粘贴合同所附现金价值表，到“测算”看结果，到“步骤”看怎样算出来。",
    "标签：合同＝按合同价值表或条款算出，可作给付依据；公式、估算＝按所列基础推算，须由精算或主管确认；待确认＝公司尚未确认的参数。",
    "法定最低现金价值只用于检查，不是退保金，因此不在这里；见“核对”。",
    "“—”表示这一项不适用或资料不全，原因写在提示里；不会用别的数代替。",
    "每个填写格都有名称（如 生效日、保额），公式里直接写名称；“合同”“价值表”是两个区域的名称。",
    "公式可以复制到自己的工作簿；整列保单也可以一次算，参数见 neiqin udfs。",
    "显示 #NAME?：没有加载“保险内勤”加载项，或宏被禁用；请运行“自检”（neiqin doctor）。",
    "不能用加载项时：neiqin value 对整个工作簿、neiqin quote 对台账中的一张保单，算出同样的结果。",
    "示例保单和价值表均为虚构。没有设置保护，请另存后使用。",
)


def build_trial(out: Path) -> Path:
    """Write 测算.xlsx into the folder ``out`` and return its path; the same bytes every time."""
    path = out / FILE_NAME
    cells = cells_of()
    with new_template(path, "测算") as workbook:
        draw_guide(workbook, "测算", TITLE, SHEETS, NOTES)
        draw_inputs(workbook, cells, result_cells())
        draw_table(workbook)
        draw_answers(workbook, cells)
        draw_steps(workbook, cells)
        workbook.get_worksheet_by_name(INPUTS).activate()
    return path
