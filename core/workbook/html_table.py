"""Tables of an HTML page that some system calls ``.xls`` (case 23); spans are spread out, cells stay text."""

from __future__ import annotations

from html.parser import HTMLParser

from core.normalise.parsed import Cell

_LARGEST_SPAN = 1000


class _Tables(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[list[list[Cell]]] = []
        self._text: list[str] | None = None
        self._span = 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.tables.append([])
        elif tag == "tr" and self.tables:
            self._close()
            self.tables[-1].append([])
        elif tag in ("td", "th") and self.tables and self.tables[-1]:
            self._close()
            span = dict(attrs).get("colspan") or "1"
            self._text, self._span = [], min(int(span) if span.isdigit() else 1, _LARGEST_SPAN)
        elif tag == "br" and self._text is not None:
            self._text.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "tr", "table"):
            self._close()

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text.append(data)

    def _close(self) -> None:
        if self._text is not None:
            self.tables[-1][-1].extend(["".join(self._text).strip(), *[""] * (self._span - 1)])
            self._text = None


def html_tables(text: str) -> list[list[list[Cell]]]:
    """Every table of the page as rows of text cells."""
    parser = _Tables()
    parser.feed(text)
    parser.close()
    return [table for table in parser.tables if any(table)]
