"""The cell formulas in LibreOffice Calc: an add-in (.oxt) built from the registry, and formulas' names inside .xlsx."""

ADDIN = "cn.neiqin.Functions"
"""The UNO service; LibreOffice stores a formula as its name in capitals, a dot and the formula's name."""
INTERFACE = "cn.neiqin.XFunctions"
PREFIX = f"{ADDIN.upper()}."
