"""The pages of a document with their bar and the strip of small pictures."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from db.records import Style
from workbench.gui.pages.area import PageArea
from workbench.gui.pages.bar import PageBar
from workbench.gui.pages.source import PageSource
from workbench.gui.pages.thumbnails import Thumbnails


class PagePane(QFrame):
    """Shows PDF pages; the file's process runs only while its pages are looked at."""

    #: the pages cannot be shown; a sentence
    failed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("ground", "window")
        self.area = PageArea()
        self.bar = PageBar(self.area)
        self.strip = Thumbnails()
        self.strip.hide()
        self._source: PageSource | None = None
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.strip)
        row.addWidget(self.area, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addLayout(row, 1)
        self.area.failed.connect(self.failed)
        self.area.page_changed.connect(self.strip.show_page)
        self.bar.thumbnails_toggled.connect(self.strip.setVisible)
        self.strip.page_wanted.connect(self.area.go_to_page)

    def open_file(self, data: bytes, text: str, styles: Sequence[Style]) -> None:
        """Show the pages of a PDF, whose canonical text and styles are these."""
        self.close_file()
        self._source = PageSource(data)
        self.area.set_pages(text, styles)
        self.area.set_source(self._source)
        labels = list(self.area.labels())
        self.bar.set_labels(labels)
        self.strip.set_source(self._source, labels)

    def close_file(self) -> None:
        """Let the file and its process go."""
        if self._source is not None:
            self.area.set_source(None)
            self.strip.set_source(None, [])
            self._source.close()
            self._source = None

    @property
    def is_open(self) -> bool:
        """Whether pages are shown, or on their way."""
        return self._source is not None

    # -- how they are shown, to be remembered

    def look(self) -> dict[str, Any]:
        """Return zoom, fit and rotation, as `set_look` takes them."""
        area = self.area
        return {"zoom": round(area.zoom, 3), "fit": area.fit, "rotation": area.rotation}

    def set_look(self, look: Any) -> None:
        """Show the pages as they were; what makes no sense counts as not remembered."""
        known = look if isinstance(look, dict) else {}
        zoom, fit, rotation = known.get("zoom"), known.get("fit"), known.get("rotation")
        turns = rotation if isinstance(rotation, int) else 0
        self.area.rotate((turns - self.area.rotation) % 4)
        if fit == "" and isinstance(zoom, (int, float)):
            self.area.set_zoom(float(zoom))
        else:
            self.area.set_fit("page" if fit == "page" else "width")
