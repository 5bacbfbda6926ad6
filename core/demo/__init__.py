"""A branch office's month, invented: workbooks to try everything on, the same for the same seed."""

from core.demo.expected import DemoMonth, Expected, Planted
from core.demo.month import make_month

__all__ = ["DemoMonth", "Expected", "Planted", "make_month"]
