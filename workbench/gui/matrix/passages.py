"""The drill-down: the passages behind a cell, one click from the text."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QStyle, QVBoxLayout, QWidget

from db.records import Id
from workbench.gui import theme
from workbench.gui.flow import FlowLayout
from workbench.gui.matrix.grid import NO_CLAIM
from workbench.gui.matrix.passage_model import Passage, PassageModel, Reading, Words, summary
from workbench.gui.matrix.passage_view import PassageView
from workbench.gui.matrix.refill import refill
from workbench.gui.panes import IconButton, draw_line, plain_label
from workbench.gui.words import tool_tip

SHAPE_ROOM = 16
TIMES_ROOM = 16


@dataclass(frozen=True, slots=True)
class Title:
    """One side of a cell: a name, with the shape of its facet where it is a tag."""

    name: str
    facet: str = ""
    colour: str = ""


class TagName(QWidget):
    """A shape and a name in the type of titles; a name too long for the line is elided.

    The second of a pair begins with the sign of times.
    """

    def __init__(self, title: Title, *, times: bool) -> None:
        super().__init__()
        self._title = title
        self._times = TIMES_ROOM if times else 0
        self.setToolTip(tool_tip(title.name))
        self.setAccessibleName(title.name)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(theme.interface_font("title"))
        name = metrics.horizontalAdvance(" ".join(self._title.name.split()))
        return QSize(self._before_name() + name + 2, metrics.height() + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._before_name() + 40, self.sizeHint().height())

    def _before_name(self) -> int:
        return self._times + (SHAPE_ROOM if self._title.colour else 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box, now, way = self.rect(), theme.tokens(), self.layoutDirection()
        if self._times:
            times = QStyle.visualRect(way, box, QRect(0, 0, TIMES_ROOM, box.height()))
            draw_line(painter, times, "×", theme.interface_font(), now.text2)
        if self._title.colour:
            middle = QStyle.visualPos(way, box, QPoint(self._times + 5, box.center().y() + 1))
            theme.draw_shape(painter, self._title.facet, self._title.colour, middle.x(), middle.y())
        name = QStyle.visualRect(way, box, box.adjusted(self._before_name(), 0, 0, 0))
        draw_line(painter, name, self._title.name, theme.interface_font("title"), now.text)


class PassageList(QFrame):
    """The passages under their title; `view` says what is wanted of them, `closed` that none is."""

    closed = Signal()
    #: citations of these claims are to be copied
    copy_wanted = Signal(list)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("matrix.passages")
        self.setAccessibleName("Passages of the cell")
        self.setProperty("ground", "panel")
        self._model = PassageModel(self)
        self.view = PassageView(self._model)
        self.view.left.connect(self.closed)
        self.view.copied.connect(lambda claim: self.copy_wanted.emit([claim]))
        self.setFocusProxy(self.view)
        copy = IconButton("copy", "Copy all as citations", "matrix.passages.copy")
        copy.clicked.connect(lambda: self.copy_wanted.emit(self.claims()))
        close = IconButton("close", "Close the passages", "matrix.passages.close")
        close.clicked.connect(self.closed)
        self._names = QWidget()
        self._flow = FlowLayout(self._names, gap=6, line_gap=2)
        self._summary = plain_label(role="small", tone="second")
        self._summary.setWordWrap(True)
        self._empty = plain_label(tone="second")
        self._empty.setWordWrap(True)
        self._empty.setContentsMargins(14, 12, 14, 12)
        self._lay_out(copy, close)

    def _lay_out(self, *buttons: QWidget) -> None:
        head = QFrame()
        head.setProperty("edge", "bottom")
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self._names)
        words.addWidget(self._summary)
        row = QHBoxLayout(head)
        row.setContentsMargins(14, 12, 10, 10)
        row.setSpacing(2)
        row.addLayout(words, 1)
        for button in buttons:
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self._empty)
        column.addWidget(self.view, 1)
        column.addStretch(0)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)

    def set_passages(
        self,
        titles: Sequence[Title],
        passages: Sequence[Passage],
        read: Reading,
        more: int = 0,
        why_empty: str = NO_CLAIM,
    ) -> None:
        """Show the passages of a cell; the current passage stays.

        `read` gives the words of one, `more` is how many there are beyond those given, and
        `why_empty` says why there are none.
        """
        self._empty.setText(why_empty)
        before = self.view.currentIndex().row()
        current = self.view.current()
        refill(self._flow, [TagName(title, times=n > 0) for n, title in enumerate(titles)])
        rest = f" · the first of {len(passages) + more:,}" if more else ""
        self._summary.setText(summary(passages) + rest)
        self._model.set_passages(passages, read)
        self._empty.setVisible(not passages)
        self.view.setVisible(bool(passages))
        claims = self.claims()
        if claims:
            # Where the current one is gone (its tag was changed), its follower takes the place.
            at = claims.index(current.claim) if current and current.claim in claims else before
            self.view.setCurrentIndex(self._model.index(max(0, min(at, len(claims) - 1))))

    def forget(self) -> None:
        """Show no passage: the words of those that wait for their place could not be read now."""
        self._model.set_passages((), lambda passage: Words(passage.statement))

    def claims(self) -> list[Id]:
        """Return the claims that are shown."""
        return [passage.claim for passage in self._model.passages]
