"""Two readers side by side that scroll in step."""

from functools import partial

from PySide6.QtCore import QMetaObject, QObject

from workbench.gui.perspectives.open_document import OpenDocument
from workbench.gui.perspectives.readers import Readers

#: Characters by which a side may differ from where it was put and count as not moved: a line.
_LINE = 160


class InStep(QObject):
    """Lets each of two sides follow the other, from where they stood when it was turned on.

    One document keeps its distance in characters. Two documents keep the places together at which
    they stood, and so their beginnings and their ends.
    """

    def __init__(self, readers: Readers, parent: QObject) -> None:
        super().__init__(parent)
        self._readers = readers
        self._pair: tuple[OpenDocument, ...] = ()
        self._pinned = (0, 0)
        self._put: dict[int, int] = {}
        self._listening: list[QMetaObject.Connection] = []
        readers.turned.connect(self._check)

    @property
    def on(self) -> bool:
        """Whether the sides are in step."""
        return bool(self._pair)

    def toggle(self) -> str:
        """Put the two sides in step, or let them go; returns a sentence on what holds now."""
        if self.on:
            self.leave()
            return "Each side scrolls by itself again."
        if len(self._readers.opened) < 2:
            return "Show two documents side by side first."
        self._pair = tuple(self._readers.opened)
        first, second = (opened.pane.area.place() for opened in self._pair)
        self._pinned = (first, second)
        for side, opened in enumerate(self._pair):
            for area in (opened.pane.text_area, opened.pane.pages.area):
                moved = partial(self._follow, side)
                self._listening.append(area.first_visible_changed.connect(moved))
        return "Both sides scroll in step, from where they stand."

    def leave(self) -> None:
        """Let each side scroll by itself."""
        for connection in self._listening:
            QObject.disconnect(connection)
        self._listening.clear()
        self._put.clear()
        self._pair = ()

    def _check(self) -> None:
        """Leave where another document has come, or a side has gone."""
        if self.on and tuple(self._readers.opened) != self._pair:
            self.leave()

    def _follow(self, side: int, offset: int) -> None:
        if abs(self._put.pop(side, offset - 2 * _LINE) - offset) < _LINE:
            return  # it was put there
        other = self._pair[1 - side]
        place = self._mapped(side, offset)
        self._put[1 - side] = place
        other.pane.area.restore_place(place)

    def _mapped(self, side: int, offset: int) -> int:
        """Return the place of the other side that belongs to one of this side."""
        here, there = self._pinned[side], self._pinned[1 - side]
        length, other_length = (self._pair[one].record.length for one in (side, 1 - side))
        if self._pair[0].id == self._pair[1].id:
            place = there + offset - here
        elif offset <= here:
            place = round(there * offset / here) if here else there
        else:
            place = there + round((other_length - there) * (offset - here) / (length - here))
        return min(max(place, 0), other_length)
