"""``manifest.xml``: how Excel on the web and on the Mac learn of the add-in.

One page, in the shared runtime, serves pane, buttons and formulas: the connection code that the pane is given is then
known to the formulas as well.
"""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

NAMESPACE = "NQ"
BUTTONS = {
    "check": ("校验", "检查整个工作簿，列出全部问题，另存带标记的副本"),
    "underwrite": ("核保", "标准体自动通过，其余列明原因"),
    "value": ("测算", "退保与满期价值，逐步列示依据"),
    "sync": ("同步预览", "写入台账前先看会改动什么；这里不写入"),
    "report": ("报表", "由台账出月度报表"),
}
"""Verb → ribbon label and tip. The pane's own buttons say the same words (a test compares them)."""

_SIZES = (16, 32, 80)
_TEMPLATE = Path(__file__).parent / "manifest.xml"


def manifest(port: int) -> str:
    """The manifest of an add-in served at ``https://localhost:port``."""
    fields = {
        "origin": f"https://localhost:{port}",
        "version": ".".join([*version("neiqin").split("."), "0", "0"][:4]),
        "namespace": NAMESPACE,
        "icon": _icon(),
        "images": "".join(
            f'<bt:Image id="Icon.{size}" DefaultValue="https://localhost:{port}/icon-{size}.png"/>' for size in _SIZES
        ),
        "buttons": "\n".join(map(_button, BUTTONS)),
        "labels": "".join(_string(f"{verb}.Label", label) for verb, (label, _) in BUTTONS.items()),
        "tips": "".join(_string(f"{verb}.Tip", tip) for verb, (_, tip) in BUTTONS.items()),
    }
    return _TEMPLATE.read_text(encoding="utf-8").format(**fields)


def _button(verb: str) -> str:
    return (
        f'<Control xsi:type="Button" id="Neiqin.{verb}"><Label resid="{verb}.Label"/>'
        f'<Supertip><Title resid="{verb}.Label"/><Description resid="{verb}.Tip"/></Supertip>{_icon()}'
        f'<Action xsi:type="ExecuteFunction"><FunctionName>{verb}</FunctionName></Action></Control>'
    )


def _icon() -> str:
    return "<Icon>" + "".join(f'<bt:Image size="{size}" resid="Icon.{size}"/>' for size in _SIZES) + "</Icon>"


def _string(name: str, text: str) -> str:
    return f'<bt:String id="{name}" DefaultValue="{text}"/>'
