"""One figure for a program: what --json prints of it."""

from __future__ import annotations

from core.values.figure import Figure


def figure_data(product: str, figure: Figure) -> dict[str, object]:
    """One figure for a program."""
    return {
        "product": product,
        "kind": figure.kind,
        "label": figure.label_text,
        "amount": None if figure.amount is None else str(figure.amount),
        "on": figure.on.isoformat(),
        "stamps": list(figure.stamps),
        "findings": [finding.message for finding in figure.findings],
        "steps": [
            {
                "name": step.name,
                "inputs": dict(step.inputs),
                "formula": step.formula,
                "result": step.result_text,
                "basis": [str(basis) for basis in step.basis],
            }
            for step in figure.steps
        ],
    }
