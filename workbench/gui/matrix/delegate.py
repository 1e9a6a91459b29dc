"""Paints the cells from the model's grid: each face once into a pixmap, then stamped."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem

from workbench.gui.matrix.faces import Face, paint_face
from workbench.gui.matrix.model import MatrixModel

GAP = 8  # before a group of rows or columns
MOST_STAMPS = 2000
#: places of which is remembered how they were painted; more are painted anew
MOST_SEEN = 20_000


class CellDelegate(QStyledItemDelegate):
    """Never asks roles: with hundreds of cells on screen that is most of the time of a paint."""

    def __init__(self, view: QAbstractItemView, model: MatrixModel) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._stamps: dict[tuple[Face, int, int, float], QPixmap] = {}
        self._chosen = (-1, -1)
        #: what stood at each place when it was last painted
        self._seen: dict[tuple[int, int], Face] = {}

    def forget(self) -> None:
        """Drop what was painted with other colours or fonts."""
        self._stamps.clear()

    def begin(self) -> None:
        """Take note, before a paint, of the chosen cell: asking once is quicker than per cell."""
        current = self._view.currentIndex()
        self._chosen = (current.row(), current.column())

    def looks_other(self, row: int, column: int) -> bool:
        """Whether what stands at a position is not what was last painted there."""
        return self._seen.get((row, column)) != self._model.grid.face(row, column)

    def face(self, row: int, column: int) -> Face:
        """Return what stands at a position of the model, which is about to be painted."""
        face = self._model.grid.face(row, column)
        if len(self._seen) >= MOST_SEEN:
            self._seen.clear()
        self._seen[row, column] = face
        return face._replace(chosen=True) if (row, column) == self._chosen else face

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        row, column = index.row(), index.column()
        rect = option.rect
        left, top, width, height = rect.left(), rect.top(), rect.width(), rect.height()
        if self._model.grid.columns[column].gap:
            mirrored = option.direction == Qt.LayoutDirection.RightToLeft
            left, width = left + (0 if mirrored else GAP), width - GAP
        if self._model.grid.rows[row].gap:
            top, height = top + GAP, height - GAP
        ratio = painter.device().devicePixelRatio()
        painter.drawPixmap(left, top, self._stamp(self.face(row, column), width, height, ratio))

    def _stamp(self, face: Face, width: int, height: int, ratio: float) -> QPixmap:
        key = (face, width, height, ratio)
        stamp = self._stamps.get(key)
        if stamp is None:
            if len(self._stamps) >= MOST_STAMPS:
                self._stamps.clear()
            stamp = QPixmap(round(width * ratio), round(height * ratio))
            stamp.setDevicePixelRatio(ratio)
            stamp.fill(Qt.GlobalColor.transparent)
            painter = QPainter(stamp)
            paint_face(painter, QRect(0, 0, width, height), face, self._view.font())
            painter.end()
            self._stamps[key] = stamp
        return stamp
