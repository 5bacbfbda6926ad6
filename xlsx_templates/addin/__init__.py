"""The Excel add-in 保险内勤.xlam: ribbon, cell formulas and macros in one file, built on Linux and committed."""
