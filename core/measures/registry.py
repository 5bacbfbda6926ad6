"""Every measure of the office, registered beside its wording."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module

from core.measures.definitions import Definition, definitions
from core.measures.facts import WHOLE, Scope
from core.measures.measured import Measured
from core.measures.month_data import MonthData

Compute = Callable[[MonthData, Scope], Measured]

_MODULES = (
    "premium",
    "volume",
    "underwriting",
    "persistency",
    "renewal",
    "surrenders",
    "claims",
    "service",
    "customer_service",
    "staffing",
)
_COMPUTED: dict[str, Compute] = {}


@dataclass(frozen=True)
class Measure:
    """A measure: its wording, and the function that computes it for a month and a scope."""

    definition: Definition
    compute: Compute

    @property
    def name(self) -> str:
        """The name as reports and targets write it."""
        return self.definition.name

    def __call__(self, data: MonthData, scope: Scope = WHOLE) -> Measured:
        return self.compute(data, scope)


def measure(name: str) -> Callable[[Compute], Compute]:
    """Register the function below as the measure ``name`` of ``definitions.yaml``. KeyError for an unknown name."""
    definitions()[name]

    def register(compute: Compute) -> Compute:
        _COMPUTED[name] = compute
        return compute

    return register


@cache
def measures() -> dict[str, Measure]:
    """Every measure by name, in the order of ``definitions.yaml``."""
    for module in _MODULES:
        import_module(f"core.measures.{module}")
    return {name: Measure(definition, _COMPUTED[name]) for name, definition in definitions().items()}
