"""Law is data: dated, cited rules and parameters, and their look-up by the day a record lives under."""

from core.law.lookup import Law
from core.law.model import Clock, Parameter, Rule, Saying
from core.law.timeline import NotInForce

__all__ = ["Clock", "Law", "NotInForce", "Parameter", "Rule", "Saying"]
