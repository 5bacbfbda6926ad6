"""What a ribbon button is, and what pressing one does: compute everything, then write, then say so."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.workbook.edit import Mark, Tab
    from macros.books import Book


@dataclass(frozen=True)
class Answer:
    """What a verb computed for a book. ``clear``: take our tabs and marks away instead of putting up new ones.

    Without tabs and without ``clear`` the book stays as it is.
    """

    lines: Sequence[str] = ()
    tabs: Sequence[Tab] = ()
    marks: Sequence[Mark] = field(default=())
    clear: bool = False


Work = Callable[["Book"], Answer]


@dataclass(frozen=True)
class Button:
    """``name``: the function of :mod:`macros.ribbon`; ``image``: a picture of Office's; ``tip``: one sentence."""

    name: str
    label: str
    tip: str
    group: str
    image: str
    work: Work

    def __call__(self, book: Book | None = None) -> None:
        """Press it on the book in front of the user, or on ``book``."""
        if book is None:
            from macros.live_book import caller

            book = caller()
        press(self, book)


BUTTONS: dict[str, Button] = {}


def button(label: str, tip: str, *, group: str, image: str) -> Callable[[Work], Button]:
    """Declare a button; the ribbon, its VBA and the tests are made from :data:`BUTTONS`, in this order."""

    def declare(work: Work) -> Button:
        made = BUTTONS[work.__name__] = Button(work.__name__, label, tip, group, image, work)
        return made

    return declare


def press(pressed: Button, book: Book) -> None:
    """Run a button on a book. Whatever goes wrong, the user gets one clear message and an unchanged workbook."""
    book.status(f"{pressed.label}：正在读取和计算……")
    from core.private_file import owner_only

    try:
        with owner_only():
            answer = pressed.work(book)
        words = [*answer.lines]
        if answer.clear or answer.tabs:
            book.status(f"{pressed.label}：正在写入……")
            words.append(book.clear() if answer.clear else book.show(answer.tabs, answer.marks))
    except Exception as error:  # the last frame before Excel: the user must get words, never a traceback
        words = [f"{pressed.label}没有完成，工作簿没有改动。", *_in_words(error)]
    finally:
        book.status("")
    book.message("\n".join(words))


def _in_words(error: Exception) -> list[str]:
    """A user's mistake in its own words; a mistake of ours with the place of its details."""
    from core.ledger.problems import LedgerError
    from macros.books import BookError
    from macros.outcome import UsageError

    if isinstance(error, LedgerError | BookError | UsageError):
        return [str(error)]
    from macros.home import note_error

    path = note_error("\n".join(_places(error)))
    return [f"程序出错，技术细节记在 {path}，请交给维护人员。"]


def _places(error: BaseException) -> list[str]:
    """Kind and place of an error and of those behind it; not its words, for they may quote a customer's cell."""
    import traceback

    behind = error.__cause__ or error.__context__
    own = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)]
    return [*(_places(behind) if behind else []), *own, type(error).__name__]
