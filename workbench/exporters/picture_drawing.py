"""Pictures as lists of shapes, which anybody can draw: an SVG writer here, a painter in the window.

Units are pixels of 1/96 inch, y grows downwards. Nobody measures letters here: widths of texts are
estimated, a little too wide rather than too narrow.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

FONTS = ("Inter", "Segoe UI", "Helvetica Neue", "Noto Sans", "Noto Sans Arabic", "DejaVu Sans")
Anchor = Literal["start", "middle", "end"]
#: widths of letters in parts of their size
_NARROW, _WIDE = frozenset(" .,:;'|!ijlftI()[]"), frozenset("mwMW@%")


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; `hatch` is the colour of thin lines that rise to the right over it."""

    x: float
    y: float
    width: float
    height: float
    fill: str = ""
    radius: float = 0
    stroke: str = ""
    hatch: str = ""


@dataclass(frozen=True, slots=True)
class Disc:
    """A circle about its centre."""

    x: float
    y: float
    radius: float
    fill: str
    stroke: str = ""


@dataclass(frozen=True, slots=True)
class Corner:
    """A triangle in the upper right corner of a box, whose tip is at (x, y)."""

    x: float
    y: float
    size: float
    fill: str


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line, from left to right as a curve that leaves and arrives level if `curved`."""

    x1: float
    y1: float
    x2: float
    y2: float
    colour: str
    width: float = 1
    curved: bool = False
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """A text in one line; y is its base line, `turn` its angle in degrees about (x, y).

    With `outline` only its outline is drawn, broad, for another text to stand on.
    """

    x: float
    y: float
    text: str
    colour: str
    size: float = 13
    anchor: Anchor = "start"
    bold: bool = False
    turn: float = 0
    outline: bool = False


Shape = Box | Disc | Corner | Stroke | Words


@dataclass(frozen=True, slots=True)
class Part:
    """Shapes with the room that they take from (0, 0) on."""

    shapes: Sequence[Shape]
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """A whole picture: its ground, parts each shifted to its place, and what it shows in words."""

    width: float
    height: float
    ground: str
    parts: Sequence[tuple[float, float, Part]]
    title: str = ""
    told: str = ""


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Return about how wide a text is."""
    return sum(map(_advance, text)) * size * (1.06 if bold else 1)


def _advance(char: str) -> float:
    if char in _NARROW:
        return 0.31
    if char in _WIDE:
        return 0.9
    if unicodedata.combining(char):
        return 0
    if char > "\u2e7f" and unicodedata.east_asian_width(char) in "WF":
        return 1.05
    return 0.7 if char.isupper() else 0.59


def wrapped(text: str, width: float, size: float, most: int = 3) -> list[str]:
    """Return a text in lines of at most a width, broken at blanks, at need cut short."""
    lines: list[str] = []
    for word in text.split():
        fits = lines and text_width(f"{lines[-1]} {word}", size) <= width
        if fits or len(lines) == most:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return [shortened(each, width, size) for each in lines]


def shortened(text: str, width: float, size: float) -> str:
    """Return a text cut to a width, with an ellipsis where something was cut away."""
    if text_width(text, size) <= width:
        return text
    room, kept = width - size, 0
    for char in text:
        room -= _advance(char) * size
        if room < 0:
            break
        kept += 1
    return text[: max(kept, 1)].rstrip() + "…"
