"""Ticks on the reader's scroll bar, where a claim or a find hit is."""

from bisect import bisect_left
from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollBar, QWidget

from workbench.gui import theme

ROW = 2  # px
TICK = 4
_SETTLE = 120  # ms after which the lines of the text are taken to be counted


class Ticks(QWidget):
    """Lies on a vertical scroll bar and draws at most one tick of each kind to a row of 2 px.

    `bounds(n)` gives n + 1 ascending offsets that part the text into n rows of equal height;
    `colour(start)` gives the hue of the claim that begins at an offset. The bar itself stays
    Qt's own: one put in its place would lose what the text edit has connected to it.
    """

    def __init__(
        self,
        bar: QScrollBar,
        bounds: Callable[[int], Sequence[int]],
        colour: Callable[[int], str],
    ) -> None:
        super().__init__(bar)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._bounds = bounds
        self._colour = colour
        self._starts: Sequence[int] = ()
        self._hits: Sequence[int] = ()
        self._claims: list[tuple[int, str]] = []
        self._found: list[int] = []
        self._counted = 0
        self._timer = QTimer(self, singleShot=True, interval=_SETTLE)
        self._timer.timeout.connect(self._count)
        bar.rangeChanged.connect(self.refresh)
        bar.installEventFilter(self)

    def set_starts(self, starts: Sequence[int]) -> None:
        """Take the sorted starts of the claims' passages; the sequence may change later."""
        self._starts = starts
        self.refresh()

    def set_hits(self, hits: Sequence[int]) -> None:
        """Take the sorted starts of the find hits."""
        self._hits = hits
        self.refresh()

    def refresh(self) -> None:
        """Count again soon: the marks, or the lines of the text, have changed."""
        if not self._timer.isActive():
            self._timer.start()

    def ticks(self) -> tuple[list[tuple[int, str]], list[int]]:
        """Return the rows (y in px) of the claims with their hues, and the rows of the hits."""
        if self._counted != self.height():
            self._count()
        return self._claims, self._found

    def _count(self) -> None:
        self._timer.stop()
        self._counted = self.height()
        bounds = self._bounds(max(1, self._counted // ROW))
        self._claims = []
        for row, start in _first_in_rows(bounds, self._starts):
            self._claims.append((row * ROW, self._colour(start)))
        self._found = [row * ROW for row, _ in _first_in_rows(bounds, self._hits)]
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.resize(watched.size())
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        claims, hits = self.ticks()
        far = self.width() - TICK
        near = far if self.isRightToLeft() else 0
        for y, colour in claims:
            painter.fillRect(near, y, TICK, ROW, QColor(theme.hue(colour).strong))
        ask = QColor(theme.tokens().ask)
        for y in hits:
            painter.fillRect(far - near, y, TICK, ROW, ask)


def _first_in_rows(bounds: Sequence[int], starts: Sequence[int]) -> list[tuple[int, int]]:
    """Return the rows in which something starts, each with the first start in it."""
    found = []
    place = 0
    for row in range(len(bounds) - 1):
        place = bisect_left(starts, bounds[row], place)
        if place == len(starts):
            break
        if starts[place] < bounds[row + 1]:
            found.append((row, starts[place]))
    return found
