"""Builds the LibreOffice add-in: ``python -m udfs.calc.build [neiqin.oxt]``.

The package holds no code of Neiqin, only the component and the names; it finds the environment it was built in.
"""

from __future__ import annotations

import sys
import sysconfig
import zipfile
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path

from udfs.calc import ADDIN, INTERFACE
from udfs.calc.type_library import interface_library
from udfs.office_js import functions_json
from udfs.registry import formulas

DEFAULT = Path("dist/neiqin.oxt")
_MANIFEST = """<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="http://openoffice.org/2001/manifest">
 <manifest:file-entry manifest:full-path="neiqin.rdb"
  manifest:media-type="application/vnd.sun.star.uno-typelibrary;type=RDB"/>
 <manifest:file-entry manifest:full-path="neiqin_addin.py"
  manifest:media-type="application/vnd.sun.star.uno-component;type=Python"/>
</manifest:manifest>
"""
_DESCRIPTION = """<?xml version="1.0" encoding="UTF-8"?>
<description xmlns="http://openoffice.org/extensions/description/2006">
 <identifier value="{identifier}"/><version value="{version}"/>
 <display-name><name lang="zh-CN">保险内勤函数</name><name lang="en">Neiqin cell formulas</name></display-name>
</description>
"""


def parts(environment: list[str] | None = None) -> dict[str, bytes]:
    """The files of the package by name. ``environment``: folders to put on the path, by default this environment's."""
    methods = {
        name: [f"a{place}" for place in range(1, len(formula.arguments) + 1)] for name, formula in formulas().items()
    }
    folders = environment if environment is not None else environment_folders()
    texts = {
        "META-INF/manifest.xml": _MANIFEST,
        "description.xml": _DESCRIPTION.format(identifier=ADDIN, version=_version()),
        "neiqin_addin.py": files("udfs.calc").joinpath("component.py").read_text("utf-8"),
        "functions.json": functions_json(),
        "environment.txt": "\n".join(folders),
    }
    packed = {name: text.encode("utf-8") for name, text in texts.items()}
    return packed | {"neiqin.rdb": interface_library(INTERFACE, methods)}


def environment_folders() -> list[str]:
    """Where this interpreter finds installed packages, and Neiqin itself when it runs from its sources."""
    installed = [sysconfig.get_path("purelib"), sysconfig.get_path("platlib")]
    return list(dict.fromkeys([*installed, str(Path(__file__).parents[2])]))


def unpacked(folder: Path, environment: list[str] | None = None) -> Path:
    """The package as a folder inside ``folder``, which LibreOffice loads with BUNDLED_EXTENSIONS; gives ``folder``."""
    for name, content in parts(environment).items():
        target = folder / "neiqin" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    return folder


def build(target: Path) -> Path:
    """Write the .oxt; equal inputs give equal bytes."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts().items():
            package.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return target


def _version() -> str:
    try:
        return version("neiqin")
    except PackageNotFoundError:
        return "0"


if __name__ == "__main__":
    built = build(Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT)
    print(f"已生成 LibreOffice 加载项：{built}（在 工具－扩展管理器 中添加）")
