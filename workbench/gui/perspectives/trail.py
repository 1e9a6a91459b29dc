"""The places one jumped from, so that one can go back to them."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from db.records import Id
from workbench.gui.perspectives.readers import Readers

MOST = 200


class Place(NamedTuple):
    """A document, its first line in sight, and the selection in it; all in code points."""

    document: Id
    top: int
    start: int
    end: int


class Trail(QObject):
    """Remembers the place before each jump; jumps that follow each other at once are one."""

    #: a sentence for the notice line
    told = Signal(str)

    def __init__(self, readers: Readers, parent: QObject) -> None:
        super().__init__(parent)
        self._readers = readers
        self._places: list[Place] = []
        self._landed: Place | None = None
        self._within = False

    @contextmanager
    def jump(self) -> Iterator[None]:
        """Remember where one is, unless that is where the jump before has led."""
        if self._within:
            yield
            return
        before = self._here()
        self._within = True
        try:
            yield
        finally:
            self._within = False
            after = self._here()
            moved = before is not None and before != after
            if moved and before is not None and not self._is_landing(before):
                self._places = [*self._places[1 - MOST :], before]
            self._landed = after

    def go(self, start: int, end: int | None = None) -> None:
        """Go to a place of the active document: the caret, and the eyes."""
        active = self._readers.active
        if active is not None:
            with self.jump():
                active.pane.area.select(start, start)
                active.pane.area.show_offset(start, end)

    def back(self) -> None:
        """Go back to where one was before the last jump."""
        known = self._readers.order()
        while self._places and self._places[-1].document not in known:
            self._places.pop()  # removed meanwhile
        if not self._places:
            self.told.emit("There is no place to go back to: you have not jumped yet.")
            return
        place = self._places.pop()
        self._readers.open(place.document)
        active = self._readers.active
        if active is not None:
            length = active.record.length
            active.pane.area.select(min(place.start, length), min(place.end, length))
            active.pane.area.restore_place(min(place.top, length))
            active.pane.area.first_visible_changed.emit(active.pane.area.place())
        self._landed = None

    def _here(self) -> Place | None:
        active = self._readers.active
        if active is None:
            return None
        area = active.pane.area
        return Place(active.id, area.place(), *area.selection())

    def _is_landing(self, here: Place) -> bool:
        """Whether nobody has moved the caret since the jump before."""
        landed = self._landed
        return landed is not None and (here.document, *here[2:]) == (landed.document, *landed[2:])
