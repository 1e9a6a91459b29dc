"""What the sheets of a workbook have in common: names, formats, text in cells."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from db.errors import ProjectError
from workbench.colours import LIGHT
from workbench.exporters.characters import xml_text

if TYPE_CHECKING:
    from xlsxwriter import Workbook

MATRIX, PASSAGES, SETTINGS, PROOF = "Matrix", "Passages", "Settings", "Proof"
#: what one cell can hold, in UTF-16 units
LONGEST = 32_767
#: rows and columns that a sheet has
ROWS, COLUMNS = 1_048_576, 16_384
#: links that a sheet may have; programs refuse a file with more
MOST_LINKS = 65_530

_HATCH = 14  # thin lines, rising to the right


def pieces(text: str) -> list[str]:
    """Return a text as what cells can hold, one after the other: nothing is cut away."""
    text = xml_text(text)
    return [text] if len(text) <= LONGEST // 2 else list(_pieces(text))


def _pieces(text: str) -> Iterator[str]:
    start = 0
    while start < len(text):
        units = text[start : start + LONGEST].encode("utf-16-le")[: 2 * LONGEST]
        # Half of a character at the end is left for the next piece.
        piece = units.decode("utf-16-le", "ignore")
        yield piece
        start += len(piece)


class TooLarge(ProjectError):
    """The product does not fit into a sheet."""


def assert_fits(rows: int, columns: int) -> None:
    """Raise TooLarge for more rows or columns than a sheet can hold."""
    if rows > ROWS or columns > COLUMNS:
        raise TooLarge(
            f"A sheet holds {ROWS:,} rows and {COLUMNS:,} columns: filter the matrix, or export it "
            "as CSV or as a page."
        )


class Formats:
    """The formats of a workbook, each made once."""

    def __init__(self, book: "Workbook") -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Any] = {}
        self.title = self(bold=True, font_size=15)
        self.faint = self(font_color=LIGHT.text2, valign="top")
        self.plain = self(valign="top")
        self.wrapped = self(valign="top", text_wrap=True)
        self.link = self(font_color=LIGHT.accent, underline=1, valign="top")
        self.head = self(bold=True, valign="bottom", text_wrap=True, bottom=1)

    def __call__(self, **properties: Any) -> Any:
        """Return the format with these properties."""
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(properties)
        return self._made[key]

    def cell(self, number: str, heat: int, *, contested: bool, strong: bool) -> Any:
        """Return the format of a figure: heat as its ground, a sign where it is contested."""
        ground, text = LIGHT.heat[heat] if heat >= 0 else LIGHT.cold[-heat - 1]
        shown: dict[str, Any] = {"align": "center", "valign": "vcenter", "font_color": text}
        if heat:
            shown["bg_color"] = ground
            shown |= {"border": 1, "border_color": LIGHT.page}
        if contested:
            shown |= {"diag_type": 2, "diag_border": 4, "diag_color": text, "bold": True}
            plus, minus, _nothing = number.split(";")
            number = f'"± "{plus};"± "{minus};"±"'
        if strong:
            shown["bold"] = True
        return self(**shown, num_format=number)

    def unread(self) -> Any:
        """Return the format of a cell that was not read yet: hatched, without its 0."""
        return self(
            pattern=_HATCH, fg_color=LIGHT.stroke, bg_color=LIGHT.page, num_format=";;;",
            border=1, border_color=LIGHT.page,
        )  # fmt: skip
