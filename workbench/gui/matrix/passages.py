"""The drill-down: the passages behind a cell, one click from the text."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListView,
    QSizePolicy,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from db.records import AxisTag, Id
from workbench.gui import theme
from workbench.gui.flow import FlowLayout
from workbench.gui.matrix.passage_delegate import PassageDelegate
from workbench.gui.matrix.passage_model import Passage, PassageModel, summary
from workbench.gui.matrix.refill import refill
from workbench.gui.panes import IconButton, draw_line, plain_label
from workbench.gui.words import tool_tip

SHAPE_ROOM = 16
TIMES_ROOM = 16


class TagName(QWidget):
    """A tag's shape and name in the type of titles; a name too long for the line is elided.

    The second of a pair begins with the sign of times.
    """

    def __init__(self, tag: AxisTag | None, facet: str, *, times: bool) -> None:
        super().__init__()
        self._tag, self._facet = tag, facet
        self._name = tag.name if tag else f"all {facet}s"
        self._times = TIMES_ROOM if times else 0
        self.setToolTip(tool_tip(self._name))
        self.setAccessibleName(self._name)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(theme.interface_font("title"))
        name = metrics.horizontalAdvance(" ".join(self._name.split()))
        return QSize(self._before_name() + name + 2, metrics.height() + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._before_name() + 40, self.sizeHint().height())

    def _before_name(self) -> int:
        return self._times + (SHAPE_ROOM if self._tag else 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box, now, way = self.rect(), theme.tokens(), self.layoutDirection()
        if self._times:
            times = QStyle.visualRect(way, box, QRect(0, 0, TIMES_ROOM, box.height()))
            draw_line(painter, times, "×", theme.interface_font(), now.text2)
        if self._tag:
            middle = QPoint(self._times + 5, box.center().y() + 1)
            middle = QStyle.visualPos(way, box, middle)
            theme.draw_shape(painter, self._facet, self._tag.colour, middle.x(), middle.y())
        name = QStyle.visualRect(way, box, box.adjusted(self._before_name(), 0, 0, 0))
        draw_line(painter, name, self._name, theme.interface_font("title"), now.text)


class PassageView(QListView):
    """The list itself: Enter opens, Esc leaves."""

    chosen = Signal(QModelIndex)
    left = Signal()

    def __init__(self, model: PassageModel) -> None:
        super().__init__()
        self.setObjectName("matrix.passages.list")
        self.setAccessibleName("Passages")
        self.setModel(model)
        self.cells = PassageDelegate(self, model)
        self.setItemDelegate(self.cells)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # A wide cell may hold thousands of passages: their heights are found as they are needed.
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(50)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.viewport().setBackgroundRole(QPalette.ColorRole.AlternateBase)
        self.clicked.connect(self.chosen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.currentIndex().isValid():
                self.chosen.emit(self.currentIndex())
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Do nothing: letters belong to the shortcuts of the window."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.cells.forget()
            self.scheduleDelayedItemsLayout()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.cells.forget()
            self.scheduleDelayedItemsLayout()


class PassageList(QFrame):
    """Signals `opened(claim id)` for the passage to show in the text, and `closed`."""

    opened = Signal(object)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("matrix.passages")
        self.setAccessibleName("Passages of the cell")
        self.setProperty("ground", "panel")
        self._model = PassageModel(self)
        self.view = PassageView(self._model)
        self.view.chosen.connect(lambda index: self.opened.emit(self._claim_at(index.row())))
        self.view.left.connect(self.closed)
        self.setFocusProxy(self.view)
        close = IconButton("close", "Close the passages", "matrix.passages.close")
        close.clicked.connect(self.closed)
        self._names = QWidget()
        self._flow = FlowLayout(self._names, gap=6, line_gap=2)
        self._summary = plain_label(role="small", tone="second")
        self._empty = plain_label("No claim carries this pair of tags.", tone="second")
        self._empty.setWordWrap(True)
        self._empty.setContentsMargins(14, 12, 14, 12)
        self._lay_out(close)

    def _lay_out(self, close: QWidget) -> None:
        head = QFrame()
        head.setProperty("edge", "bottom")
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self._names)
        words.addWidget(self._summary)
        row = QHBoxLayout(head)
        row.setContentsMargins(14, 12, 10, 10)
        row.addLayout(words, 1)
        row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
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
        row: AxisTag | None,
        column: AxisTag | None,
        passages: Sequence[Passage],
        facets: tuple[str, str] = ("actor", "concern"),
    ) -> None:
        """Show the passages of a cell; None for a tag stands for all of its facet.

        `facets` are the keys of the facets of rows and columns. The current passage stays.
        """
        current = self._claim_at(self.view.currentIndex().row())
        self._name(row, column, facets)
        self._summary.setText(summary(passages))
        self._model.set_passages(passages)
        self._empty.setVisible(not passages)
        self.view.setVisible(bool(passages))
        claims = [passage.claim for passage in self._model.passages]
        at = claims.index(current) if current in claims else 0
        if claims:
            self.view.setCurrentIndex(self._model.index(at))

    def _claim_at(self, row: int) -> Id | None:
        return self._model.passages[row].claim if row >= 0 else None

    def _name(self, row: AxisTag | None, column: AxisTag | None, facets: tuple[str, str]) -> None:
        pair = zip((row, column), facets, strict=True)
        names = [TagName(tag, facet, times=i > 0) for i, (tag, facet) in enumerate(pair)]
        refill(self._flow, names)
