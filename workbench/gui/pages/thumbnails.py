"""Small pictures of all pages in a strip, to see where one is and to go elsewhere."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QFrame, QListView, QStyledItemDelegate, QStyleOptionViewItem

from workbench.gui import theme
from workbench.gui.pages.source import Job, PageSource
from workbench.gui.pages.view import DIMMED

_WIDTH, _LABEL, _EDGE = 104, 22, 10  # px
_SOON = 60  # ms after scrolling in which the pictures are asked for

Index = QModelIndex | QPersistentModelIndex


class _Pages(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.labels: Sequence[str] = ()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.labels)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return self.labels[index.row()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"Page {self.labels[index.row()]}"
        return None

    def set_labels(self, labels: Sequence[str]) -> None:
        self.beginResetModel()
        self.labels = labels
        self.endResetModel()


class Thumbnails(QListView):
    """The strip; it asks the same source as the pages for its pictures, after them."""

    page_wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page.strip")
        self.setAccessibleName("Small pictures of the pages")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFixedWidth(_WIDTH + 2 * _EDGE + 16)
        self.setUniformItemSizes(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._model = _Pages()
        self.setModel(self._model)
        self.source: PageSource | None = None
        self.setItemDelegate(_Delegate(self))
        self._soon = QTimer(self, singleShot=True, interval=_SOON)
        self._soon.timeout.connect(self._ask)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._soon.start())
        self.clicked.connect(lambda index: self.page_wanted.emit(index.row()))
        self.activated.connect(lambda index: self.page_wanted.emit(index.row()))

    def set_source(self, source: PageSource | None, labels: Sequence[str]) -> None:
        """Show the pages of another file."""
        if self.source is not None:
            self.source.drawn.disconnect(self._update)
            self.source.opened.disconnect(self._open)
        self.source = source
        self._model.set_labels(labels)
        if source is not None:
            source.drawn.connect(self._update)
            source.opened.connect(self._open)
        self._soon.start()

    def show_page(self, page: int) -> None:
        """Mark a page as the one that is read."""
        index = self._model.index(page)
        if index.isValid() and index != self.currentIndex():
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def scale(self, page: int) -> float:
        """Return the dots to a point of a page's small picture."""
        if self.source is None or page >= len(self.source.sizes):
            return 0.1
        return _WIDTH * self.devicePixelRatioF() / self.source.sizes[page][0]

    def size_of(self, page: int) -> QSize:
        """Return the size of a page's small picture in px."""
        sizes = self.source.sizes if self.source is not None else []
        width, height = sizes[page] if page < len(sizes) else (1.0, 1.4)
        return QSize(_WIDTH, min(3 * _WIDTH, round(_WIDTH * height / width)))

    def _open(self) -> None:
        self.scheduleDelayedItemsLayout()
        self._soon.start()

    def _update(self, page: int) -> None:
        self.update(self._model.index(page))

    def _ask(self) -> None:
        if self.source is None or not self.isVisible():
            return
        first = self.indexAt(self.viewport().rect().topLeft()).row()
        last = self.indexAt(self.viewport().rect().bottomLeft()).row()
        pages = range(max(0, first), (last if last >= 0 else len(self._model.labels) - 1) + 1)
        jobs = [Job("draw", page, self.scale(page)) for page in pages]
        self.source.want("strip", jobs)

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        self._soon.start()


class _Delegate(QStyledItemDelegate):
    def __init__(self, strip: Thumbnails) -> None:
        super().__init__(strip)
        self._strip = strip

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        size = self._strip.size_of(index.row())
        return QSize(size.width() + 2 * _EDGE, size.height() + _LABEL + _EDGE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        now, strip, page = theme.tokens(), self._strip, index.row()
        box: QRect = option.rect
        size = strip.size_of(page)
        left = box.left() + (box.width() - size.width()) // 2
        sheet = QRect(left, box.top() + _EDGE, size.width(), size.height())
        painter.fillRect(sheet, QColor("#FFFFFF"))
        image = strip.source.picture(page, strip.scale(page)) if strip.source else None
        if image is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(sheet, image)
        if now.dark:
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
            painter.fillRect(sheet, QColor(DIMMED))
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        current = index.row() == strip.currentIndex().row()
        painter.setPen(QPen(QColor(now.accent if current else now.hair), 2 if current else 1))
        painter.drawRect(sheet.adjusted(-1, -1, 0, 0))
        painter.setPen(QColor(now.text if current else now.text2))
        painter.setFont(theme.interface_font("small"))
        below = QRect(box.left(), sheet.bottom() + 2, box.width(), _LABEL - 2)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, str(index.data()))
