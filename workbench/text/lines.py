"""Where in a text something stands, in the words of a reader."""

from db.records import Claim


class Lines:
    """The line numbers of a text; lines end where the file's lines end."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._known: list[tuple[int, int]] = [(0, 1)]

    def number(self, offset: int) -> int:
        """Return the number of the line, from 1, in which a code point stands."""
        start, line = max((known for known in self._known if known[0] <= offset), default=(0, 1))
        line += self._text.count("\n", start, offset)
        if offset - start > 100_000:
            self._known.append((offset, line))
        return line


def place_of(claim: Claim, lines: Lines) -> str:
    """Return where a claim stands, in the words of a reader: "line 214", "2 passages, line 3"."""
    place = f"line {lines.number(claim.start):,}"
    return place if len(claim.spans) == 1 else f"{len(claim.spans)} passages, {place}"
