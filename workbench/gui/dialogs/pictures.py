"""Pictures of the matrix, to look at and to save: heat map, bars of one row or column, network."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from db.errors import ProjectError
from workbench.exporters.matrix_product import Picture
from workbench.exporters.picture_drawing import Drawing
from workbench.gui.claims.segments import Segments
from workbench.gui.dialogs.buttons import close_row
from workbench.gui.panes import plain_label
from workbench.gui.pictures import paint_drawing

KINDS = (("heat", "Heat map"), ("bars", "Bars"), ("network", "Network"))
PALETTES = (("light", "Light"), ("dark", "Dark"), ("print", "Print"))
SUFFIXES = (".svg", ".png", ".pdf")
#: pixels: a larger picture is shown smaller, and saved as it is
MOST = 6_000

#: draws a picture; raises ProjectError where it cannot be drawn
Draw = Callable[[Picture], Drawing]
Save = Callable[[Picture, str], None]


class PictureDialog(QDialog):
    """A preview, what it shows, and buttons that save it."""

    def __init__(
        self, draw: Draw, save: Save, entries: Sequence[tuple[str, str, str]], picture: Picture,
        parent: QWidget,
    ) -> None:  # fmt: skip
        """`entries` are the rows and columns that bars can be of: axis, key (or none), name."""
        super().__init__(parent)
        self._draw, self._save, self.picture = draw, save, picture
        self._drawing: Drawing | None = None
        self.setObjectName("pictures")
        self.setWindowTitle("Pictures of the matrix")
        self.setModal(False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._kind = Segments("pictures.kind", KINDS)
        self._kind.setAccessibleName("Picture")
        self._palette = Segments("pictures.palette", PALETTES)
        self._palette.setAccessibleName("Colours")
        self._entry = QComboBox()
        self._entry.setObjectName("pictures.entry")
        self._entry.setAccessibleName("Bars of")
        self._entry.setMaximumWidth(280)
        self._entries = list(entries)
        self._entry.addItems([name for _axis, _key, name in entries])
        known = [(axis, key) for axis, key, _name in entries]
        self._entry.setCurrentIndex(known.index((picture.axis, picture.entry)))
        self._shown = QLabel()
        self._shown.setObjectName("pictures.preview")
        self._area = QScrollArea()
        self._area.setObjectName("pictures.area")
        self._area.setAccessibleName("Preview")
        self._area.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._area.setWidget(self._shown)
        self._trouble = plain_label(tone="no")
        self._trouble.setWordWrap(True)
        self._lay_out()
        self._kind.taken.connect(lambda _kind: self._show())
        self._palette.taken.connect(lambda _palette: self._show())
        self._entry.activated.connect(lambda _at: self._show())
        self._kind.set_value(picture.kind)
        self._palette.set_value(picture.palette)
        self.resize(900, 680)
        self._show()

    def _lay_out(self) -> None:
        buttons = close_row(self)
        for suffix in SUFFIXES:
            words = f"Save as {suffix[1:].upper()}…"
            button = buttons.addButton(words, QDialogButtonBox.ButtonRole.ActionRole)
            button.setObjectName(f"pictures.save{suffix}")
            button.setAutoDefault(False)
            button.clicked.connect(
                lambda _on=False, suffix=suffix: self._save(self.picture, suffix)
            )
        row = QHBoxLayout()
        row.setSpacing(12)
        for part in (self._kind, self._entry, self._palette):
            row.addWidget(part)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.addLayout(row)
        column.addWidget(self._trouble)
        column.addWidget(self._area, 1)
        column.addWidget(buttons)

    def _show(self) -> None:
        """Draw what is chosen."""
        kind, palette = self._kind.value, self._palette.value
        axis, key, _name = self._entries[self._entry.currentIndex()]
        self._entry.setVisible(kind == "bars")
        self.picture = Picture(kind, palette, axis, key)  # type: ignore[arg-type]
        try:
            self._drawing = self._draw(self.picture)
        except ProjectError as error:
            self._drawing = None
            self._trouble.setText(str(error))
        self._trouble.setVisible(self._drawing is None)
        self._paint()

    def _paint(self) -> None:
        """Show the drawing, never larger than it is, as wide as there is room."""
        if self._drawing is None:
            self._shown.setPixmap(QPixmap())
            self._shown.adjustSize()
            return
        drawing, ratio = self._drawing, self.devicePixelRatioF()
        room = max(320, self._area.viewport().width() - 2)
        least = 0.5  # smaller letters could not be read: then one scrolls
        scale = min(1.0, max(room / drawing.width, least), MOST / max(drawing.width, 1))
        scale = min(scale, MOST / max(drawing.height, 1))
        size = QSize(round(drawing.width * scale), round(drawing.height * scale))
        pixmap = QPixmap(size * ratio)
        pixmap.setDevicePixelRatio(ratio)
        painter = QPainter(pixmap)
        painter.scale(scale, scale)
        paint_drawing(painter, drawing)
        painter.end()
        self._shown.setPixmap(pixmap)
        self._shown.setAccessibleName(drawing.title)
        self._shown.adjustSize()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            QTimer.singleShot(0, self, self._paint)  # when the parts have their new sizes
