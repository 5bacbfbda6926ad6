"""The add-in as LibreOffice's own Python loads it: names and help from ``functions.json``, results from the registry.

It stands alone in the .oxt. Neiqin itself is found in the folders of ``environment.txt`` (or of NEIQIN_SITE) and is
imported when the first formula is computed; where that fails the cell says so.
"""
# ruff: noqa: N802, N816 - the names of UNO

import gc
import json
import os
import site
from functools import cache, lru_cache
from pathlib import Path

import uno
import unohelper
from cn.neiqin import XFunctions
from com.sun.star.lang import Locale, XServiceInfo, XServiceName
from com.sun.star.sheet import LocalizedName, ResultEvent, XAddIn, XCompatibilityNames, XVolatileResult

HERE = Path(__file__).parent
DECLARED = {entry["name"]: entry for entry in json.loads((HERE / "functions.json").read_text("utf-8"))["functions"]}
SERVICE = "cn.neiqin.Functions"
CATEGORY = "保险内勤"
DAY_ZERO_YEAR = 1899
OTHER_DAY_ZERO = (
    "错误：本工作簿的日期不是从1899-12-30起算（1904日期系统），函数会算错；请在 选项－计算 中改回后重新输入日期"
)
ZERO_OR_BLANK = '错误：{}为0或空白，LibreOffice 不能区分；确为0的请写成文本"0"'
NOT_FOUND = "错误：找不到 Neiqin 的运行环境或其 Python 版本与 LibreOffice 不同，请重新生成加载项（{reason}）"


class Neiqin:
    """What the methods need of Neiqin. ``problem``: why it cannot be loaded, "" when it can."""

    def __init__(self):
        self.problem = ""
        folders = os.environ.get("NEIQIN_SITE", "").split(os.pathsep)
        folders += (HERE / "environment.txt").read_text("utf-8").splitlines()
        for folder in filter(None, folders):
            site.addsitedir(folder)
        try:
            from udfs.calling import call
            from udfs.cells import serial
            from udfs.registry import formulas

            self.call, self.serial, self.formulas = call, serial, formulas()
            self.zero_counts = {name: tuple(map(zero_counts, one.arguments)) for name, one in self.formulas.items()}
            gc.freeze()  # thousands of short calls follow; what is loaded need not be searched at each collection
        except Exception as error:
            self.problem = NOT_FOUND.format(reason=type(error).__name__)


def zero_counts(argument):
    """The title of an argument in which 0 is an answer and a blank is none: Calc hands a blank cell over as 0."""
    return argument.title if argument.required and argument.span is not None and argument.span.holds(0) else ""


# Loaded with the first formula, not while LibreOffice starts.
neiqin = cache(Neiqin)


class Rows(unohelper.Base, XVolatileResult):
    """Rows of cells as a result. Python cannot return an ``any`` that holds a matrix, but can tell one to a listener.

    Declaring every method as a matrix instead would cost more: Calc 7.4 does not intern texts that come in a matrix, so
    that a cell showing 正确 would not equal "正确".
    """

    def __init__(self, rows):
        self._matrix = uno.Any("[][]any", rows)

    def addResultListener(self, listener):
        listener.modified(ResultEvent(self, self._matrix))

    def removeResultListener(self, listener):
        pass


# Calc keeps a listener for every result it has seen: equal rows are handed over as the same one.
same_rows = lru_cache(maxsize=1000)(Rows)


def method(name):
    """The UNO method of one formula: days as numbers, rows of cells as a matrix.

    ``settings``: the document's. Cells hold only the numbers of days, and where those begin is said there.
    """

    def compute(self, settings, *cells):
        known = neiqin()
        if known.problem:
            return known.problem
        if settings.getPropertyValue("NullDate").Year != DAY_ZERO_YEAR:
            return OTHER_DAY_ZERO
        for argument, cell in zip(known.zero_counts[name], cells):  # noqa: B905 - LibreOffice leaves out what is behind
            if argument and cell == 0.0 and type(cell) is float:
                return ZERO_OR_BLANK.format(argument)
        result = known.call(known.formulas[name], cells)
        if isinstance(result, list):
            return same_rows(tuple(tuple(map(known.serial, row)) for row in result))
        return known.serial(result)

    return compute


class NeiqinFunctions(unohelper.Base, XFunctions, XAddIn, XCompatibilityNames, XServiceName, XServiceInfo):
    """Tells the function wizard about every formula and passes calls on."""

    def __init__(self, context):
        self._locale = Locale("zh", "CN", "")

    def getServiceName(self):
        return SERVICE

    def getImplementationName(self):
        return SERVICE

    def supportsService(self, name):
        return name in self.getSupportedServiceNames()

    def getSupportedServiceNames(self):
        return ("com.sun.star.sheet.AddIn", SERVICE)

    def setLocale(self, locale):
        self._locale = locale

    def getLocale(self):
        return self._locale

    def getProgrammaticFuntionName(self, display):  # the spelling of the UNO interface
        return display if display in DECLARED else ""

    def getDisplayFunctionName(self, name):
        return name if name in DECLARED else ""

    def getFunctionDescription(self, name):
        return DECLARED[name]["description"] if name in DECLARED else ""

    def getDisplayArgumentName(self, name, place):
        return self._argument(name, place).get("name", "")

    def getArgumentDescription(self, name, place):
        return self._argument(name, place).get("description", "")

    def getProgrammaticCategoryName(self, name):
        return "Add-In"

    def getDisplayCategoryName(self, name):
        return CATEGORY

    def getCompatibilityNames(self, name):
        if name not in DECLARED:
            return ()
        return tuple(LocalizedName(Locale(*language, ""), name) for language in (("zh", "CN"), ("en", "US")))

    @staticmethod
    def _argument(name, place):
        parameters = [{}, *DECLARED.get(name, {}).get("parameters", [])]  # the settings are not shown to anybody
        return parameters[place] if place < len(parameters) else {}


for _name in DECLARED:
    setattr(NeiqinFunctions, _name, method(_name))

g_ImplementationHelper = unohelper.ImplementationHelper()
g_ImplementationHelper.addImplementation(NeiqinFunctions, SERVICE, ("com.sun.star.sheet.AddIn", SERVICE))
