"""The ledger: a SQLite file that only grows. Every change is kept with who, when, why, and the workbook it came from.

For each record there are two tables: ``policies_versions`` holds every version of every row that was ever known, and
``policies_current`` points each key at its newest version. The view ``policies`` is the current state.
"""
