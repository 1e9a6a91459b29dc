"""What the grounds and marks of the table mean, painted as the cells are."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from workbench.gui import theme
from workbench.gui.flow import FlowLayout
from workbench.gui.matrix.changes import ChangeGrid
from workbench.gui.matrix.faces import Face, paint_face
from workbench.gui.matrix.grid import Grid, MatrixGrid
from workbench.gui.matrix.refill import refill
from workbench.gui.panes import strong_font
from workbench.matrix import Gap, Matrix
from workbench.matrix.figures import SIGNED, UNDEFINED, ZERO, figure_text, least, signed

SWATCH, SWATCH_HEIGHT, BETWEEN = 28, 20, 2


class Entry(QWidget):
    """One or more swatches and what they mean."""

    def __init__(self, faces: list[Face], words: str) -> None:
        super().__init__()
        self._faces, self._words = faces, words
        self.setAccessibleName(words)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(theme.interface_font("small"))
        scale = len(self._faces) * (self._swatch() + BETWEEN)
        wide = scale + 6 + metrics.horizontalAdvance(self._words) + 2
        return QSize(wide, max(SWATCH_HEIGHT, metrics.height()))

    def _swatch(self) -> int:
        metrics = QFontMetrics(strong_font("small"))
        return max([SWATCH, *(metrics.horizontalAdvance(face.text) + 8 for face in self._faces)])

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, now = QPainter(self), theme.tokens()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        small = theme.interface_font("small")
        x, top = 0, (self.height() - SWATCH_HEIGHT) // 2
        for face in self._faces:
            box = QRect(x, top, self._swatch(), SWATCH_HEIGHT)
            paint_face(painter, box, face, small)
            painter.setPen(QPen(QColor(now.hair if face.heat else now.stroke), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
            x += box.width() + BETWEEN
        painter.setFont(small)
        painter.setPen(QColor(now.text2))
        words = self.rect().adjusted(x + 6, 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self._words)


class Legend(QWidget):
    """Says only what the table can show at the time."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("matrix.legend")
        self.setAccessibleName("Legend")
        self._shown: list[tuple[list[Face], str]] = []
        self._flow = FlowLayout(self, gap=24, line_gap=6)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_for(self, grid: Grid) -> None:
        """Explain the heat classes from their least figures, and the marks that may occur."""
        entries = _of_changes(grid) if isinstance(grid, ChangeGrid) else []
        if isinstance(grid, MatrixGrid):
            entries = _of_matrix(grid)
        if entries != self._shown:  # most changes of a matrix leave it as it is
            self._shown = entries
            refill(self._flow, [Entry(faces, words) for faces, words in entries])


def _of_matrix(grid: MatrixGrid) -> list[tuple[list[Face], str]]:
    request = grid.matrix.request
    # The first class begins right after nothing: with the least figure that can be shown.
    limits = [limit or least(request) for limit in grid.heat.limits]
    if request.measure == "split":
        return [*_sides(grid), *_marks(grid)]
    scale = [Face("tag", figure_text(limit, request), i) for i, limit in enumerate(limits, 1)]
    what = "percent" if request.percent else request.measure
    entries = []
    if scale and request.measure != "presence":
        entries.append((scale, f"{what}, from"))
    if request.measure in SIGNED and scale:
        below = [Face("tag", figure_text(-limit, request), -i) for i, limit in enumerate(limits, 1)]
        entries.append((below[:1] + below[-1:], "less than nothing"))
    return [*entries, *_marks(grid)]


def _sides(grid: MatrixGrid) -> list[tuple[list[Face], str]]:
    limits = grid.heat.limits
    more = [Face("tag", signed(limit), i) for i, limit in enumerate(limits, 1)]
    less = [Face("tag", signed(-limit), -i) for i, limit in enumerate(limits, 1)]
    return [(more, "more for, from"), (less, "more against, from")] if limits else []


def _marks(grid: MatrixGrid) -> list[tuple[list[Face], str]]:
    matrix, entries = grid.matrix, []
    if matrix.contested:
        face = Face("tag", "", contested=True)
        entries.append(([face], "contested: claims for and against"))
    nothing = "read, nothing found" if grid.gaps_known else "no claims"
    entries.append(([Face("tag", ZERO)], nothing))
    if _has_undefined(matrix):
        entries.append(([Face("tag", UNDEFINED)], "claims, but none that says this"))
    if any(Gap.UNREAD in row for row in matrix.gaps):
        entries.append(([Face("tag", ZERO, gap=Gap.UNREAD)], "gap: not yet read"))
    if matrix.unsure:
        entries.append(([Face("tag", "~")], "rests on too few claims"))
    return entries


def _has_undefined(matrix: Matrix) -> bool:
    """Whether some cell has claims that say nothing of what is shown."""
    return any(
        value is None and count
        for values, counts in zip(matrix.shown.cells, matrix.claims.cells, strict=True)
        if None in values
        for value, count in zip(values, counts, strict=True)
    )


def _of_changes(grid: ChangeGrid) -> list[tuple[list[Face], str]]:
    limits = grid.heat.limits
    ends = (limits[:1] + limits[-1:]) if len(limits) > 1 else limits
    more = [Face("tag", signed(limit), limits.index(limit) + 1) for limit in ends]
    less = [Face("tag", signed(-limit), -limits.index(limit) - 1) for limit in ends]
    entries = [(more, "more, from"), (less, "less, from")] if limits else []
    same = ([Face("tag", "=")], "as many, but other claims")
    return [*entries, same, ([Face("tag", ZERO)], "no change")]
