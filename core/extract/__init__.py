"""精算数据: seriatim files for actuaries, with a dictionary of fields, totals that tie, and a check of premiums."""
