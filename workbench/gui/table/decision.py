"""What was decided of a claim, as the table shows it: an icon, a word, and their colour."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from workbench.gui import theme
from workbench.gui.panes import draw_icon
from workbench.operations.decided import STATES, State

WORDS: dict[State, str] = {
    "open": "Open", "accept": "Accepted", "reject": "Rejected", "question": "Question",
    "changed": "Changed since",
}  # fmt: skip
_ICONS: dict[State, str] = {
    "open": "open-circle", "accept": "check", "reject": "cross", "question": "question",
    "changed": "redo",
}  # fmt: skip
ICON, GAP = 14, 6


def tone(state: State) -> str:
    """Return the colour of a state."""
    now = theme.tokens()
    return {"accept": now.ok, "reject": now.no, "question": now.ask}.get(state, now.text2)


def draw_sign(painter: QPainter, box: QRect, state: State) -> None:
    """Draw the icon of a state in the middle of a box."""
    centre = box.center()
    draw_icon(painter, _ICONS[state], tone(state), centre.x() + 1, centre.y() + 1, ICON)


def rank(state: State) -> int:
    """Return the place of a state in their order."""
    return STATES.index(state)
