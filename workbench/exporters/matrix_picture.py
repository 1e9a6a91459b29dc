"""A picture of a product: what was asked for, under a title and the sentence of its filter."""

import math

from workbench.colours import DARK, LIGHT, PRINT, Tokens
from workbench.exporters.matrix_grid import Grid
from workbench.exporters.matrix_product import Palette, Product
from workbench.exporters.matrix_words import written_at
from workbench.exporters.picture_bars import bars, bars_title
from workbench.exporters.picture_drawing import Drawing, Part, Shape, Words, wrapped
from workbench.exporters.picture_heat import HeatMap, legend_of
from workbench.exporters.picture_network import Network

_TOKENS: dict[Palette, Tokens] = {"light": LIGHT, "dark": DARK, "print": PRINT}
_MARGIN, _LEAST = 28, 640


def draw(product: Product) -> Drawing:
    """Return the picture that the product asks for.

    Raises Invalid for bars of a row or column that the matrix does not have.
    """
    grid, now = Grid(product), _TOKENS[product.picture.palette]
    body, heading, notes = _body(product, grid, now)
    feet = [part for part in (_legend(product, grid, now), _foot(product, notes, now)) if part]
    width = max([_LEAST, body.width, *(part.width for part in feet)])
    head = _head(product, heading, width, now)
    y = float(_MARGIN)
    parts = []
    for part, after in ((head, 18), (body, 20), *((foot, 12) for foot in feet)):
        parts.append((float(_MARGIN), y, part))
        y += part.height + after
    told = f"{product.origin.sentence} {written_at(product.origin)}"
    size = math.ceil(width + 2 * _MARGIN), math.ceil(y + _MARGIN - 12)
    return Drawing(*size, now.page, parts, heading, told)


def _body(product: Product, grid: Grid, now: Tokens) -> tuple[Part, str, list[str]]:
    """Return the picture itself, its heading, and what has to be said of it."""
    picture = product.picture
    crossed = f"{grid.corner} × {grid.across}"
    if picture.kind == "bars":
        body = bars(grid, picture, now)
        return body, f"{bars_title(grid, picture)}: {grid.measure()}", []
    if picture.kind == "network":
        network = Network(grid, now)
        notes = ["Sizes and numbers are claims; dashes and ± mean claims for and against."]
        if network.left_out:
            notes.append(f"{network.left_out:,} weaker ties are not drawn.")
        return network.part(), crossed, notes
    return HeatMap(grid, now).part(), crossed, []


def _legend(product: Product, grid: Grid, now: Tokens) -> Part | None:
    return legend_of(grid, now) if product.picture.kind == "heat" else None


def _head(product: Product, heading: str, width: float, now: Tokens) -> Part:
    title = f"{product.origin.title}: {heading}"
    lines = wrapped(product.origin.sentence, width, 14, 4)
    shapes: list[Shape] = [Words(0, 18, wrapped(title, width, 20, 1)[0], now.text, 20, bold=True)]
    shapes += [Words(0, 44 + 20 * place, line, now.text2, 14) for place, line in enumerate(lines)]
    return Part(shapes, width, 30 + 20 * len(lines))


def _foot(product: Product, notes: list[str], now: Tokens) -> Part:
    origin = product.origin
    told = [
        *notes,
        *product.matrix.notes,
        f"{product.matrix.scope:,} claims pass the filter. "
        f"Counted {written_at(origin)} with {origin.program}.",
    ]
    shapes = [Words(0, 12 + 17 * place, line, now.text3, 12) for place, line in enumerate(told)]
    return Part(shapes, 0, 17 * len(told))
