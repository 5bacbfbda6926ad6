"""Cell formulas NQ_…: thin doors over ``core``; one registry for Excel, LibreOffice, Excel on the web and the docs."""
