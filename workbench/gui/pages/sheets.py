"""Where the pages lie under one another, and the way between points of a page and of the view."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from PySide6.QtCore import QPointF, QRectF

from workbench.readers.pdf.geometry import Quad

GAP = 12  # px between pages and around them
DOTS = 96 / 72  # px to a point at 100 %


class Sheets:
    """Pages in a column, each turned by `rotation` quarters clockwise and scaled.

    `scale` is in px to a point; lengths without more are px from the top left of the column.
    """

    def __init__(
        self, sizes: Sequence[tuple[float, float]], scale: float = DOTS, rotation: int = 0
    ) -> None:
        self._sizes = sizes
        self.scale = scale
        self.rotation = rotation
        turned = rotation % 2 == 1
        self._points = [(h, w) if turned else (w, h) for w, h in sizes]
        heights = [round(height * scale) + GAP for _, height in self._points]
        self._tops = list(accumulate(heights, initial=GAP))
        self.width = max((round(width * scale) for width, _ in self._points), default=0) + 2 * GAP
        self.height = self._tops[-1]

    def __len__(self) -> int:
        return len(self._sizes)

    def points(self, page: int) -> tuple[float, float]:
        """Return the width and height of a page as it lies here, in points."""
        return self._points[page]

    def rect(self, page: int, width: int) -> QRectF:
        """Return where a page lies in a column of a width."""
        w, h = self._points[page]
        across = round(w * self.scale)
        left = (max(width, self.width) - across) // 2
        return QRectF(left, self._tops[page], across, round(h * self.scale))

    def page_at(self, y: float) -> int:
        """Return the page at a height, or the nearest one above."""
        return min(max(0, bisect_right(self._tops, y) - 1), max(0, len(self) - 1))

    def within(self, top: float, bottom: float) -> Iterator[int]:
        """Yield the pages between two heights."""
        page = self.page_at(top)
        while page < len(self) and self._tops[page] < bottom:
            yield page
            page += 1

    def top(self, page: int) -> int:
        """Return the upper edge of a page."""
        return self._tops[page]

    def to_page(self, page: int, point: QPointF) -> tuple[float, float]:
        """Turn a point in px from the page's top left into points of the page as shown."""
        x, y = point.x() / self.scale, point.y() / self.scale
        w, h = self._sizes[page]
        return ((x, y), (y, h - x), (w - x, h - y), (w - y, x))[self.rotation]

    def from_page(self, page: int, quad: Quad) -> QRectF:
        """Turn a rectangle of the page as shown into px from the page's top left."""
        w, h = self._sizes[page]
        left, top, right, bottom = quad
        a, b = (
            ((left, top), (right, bottom)),
            ((h - bottom, left), (h - top, right)),
            ((w - right, h - bottom), (w - left, h - top)),
            ((top, w - right), (bottom, w - left)),
        )[self.rotation]
        corner = QPointF(a[0] * self.scale, a[1] * self.scale)
        return QRectF(corner, QPointF(b[0] * self.scale, b[1] * self.scale))
