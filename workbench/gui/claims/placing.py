"""Where the tag palette stands, so that it hides no selected word and stays on the screen."""

from dataclasses import dataclass

from PySide6.QtCore import QRect

_AWAY = 4  # pixels between the selection and the palette
_EDGE = 4  # pixels kept free at the edges of the room


@dataclass(frozen=True, slots=True)
class Place:
    """The left edge, and the edge that stays: the top, or (`above`) the bottom; and the room."""

    x: int
    y: int
    above: bool
    height: int

    def rect(self, width: int, height: int) -> QRect:
        """Return the palette at a size, its fixed edge kept."""
        height = min(height, self.height)
        return QRect(self.x, self.y - height if self.above else self.y, width, height)


def place(line: QRect, avoid: QRect, room: QRect, width: int, height: int) -> Place:
    """Return a place for a palette of up to `height`, all in one system of coordinates.

    It stands under the last line of the selection; above the selection (`avoid`) where there is
    more room and below too little; at the bottom of the room where neither holds half of it.
    """
    last = room.left() + room.width() - width - _EDGE
    x = max(room.left() + _EDGE, min(line.left(), last))
    top = line.top() + line.height() + _AWAY
    bottom = avoid.top() - _AWAY
    below = room.top() + room.height() - _EDGE - top
    above = bottom - room.top() - _EDGE
    if below >= height or (below >= above and 2 * below >= height):
        return Place(x, max(top, room.top() + _EDGE), False, below)
    if 2 * above >= height:
        return Place(x, min(bottom, room.bottom() + 1 - _EDGE), True, above)
    end = room.top() + room.height() - _EDGE
    return Place(x, end, True, room.height() - 2 * _EDGE)
