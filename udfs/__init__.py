"""Cell formulas NQ_…: thin doors over ``core``, from one registry for Excel, LibreOffice, Excel on the web and the docs."""
