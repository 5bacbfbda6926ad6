"""Measures: what the branch's month amounts to, from the ledger alone.

A measure (``registry``) is a function of one month's data and a scope; its wording, formula and status are data in
``definitions.yaml``. ``compliance``, ``clocks`` and ``reconciliation`` stand beside them. Nothing here knows Excel.
"""
