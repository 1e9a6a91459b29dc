"""Small frames with a field or two: the dates of a filter, and its name."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from workbench.gui.claims.popover import Popover
from workbench.gui.fields import labelled
from workbench.gui.panes import plain_label
from workbench.gui.table.conditions import is_date

_WIDTH = 280
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FieldPopover(Popover):
    """Fields under their labels over a line of help; Esc closes, Enter is `_enter`."""

    def __init__(self, parent: QWidget, name: str, fields: dict[str, str]) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._fields: dict[str, QLineEdit] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(8)
        for key, words in fields.items():
            field = self._fields[key] = QLineEdit()
            field.setObjectName(f"{name}.{key}")
            column.addWidget(labelled(words, field))
        self._hint = plain_label(role="small", tone="third")
        self._hint.setWordWrap(True)
        column.addWidget(self._hint)

    def open_under(self, rect: QRect) -> None:
        """Open under a rectangle of the screen."""
        self.ensurePolished()
        layout = self.layout()
        assert layout is not None
        height = layout.totalHeightForWidth(_WIDTH)
        self.find_place(rect, rect, _WIDTH, height)
        self.take_size(_WIDTH, height)
        first = next(iter(self._fields.values()))
        first.selectAll()
        self.pop_up(first)

    def _enter(self) -> None:
        raise NotImplementedError

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        elif event.key() in _ENTER:
            self._enter()
        else:
            super().keyPressEvent(event)


class DatePopover(FieldPopover):
    """From when to when a document was published; `chosen(since, until)` follows the typing."""

    chosen = Signal(str, str)

    def __init__(self, parent: QWidget) -> None:
        fields = {"since": "Published since", "until": "Published until"}
        super().__init__(parent, "claims-table.dates", fields)
        self.setAccessibleName("Dates")
        self._hint.setText("A year, month or day: 2026, 2026-03 or 2026-03-14.")
        for field in self._fields.values():
            field.setPlaceholderText("any")
            field.textEdited.connect(self._take)

    def open_with(self, rect: QRect, since: str, until: str) -> None:
        """Open with the dates that are chosen."""
        self._fields["since"].setText(since)
        self._fields["until"].setText(until)
        self.open_under(rect)
        self._tint()

    def _dates(self) -> list[str]:
        return [field.text().strip() for field in self._fields.values()]

    def _tint(self) -> bool:
        """Show whether what is typed can be understood."""
        good = all(not date or is_date(date) for date in self._dates())
        self._hint.setProperty("tone", "third" if good else "no")
        self._hint.style().polish(self._hint)
        return good

    def _take(self) -> None:
        if self._tint():
            self.chosen.emit(*self._dates())

    def _enter(self) -> None:
        self.dismiss()


class NamePopover(FieldPopover):
    """The name under which a filter is saved; `named` gives it."""

    named = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "claims-table.name", {"name": "Name of the filter"})
        self.setAccessibleName("Save this filter")
        self._hint.setText("Enter saves it, in the place of one with the same name.")

    def open_for(self, rect: QRect, name: str) -> None:
        """Open with the name of the saved filter that is shown, or none."""
        self._fields["name"].setText(name)
        self.open_under(rect)

    def _enter(self) -> None:
        name = " ".join(self._fields["name"].text().split())
        if name:
            self.dismiss()
            self.named.emit(name)
