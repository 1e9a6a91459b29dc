"""The bar over the pages: which page, how large, how turned, and the small pictures beside."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit

from workbench.gui.pages.view import PageColumn
from workbench.gui.panes import IconButton, plain_label

_NARROW = 470  # px under which what is less needed is left out


class PageNumber(QLineEdit):
    """A field for the page: Enter goes there, Esc leaves it as it was."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class PageBar(QFrame):
    """Shows and changes what a `PageColumn` shows. Pages go by the labels that the file gives."""

    thumbnails_toggled = Signal(bool)

    def __init__(self, pages: PageColumn) -> None:
        super().__init__()
        self._pages = pages
        self._labels: list[str] = []
        self.setObjectName("page.bar")
        self.setAccessibleName("Pages")
        self.setProperty("ground", "window")
        self.setProperty("edge", "bottom")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 12, 4)
        row.setSpacing(4)
        self.thumbnails = IconButton("pages", "Small pictures of the pages", "page.thumbnails")
        self.thumbnails.setCheckable(True)
        self.thumbnails.toggled.connect(self.thumbnails_toggled)
        row.addWidget(self.thumbnails)
        row.addStretch(1)
        self._add_pages(row)
        row.addStretch(1)
        self._add_zoom(row)
        pages.page_changed.connect(self._show_page)
        pages.zoom_changed.connect(self._show_zoom)

    def _add_pages(self, row: QHBoxLayout) -> None:
        back = IconButton("chevron-up", "The page before", "page.before")
        back.clicked.connect(lambda: self._step(-1))
        on = IconButton("chevron-down", "The next page", "page.next")
        on.clicked.connect(lambda: self._step(1))
        self.number = PageNumber()
        self.number.setObjectName("page.number")
        self.number.setAccessibleName("Page to go to")
        self.number.setFixedWidth(56)
        self.number.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.number.returnPressed.connect(self._go)
        self.number.left.connect(self._leave)
        self._of = plain_label("", "small", "second")
        for part in (back, self.number, self._of, on):
            row.addWidget(part)

    def _add_zoom(self, row: QHBoxLayout) -> None:
        pages = self._pages
        self._zoom = plain_label("", "small", "second")
        self._zoom.setObjectName("page.zoom")
        self._zoom.setFixedWidth(44)
        self._zoom.setAlignment(Qt.AlignmentFlag.AlignCenter)
        smaller = IconButton("minus", "Smaller", "page.smaller")
        smaller.clicked.connect(lambda: pages.zoom_by(-1))
        larger = IconButton("plus", "Larger", "page.larger")
        larger.clicked.connect(lambda: pages.zoom_by(1))
        self._width = IconButton("fit-width", "As wide as the window", "page.width")
        self._width.setCheckable(True)
        self._width.clicked.connect(lambda: self._fit("width"))
        self._page = IconButton("fit-page", "The whole page", "page.whole")
        self._page.setCheckable(True)
        self._page.clicked.connect(lambda: self._fit("page"))
        self._rotate = IconButton("rotate", "Turn clockwise", "page.rotate")
        self._rotate.clicked.connect(lambda: pages.rotate(1))
        for part in (smaller, self._zoom, larger, self._width, self._page, self._rotate):
            row.addWidget(part)

    def set_labels(self, labels: list[str]) -> None:
        """Take the labels of the pages of another document."""
        self._labels = labels
        self._show_page(self._pages.page)
        self._show_zoom()

    def enter(self) -> None:
        """Let the user type a page."""
        self.number.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.number.selectAll()

    def _step(self, step: int) -> None:
        self._pages.go_to_page(self._pages.page + step)

    def _fit(self, fit: str) -> None:
        self._pages.set_fit("page" if fit == "page" else "width")
        self._show_zoom()

    def _go(self) -> None:
        wanted = self.number.text().strip()
        page = self._labels.index(wanted) if wanted in self._labels else None
        if page is None and wanted.isdigit():
            page = int(wanted) - 1
        if page is not None:
            self._pages.go_to_page(page)
        self._leave()

    def _leave(self) -> None:
        self._show_page(self._pages.page)
        self._pages.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_page(self, page: int) -> None:
        label = self._labels[page] if page < len(self._labels) else ""
        self.number.setText(label)
        count = len(self._labels)
        plain = label == str(page + 1)
        self._of.setText(f"of {count:,}" if plain else f"({page + 1:,} of {count:,})")

    def _show_zoom(self) -> None:
        self._zoom.setText(f"{self._pages.zoom:.0%}")
        self._width.setChecked(self._pages.fit == "width")
        self._page.setChecked(self._pages.fit == "page")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what is less needed where there is little room."""
        super().resizeEvent(event)
        for part in (self._zoom, self._rotate, self._page):
            part.setVisible(self.width() >= _NARROW)
