"""What the add-in tells xlwings, on a sheet of its own that goes before every other setting of the machine."""

from __future__ import annotations

ENVIRONMENT = r"%LOCALAPPDATA%\Neiqin\env"
"""Where the installer puts Python: a fixed local folder that no OneDrive moves and that holds nothing else."""

SHEET = "xlwings.conf"
SETTINGS = {
    "INTERPRETER_WIN": rf"{ENVIRONMENT}\Scripts\pythonw.exe",
    "PYTHONPATH": rf"{ENVIRONMENT}\Lib\site-packages",  # never blank: a blank entry means the current folder
    "ADD_WORKBOOK_TO_PYTHONPATH": "False",
    "USE UDF SERVER": "False",
    "SHOW CONSOLE": "False",
    "DEBUG UDFS": "False",
    "CONDA PATH": "",
    "CONDA ENV": "",
    "UDF MODULES": "udfs.excel",
}
"""Also what is off or blank stands here, so that a settings file cannot turn it on."""
