"""公司制度: the company's own rules as a basis. Parameters, tasks and trainings name one by its number and article."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from core.findings import Basis, Status
from core.table import Table, scalar


@dataclass(frozen=True, slots=True)
class InternalArticle:
    """One article of one version of a rule; ``article`` is "" for the rule as a whole."""

    number: str
    title: str
    article: str
    start: date
    end: date | None
    department: str
    summary: str
    trained: bool

    def covers(self, on: date) -> bool:
        """In force on the day, both ends included?"""
        return self.start <= on and (self.end is None or on <= self.end)

    @property
    def basis(self) -> Basis:
        """The citation: 公司制度, with the day since which it is in force."""
        return Basis(f"公司制度《{self.title}》（{self.number}）", self.article, self.start, Status.COMPANY)


class InternalRules:
    """The register of a company's rules (sheet 公司制度)."""

    def __init__(self, articles: Sequence[InternalArticle]) -> None:
        self.articles = tuple(articles)
        self._by_number: dict[str, list[InternalArticle]] = defaultdict(list)
        for article in articles:
            self._by_number[article.number].append(article)

    @classmethod
    def of(cls, table: Table) -> InternalRules:
        """Read off the register; rows without a number or a first day are left out."""
        names = ("rule_no", "title", "article", "effective_from", "effective_to", "department", "summary", "trained")
        rows = (tuple(map(scalar, row)) for row in zip(*(table[name] for name in names), strict=True))
        return cls(
            [
                InternalArticle(number, title, article, start, end, department, summary, trained == "是")
                for number, title, article, start, end, department, summary, trained in rows
                if number and start
            ]
        )

    def named_in(self, text: str) -> str:
        """The longest rule number that a text names, "" where it names none."""
        plain = "".join(text.upper().split())
        return max((number for number in self._by_number if number in plain), key=len, default="")

    def cite(self, text: str, on: date) -> Basis | None:
        """What a text such as ``GZ-2026-03 第三条`` cites on a day: the article it names, else the rule as a whole.

        None where it names no known rule, or one that is not in force on that day.
        """
        valid = [article for article in self._by_number.get(self.named_in(text), ()) if article.covers(on)]
        if not valid:
            return None
        plain = "".join(text.split())
        exact = [article for article in valid if article.article and article.article in plain]
        whole = [article for article in valid if not article.article]
        chosen = (exact or whole or valid)[0]
        return chosen.basis if exact or whole else Basis(chosen.basis.title, "", chosen.start, Status.COMPANY)

    def in_force(self, on: date) -> list[InternalArticle]:
        """Every article of the day, by number and article."""
        return sorted((one for one in self.articles if one.covers(on)), key=lambda one: (one.number, one.article))
