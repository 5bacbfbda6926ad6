"""The VBA wrappers of the cell formulas, and the table from which the add-in tells Excel their Chinese help."""

from __future__ import annotations

from collections.abc import Iterator

from udfs.registry import Formula, formulas

MODULE, HELP_MODULE, HELP_SHEET = "NeiqinFormulas", "NeiqinHelp", "help"
CATEGORY = "保险内勤"
_PYTHON_MODULE = "udfs.excel"
_HELP_LIMIT = 255
"""Characters of a description that Excel takes."""


def formula_vba() -> str:
    """One VBA function per formula, which passes its arguments to Python.

    The add-in, not the user's workbook, is named as the caller's book: xlwings looks into that book for code.
    """
    return "\r\n".join([f'Attribute VB_Name = "{MODULE}"', "Option Explicit", "", *_functions()])


def help_rows() -> list[list[str]]:
    """Per formula: name, description, category, then a description per argument."""
    return [
        [
            formula.name,
            f"{formula.summary}。返回{formula.returns}"[:_HELP_LIMIT],
            CATEGORY,
            *(f"{argument.title}：{argument.description}"[:_HELP_LIMIT] for argument in formula.arguments),
        ]
        for formula in formulas().values()
    ]


def help_vba() -> str:
    """When Excel opens the add-in: hand it the help from the sheet, since VBA itself can hold no Chinese."""
    return _HELP_VBA.format(module=HELP_MODULE, sheet=HELP_SHEET).replace("\n", "\r\n")


def _functions() -> Iterator[str]:
    for formula in formulas().values():
        names = [f"a{place}" for place in range(1, len(formula.arguments) + 1)]
        yield f"Public Function {formula.name}({', '.join(_parameters(formula, names))})"
        yield "    On Error GoTo failed"
        yield f'    {formula.name} = XLPy.CallUDF("{_PYTHON_MODULE}", "{formula.name}", _'
        yield f"        Array({', '.join(names)}), ThisWorkbook, Application.Caller)"
        yield "    Exit Function"
        yield "failed:"
        yield f"    {formula.name} = Err.Description"
        yield "End Function"
        yield ""


def _parameters(formula: Formula, names: list[str]) -> Iterator[str]:
    """Behind the first optional argument all are: VBA knows no other order."""
    optional = False
    for name, argument in zip(names, formula.arguments, strict=True):
        optional = optional or not argument.required
        yield f"Optional {name}" if optional else name


_HELP_VBA = """Attribute VB_Name = "{module}"
Option Explicit

Public Sub Auto_Open()
    Dim row As Range, texts() As String, count As Long, i As Long
    On Error Resume Next
    For Each row In ThisWorkbook.Worksheets("{sheet}").UsedRange.Rows
        count = Application.WorksheetFunction.CountA(row) - 3
        If count > 0 Then
            ReDim texts(1 To count)
            For i = 1 To count
                texts(i) = row.Cells(1, i + 3).Value
            Next i
            Application.MacroOptions Macro:=row.Cells(1, 1).Value, Description:=row.Cells(1, 2).Value, _
                Category:=row.Cells(1, 3).Value, ArgumentDescriptions:=texts
        Else
            Application.MacroOptions Macro:=row.Cells(1, 1).Value, Description:=row.Cells(1, 2).Value, _
                Category:=row.Cells(1, 3).Value
        End If
    Next row
End Sub
"""
