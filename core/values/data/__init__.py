"""The mortality sets as CSV files; a package so that they are installed with the code."""
