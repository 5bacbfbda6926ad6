"""Excel on the web and on the Mac: the registry's formulas and the verbs, served to Office.js on this machine alone."""
