"""Pages as they look, scrolled and zoomed. No text yet, and no marks."""

from collections.abc import Iterator
from typing import Literal

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from workbench.gui import theme
from workbench.gui.pages.sheets import DOTS, GAP, Sheets
from workbench.gui.pages.source import Job, PageSource

Fit = Literal["width", "page", ""]

SMALLEST, LARGEST, STEP = 0.25, 4.0, 1.2
#: The paper of the dark mode: white, seen in a room with less light.
DIMMED = "#CFCBC3"
_SETTLE = 40  # ms after which scrolling counts as done


class PageColumn(QAbstractScrollArea):
    """Pages under one another. Pages count from 0; the zoom is 1.0 at the size of paper."""

    #: the page at the top of the view is another one
    page_changed = Signal(int)
    #: another zoom, fit or rotation
    zoom_changed = Signal()
    #: the pages cannot be shown; a sentence
    failed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.source: PageSource | None = None
        self.sheets = Sheets([])
        self._zoom, self._fit, self._rotation = 1.0, "width", 0
        self._page = 0
        self._settled = QTimer(self, singleShot=True, interval=_SETTLE)
        self._settled.timeout.connect(self._note_page)

    def set_source(self, source: PageSource | None) -> None:
        """Show the pages of another file, from the first on; None shows none."""
        if self.source is not None:
            self.source.opened.disconnect(self._open)
            self.source.failed.disconnect(self.failed)
            self.source.drawn.disconnect(self._update_page)
            self.source.measured.disconnect(self._update_page)
        self.source = source
        self.sheets = Sheets([])
        self._page = 0
        if source is not None:
            source.opened.connect(self._open)
            source.failed.connect(self.failed)
            source.drawn.connect(self._update_page)
            source.measured.connect(self._update_page)
            if source.sizes:
                self._open()
        self.viewport().update()

    def _open(self) -> None:
        self._lay_out()
        self._note_page()

    # -- zoom

    @property
    def zoom(self) -> float:
        """The zoom in force."""
        return self.sheets.scale / DOTS

    @property
    def fit(self) -> Fit:
        """What the zoom follows: the width, the page, or nothing."""
        return self._fit  # type: ignore[return-value]

    @property
    def rotation(self) -> int:
        """By how many quarters the pages are turned clockwise."""
        return self._rotation

    def set_zoom(self, zoom: float) -> None:
        """Show the pages at a zoom; what is at the middle of the view stays there."""
        self._zoom, self._fit = min(LARGEST, max(SMALLEST, zoom)), ""
        self._lay_out()

    def set_fit(self, fit: Fit) -> None:
        """Let the zoom follow the width of the view, or its height too."""
        self._fit = fit
        self._lay_out()

    def zoom_by(self, step: int) -> None:
        """Zoom in (1) or out (-1) by a step, or fit the width (0)."""
        if step:
            self.set_zoom(self.zoom * STEP**step)
        else:
            self.set_fit("width")

    def rotate(self, quarters: int = 1) -> None:
        """Turn the pages clockwise."""
        self._rotation = (self._rotation + quarters) % 4
        self._lay_out()

    def _lay_out(self) -> None:
        if self.source is None or not self.source.sizes:
            return
        view = self.viewport().size()
        page, part = self._middle()
        sizes = self.source.sizes
        flat = Sheets(sizes, DOTS, self._rotation)
        zoom = self._zoom
        if self._fit:
            width, height = flat.points(min(page, len(flat) - 1))
            zoom = (view.width() - 2 * GAP) / (width * DOTS)
            if self._fit == "page":
                zoom = min(zoom, (view.height() - 2 * GAP) / (height * DOTS))
            zoom = min(LARGEST, max(SMALLEST / 2, zoom))
        changed = zoom * DOTS != self.sheets.scale or self._rotation != self.sheets.rotation
        self.sheets = Sheets(sizes, zoom * DOTS, self._rotation)
        self._set_ranges()
        rect = self.sheets.rect(min(page, len(sizes) - 1), view.width())
        self.verticalScrollBar().setValue(
            round(rect.top() + part * rect.height() - view.height() / 2)
        )
        if changed:
            self.zoom_changed.emit()
        self._ask()
        self.viewport().update()

    def _middle(self) -> tuple[int, float]:
        """Return the page in the middle of the view, and which part of it is there."""
        if not len(self.sheets):
            return 0, 0.0
        y = self.verticalScrollBar().value() + self.viewport().height() / 2
        page = self.sheets.page_at(y)
        rect = self.sheets.rect(page, self.viewport().width())
        return page, min(1.0, (y - rect.top()) / max(1.0, rect.height()))

    def _set_ranges(self) -> None:
        view = self.viewport().size()
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setRange(0, max(0, self.sheets.width - view.width()))
        across.setPageStep(view.width())
        down.setRange(0, max(0, self.sheets.height - view.height()))
        down.setPageStep(max(1, view.height() - 40))
        across.setSingleStep(30)
        down.setSingleStep(40)

    # -- where things are

    def page_rect(self, page: int) -> QRectF:
        """Return where a page lies in the viewport."""
        rect = self.sheets.rect(page, self.viewport().width())
        return rect.translated(
            -self.horizontalScrollBar().value(), -self.verticalScrollBar().value()
        )

    def pages_in_sight(self, beyond: float = 0.0) -> Iterator[int]:
        """Yield the pages in the viewport, and those up to `beyond` px outside it."""
        top = self.verticalScrollBar().value()
        yield from self.sheets.within(top - beyond, top + self.viewport().height() + beyond)

    def page_at(self, point: QPointF | QPoint) -> int:
        """Return the page at a point of the viewport, or the nearest above."""
        return self.sheets.page_at(point.y() + self.verticalScrollBar().value())

    @property
    def page(self) -> int:
        """The page that is read: the one at the upper third of the view."""
        y = self.verticalScrollBar().value() + self.viewport().height() / 3
        return self.sheets.page_at(y)

    def go_to_page(self, page: int) -> None:
        """Show a page from its upper edge; the first or last for one that there is not."""
        if len(self.sheets):
            page = min(max(page, 0), len(self.sheets) - 1)
            self.verticalScrollBar().setValue(self.sheets.top(page) - GAP // 2)

    # -- drawing

    def _ask(self) -> None:
        """Ask for what is in sight, then for what comes next."""
        if self.source is None or not len(self.sheets):
            return
        scale = self.sheets.scale * self.devicePixelRatioF()
        seen = list(self.pages_in_sight())
        jobs = [Job("draw", page, scale, self._rotation) for page in seen]
        jobs += [Job("measure", page) for page in seen]
        last, first = seen[-1], seen[0]
        for page in (last + 1, last + 2, first - 1, last + 3):
            if 0 <= page < len(self.sheets):
                jobs += [Job("draw", page, scale, self._rotation), Job("measure", page)]
        self.source.want("view", jobs)

    def _update_page(self, page: int) -> None:
        if page in self.pages_in_sight():
            self.viewport().update(self.page_rect(page).toAlignedRect())

    def paintEvent(self, event: QPaintEvent) -> None:
        now = theme.tokens()
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(now.window))
        for page in self.pages_in_sight():
            rect = self.page_rect(page)
            if rect.intersects(QRectF(event.rect())):
                self._draw_page(painter, page, rect)
                painter.save()
                painter.setClipRect(rect.adjusted(-GAP, -GAP, GAP, GAP))
                painter.translate(rect.topLeft())
                self.draw_on_page(painter, page)
                painter.restore()
        painter.end()

    def _draw_page(self, painter: QPainter, page: int, rect: QRectF) -> None:
        now = theme.tokens()
        painter.fillRect(rect, QColor("#FFFFFF"))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if self.source is not None:
            scale = self.sheets.scale * self.devicePixelRatioF()
            image = self.source.picture(page, scale, self._rotation)
            if image is None:
                image = self.source.any_picture(page, self._rotation)
            if image is not None:
                painter.drawImage(self._target(rect, image), image)
        if now.dark:
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
            painter.fillRect(rect, QColor(DIMMED))
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        painter.setPen(QColor(now.hair))
        painter.drawRect(rect.adjusted(-1, -1, 0, 0))

    def _target(self, rect: QRectF, image: QImage) -> QRectF:
        """Return where to draw a picture: dot for dot if it was made for this size."""
        size = QSizeF(image.size()) / self.devicePixelRatioF()
        # A part of a dot counts as a whole one in the picture, and may not in the layout.
        exact = abs(size.width() - rect.width()) < 2 and abs(size.height() - rect.height()) < 2
        return QRectF(rect.topLeft(), size) if exact else rect

    def draw_on_page(self, painter: QPainter, page: int) -> None:
        """Draw what lies on a page; the painter's origin is the page's top left."""

    # -- scrolling

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().scroll(dx, dy)
        self._ask()
        if not self._settled.isActive():
            self._settled.start()

    def _note_page(self) -> None:
        self._settled.stop()
        if self.page != self._page:
            self._page = self.page
            self.page_changed.emit(self._page)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def visible_part(self, rect: QRectF) -> QRect:
        """Return the part of a rectangle of the viewport that is in sight, on the screen."""
        part = rect.toAlignedRect().intersected(self.viewport().rect())
        return QRect(self.viewport().mapToGlobal(part.topLeft()), part.size())
