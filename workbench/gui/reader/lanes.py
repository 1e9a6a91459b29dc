"""Which lane of the margin each bracket takes."""

from collections.abc import Iterable
from dataclasses import dataclass

from workbench.gui.reader.marks import Mark

LANES = 4


@dataclass(frozen=True, slots=True)
class Bracket:
    """A mark's place in the margin: its lane (0 stands next to the text) and its lines.

    `top` and `bottom` are whatever measure the lines were given in.
    """

    mark: Mark
    lane: int
    top: float
    bottom: float


def assign(marks: Iterable[tuple[Mark, float, float]]) -> list[Bracket]:
    """Give every mark the innermost lane in which nothing stands beside it.

    The first lane is for the coder's own marks alone, so that nothing of the others ever moves
    when an own mark comes into sight. Lanes are not limited here.
    """
    order = sorted(marks, key=lambda item: (not item[0].mine, item[1], -item[2], item[0].claim))
    taken: list[list[tuple[float, float]]] = []
    brackets = []
    for mark, top, bottom in order:
        lane = 0 if mark.mine else 1
        while lane < len(taken) and any(top < b and bottom > t for t, b in taken[lane]):
            lane += 1
        taken.extend([] for _ in range(lane + 1 - len(taken)))
        taken[lane].append((top, bottom))
        brackets.append(Bracket(mark, lane, top, bottom))
    return brackets
