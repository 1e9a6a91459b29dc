"""The bar that finds words in the open document."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QWidget

from workbench.gui.panes import IconButton, plain_label
from workbench.text.fold import Folded, fold

#: more hits than this are not counted out; the bar then says "1,000 and more"
MOST = 1000


class FindBar(QFrame):
    """A field, the place among the hits, and buttons to walk them."""

    #: all hits as (start, end) in code points, and the number of the current one
    found = Signal(list, object)
    #: it was closed on this hit, or on None
    closed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("find.bar")
        self.setAccessibleName("Find")
        self.setProperty("ground", "window")
        self.setProperty("edge", "bottom")
        self._text = ""
        self._folded: Folded | None = None
        self._hits: list[tuple[int, int]] = []
        self._current: int | None = None
        self._from = 0
        self._field = QLineEdit()
        self._field.setObjectName("find.field")
        self._field.setPlaceholderText("Find in this document")
        self._field.setAccessibleName("Find in this document")
        self._field.setMaximumWidth(320)
        self._field.textChanged.connect(self._search)
        self._count = plain_label("", "small", "second")
        self._count.setObjectName("find.count")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.addWidget(self._field, 1)
        for name, icon, tip, step in (
            ("find.previous", "chevron-up", "Previous place (Shift+Enter)", -1),
            ("find.next", "chevron-down", "Next place (Enter)", 1),
        ):
            button = IconButton(icon, tip, name)
            button.clicked.connect(lambda _on=False, step=step: self.step(step))
            row.addWidget(button)
        row.addWidget(self._count)
        row.addStretch(1)
        close = IconButton("close", "Close (Esc)", "find.close")
        close.clicked.connect(self.leave)
        row.addWidget(close)
        self.hide()

    def set_text(self, text: str) -> None:
        """Say which text is searched from now on."""
        self._text, self._folded = text, None
        self._hits, self._current, self._from = [], None, 0
        if not self.isHidden():
            self._search()

    def enter(self, start: int, words: str = "") -> None:
        """Show the bar and search from a place on, for these words if any are given."""
        self._from = start
        self.show()
        if words and "\n" not in words and len(words) < 80:
            self._field.setText(words)
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.selectAll()
        self._search()

    @property
    def hit(self) -> tuple[int, int] | None:
        """The current hit."""
        return None if self._current is None else self._hits[self._current]

    def leave(self) -> None:
        """Hide the bar and the hits."""
        hit = self.hit
        self.hide()
        self.found.emit([], None)
        self.closed.emit(hit)

    def step(self, step: int) -> None:
        """Go to the next or previous hit, around the ends of the text."""
        if not self._hits:
            return
        current = 0 if self._current is None else self._current + step
        self._current = current % len(self._hits)
        self._from = self._hits[self._current][0]
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter walks on, Shift+Enter back, Esc closes."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def _search(self) -> None:
        words = fold(self._field.text(), hyphens=False).text.strip()
        self._hits, self._current = [], None
        if words:
            if self._folded is None:
                self._folded = fold(self._text, hyphens=False)
            for start, end in self._folded.find_all(words):
                self._hits.append(self._folded.span(start, end))
                if len(self._hits) == MOST:
                    break
            after = [n for n, (start, _end) in enumerate(self._hits) if start >= self._from]
            self._current = (after or [0])[0] if self._hits else None
        self._show()

    def _show(self) -> None:
        total = f"{MOST:,} and more" if len(self._hits) == MOST else f"{len(self._hits):,}"
        if not self._field.text().strip():
            self._count.setText("")
        elif self._current is None:
            self._count.setText("Not found")
        else:
            self._count.setText(f"{self._current + 1:,} of {total}")
        self.found.emit(self._hits, self._current)
