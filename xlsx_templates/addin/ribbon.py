"""The ribbon tab 保险内勤 and the VBA behind its buttons, both from :data:`macros.buttons.BUTTONS`.

2006 form of the ribbon: the later one loses its relationship when openpyxl saves the file, and WPS reads this one too.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from xml.sax.saxutils import quoteattr

from macros.buttons import BUTTONS, Button

MODULE = "NeiqinRibbon"
NAMESPACE = "http://schemas.microsoft.com/office/2006/01/customui"


def buttons() -> list[Button]:
    """Every button, in the ribbon's order."""
    import macros.ribbon  # noqa: F401 - importing declares them

    return list(BUTTONS.values())


def macro_name(button: Button) -> str:
    """The VBA procedure of a button: check -> OnCheck."""
    return "On" + "".join(part.capitalize() for part in button.name.split("_"))


def python_command(button: Button) -> str:
    """What VBA hands to Python."""
    return f"import macros.ribbon; macros.ribbon.{button.name}()"


def ribbon_xml() -> str:
    """The customUI part: one tab, its buttons in groups."""
    groups = "".join(
        f'<group id="neiqinGroup{number}" label={quoteattr(label)}>{"".join(map(_button_xml, members))}</group>'
        for number, (label, members) in enumerate(groupby(buttons(), key=lambda button: button.group), 1)
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<customUI xmlns="{NAMESPACE}"><ribbon><tabs>'
        f'<tab id="neiqinTab" label="保险内勤" insertAfterMso="TabHome">{groups}</tab></tabs></ribbon></customUI>'
    )


def ribbon_vba() -> str:
    """One procedure per button; VBA stays ASCII, so every Chinese word is in the XML or in Python."""
    return "\r\n".join([f'Attribute VB_Name = "{MODULE}"', "Option Explicit", "", *_procedures()])


def _button_xml(button: Button) -> str:
    return (
        f'<button id="neiqin_{button.name}" label={quoteattr(button.label)} size="large" '
        f'imageMso="{button.image}" screentip={quoteattr(button.label)} supertip={quoteattr(button.tip)} '
        f'onAction="{MODULE}.{macro_name(button)}"/>'
    )


def _procedures() -> Iterator[str]:
    for button in buttons():
        yield f"Public Sub {macro_name(button)}(control As IRibbonControl)"
        yield f'    RunPython "{python_command(button)}"'
        yield "End Sub"
        yield ""
