"""The text under review: both coders' marks in it, one coder's, or twice side by side in step."""

from collections.abc import Sequence
from functools import partial
from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from db.records import Coder, Document, Id, Style
from workbench.gui.claims.segments import Segments
from workbench.gui.labels import ElidedLabel
from workbench.gui.reader.area import ReaderArea
from workbench.gui.reader.marks import Mark
from workbench.gui.reader.styling import aside_of
from workbench.gui.splitter import Splitter

Show = Literal["both", "left", "right", "beside"]
SHOWS: tuple[Show, ...] = ("both", "left", "right", "beside")


class ReviewTexts(QFrame):
    """One document for two coders; what the left one made is solid, the right one's dashed."""

    claim_pressed = Signal(object)
    number_pressed = Signal(int)
    show_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("review.texts")
        self.setProperty("ground", "page")
        self._marks: tuple[list[Mark], list[Mark]] = ([], [])
        self._names = ("", "")
        self._show: Show = "both"
        self._in_step = False
        self.first, self.second = ReaderArea(), ReaderArea()
        self._both = Splitter(Qt.Orientation.Horizontal, (500, 500))
        for area, other in ((self.first, self.second), (self.second, self.first)):
            self._both.addWidget(area)
            area.fix_bounds()
            area.claim_pressed.connect(self.claim_pressed)
            area.number_pressed.connect(self.number_pressed)
            area.first_visible_changed.connect(partial(self._follow, area, other))
        self.second.hide()
        self.setFocusProxy(self.first)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._header())
        column.addWidget(self._both, 1)

    def _header(self) -> QFrame:
        header = QFrame()
        header.setProperty("edge", "bottom")
        self._row = QHBoxLayout(header)
        self._row.setContentsMargins(20, 10, 16, 10)
        words = QVBoxLayout()
        words.setSpacing(1)
        self._title = ElidedLabel("title")
        self._about = ElidedLabel("small", "second")
        words.addWidget(self._title)
        words.addWidget(self._about)
        self._row.addLayout(words, 1)
        self._choice: Segments | None = None
        return header

    def set_coders(self, left: Coder, right: Coder) -> None:
        """Name the two coders whose marks are shown."""
        self._names = (left.name, right.name)
        if self._choice is not None:
            self._row.removeWidget(self._choice)
            self._choice.deleteLater()
        words = ("Both", left.name, right.name, "Side by side")
        self._choice = Segments("review.show", list(zip(SHOWS, words, strict=True)))
        self._choice.setAccessibleName("Whose claims are shown")
        self._choice.taken.connect(lambda show: self.show_chosen.emit(str(show)))
        self._choice.set_value(self._show)
        self._row.addWidget(self._choice)

    def set_document(
        self,
        document: Document,
        text: str,
        styles: tuple[Style, ...],
        *,
        reflow: bool,
        aside: bool,
    ) -> None:
        """Show a text from its beginning, with what stands aside in it or without."""
        self._title.set_text(document.title)
        for area in (self.first, self.second):
            area.set_document(text, styles, reflow=reflow, aside=aside_of(document))
            area.set_aside(aside)
            area.setAccessibleName(f"Text of {document.title}")

    def set_about(self, words: str) -> None:
        """Say under the title how far the review is."""
        self._about.set_text(words)

    def set_marks(self, left: list[Mark], right: list[Mark]) -> None:
        """Take the marks of the two coders."""
        self._marks = (left, right)
        self._draw()

    def set_show(self, show: Show) -> None:
        """Show the marks of both, of one, or of each in a text of its own."""
        self._show = show
        if self._choice is not None:
            self._choice.set_value(show)
        place = self.first.place()
        self.second.setVisible(show == "beside")
        if show == "beside":
            self._both.reset()
            self.second.restore_place(place)
        self._draw()

    def _draw(self) -> None:
        left, right = self._marks
        shown = {"both": [*left, *right], "left": left, "right": right, "beside": left}
        self.first.set_marks(shown[self._show])
        self.second.set_marks(right if self._show == "beside" else [])

    def set_numbers(self, numbers: Sequence[tuple[int, int]], current: int) -> None:
        """Show the numbers of the differences in the margin."""
        self.first.set_numbers(numbers, current)

    def turn_to(self, start: int, end: int, claims: Sequence[Id]) -> None:
        """Bring a difference into sight and outline its claims."""
        for area in self.areas():
            area.set_selected_claim(next(iter(claims), None))
            area.show_offset(start, end, flash=True)

    def areas(self) -> list[ReaderArea]:
        """Return the texts in sight."""
        return [self.first] if self._show != "beside" else [self.first, self.second]

    def _follow(self, area: ReaderArea, other: ReaderArea, offset: int) -> None:
        """Keep two texts in step; the one that is followed does not follow back."""
        if self._show == "beside" and not self._in_step and other.place() != offset:
            self._in_step = True
            other.restore_place(offset)
            self._in_step = False

    def panes(self) -> list[QWidget]:
        """Return the texts that the keyboard can go to."""
        return list(self.areas())
