"""Small frames with fields: words to search for, the name of a view, a reason, two times."""

from PySide6.QtCore import QRect, Signal
from PySide6.QtWidgets import QWidget

from workbench.gui.matrix.comparing import of_dates
from workbench.gui.table.conditions import is_date
from workbench.gui.table.popovers import FieldPopover


class WordsPopover(FieldPopover):
    """One line of words; Enter gives them, Esc leaves all as it was."""

    given = Signal(str)

    def __init__(
        self, parent: QWidget, name: str, words: str, hint: str, *, empty: bool = True
    ) -> None:
        """`empty` allows to give nothing."""
        super().__init__(parent, name, {"words": words})
        self.setAccessibleName(words)
        self._hint.setText(hint)
        self._empty = empty

    def open_with(self, rect: QRect, text: str) -> None:
        """Open under a rectangle of the screen with a text to change."""
        self._fields["words"].setText(text)
        self.open_under(rect)

    def _enter(self) -> None:
        text = " ".join(self._fields["words"].text().split())
        if text or self._empty:
            self.dismiss()
            self.given.emit(text)


class PeriodsPopover(FieldPopover):
    """Two times, each from a date until a date; Enter gives their comparison."""

    given = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        fields = {
            "since": "From: since", "until": "From: until",
            "since2": "To: since", "until2": "To: until",
        }  # fmt: skip
        super().__init__(parent, "matrix.periods", fields)
        self.setAccessibleName("Two times to compare")
        self._hint.setText("A year, month or day: 2026, 2026-03 or 2026-03-14. Enter compares.")
        for field in self._fields.values():
            field.setPlaceholderText("any")

    def _enter(self) -> None:
        since, until, since2, until2 = (field.text().strip() for field in self._fields.values())
        good = all(not date or is_date(date) for date in (since, until, since2, until2))
        good = good and (since, until) != (since2, until2)
        self._hint.setProperty("tone", "third" if good else "no")
        self._hint.style().polish(self._hint)
        if good:
            self.dismiss()
            self.given.emit(of_dates((since, until), (since2, until2)))
