"""The matrix as Markdown: the table, the claims of each cell, the passages, and the proof."""

from collections.abc import Iterator

from workbench.exporters.characters import UNFIT
from workbench.exporters.marked import escape_markdown
from workbench.exporters.matrix_grid import CONTESTED, Face, Grid, Line
from workbench.exporters.matrix_product import Passage, Product
from workbench.exporters.matrix_proof import proof_of, to_json
from workbench.exporters.matrix_words import settings_told
from workbench.matrix.figures import ZERO

UNREAD = "▨"
#: what stands around the proof, which no page shows
PROOF_BEGINS, PROOF_ENDS = "<!-- proof ", " -->"


def markdown_page(product: Product) -> str:
    """Return the page; the proof stands in a comment at its end."""
    grid, origin = Grid(product), product.origin
    parts = [
        f"# {_cell(f'{origin.title}: {grid.corner} × {grid.across}')}",
        escape_markdown(origin.sentence),
        "\n".join(_table(grid)),
        f"{CONTESTED} contested: claims for and against; {ZERO} read, nothing found; "
        f"{UNREAD} not yet read.",
        *(escape_markdown(note) for note in product.matrix.notes),
        *_cells(product),
        *_passages(product),
        "## How this was counted",
        "\n".join(f"- {name}: {escape_markdown(value)}" for name, value in settings_told(product)),
        f"{PROOF_BEGINS}{to_json(proof_of(product))}{PROOF_ENDS}",
    ]
    return ("\n\n".join(parts) + "\n").translate(UNFIT)


def _cell(words: str) -> str:
    return escape_markdown(words).replace("|", "\\|")


def _table(grid: Grid) -> Iterator[str]:
    columns = range(len(grid.matrix.columns))
    totals = grid.request.totals
    names = [_cell(entry.name) for entry in grid.matrix.columns] + ["Total"] * totals
    yield f"| {' | '.join([_cell(grid.corner), *names])} |"
    yield "| --- |" + " ---: |" * len(names)
    for line in grid.rows():
        yield f"| {' | '.join([_name(line), *_figures(grid, line, columns)])} |"


def _name(line: Line) -> str:
    return _cell(line.name) if line.kind == "entry" else f"**{_cell(line.name)}**"


def _figures(grid: Grid, line: Line, columns: range) -> list[str]:
    if line.kind == "band":
        return [""] * (len(columns) + grid.request.totals)
    if line.kind == "total":
        return [grid.total(None, at) for at in (*columns, None)]
    figures = [_figure(grid.face(line.at, column)) for column in columns]
    return figures + [grid.total(line.at, None)] * grid.request.totals


def _figure(face: Face) -> str:
    if face.unread:
        return UNREAD
    return f"{CONTESTED} {face.text}" if face.contested else face.text


def _cells(product: Product) -> Iterator[str]:
    """Yield which passages stand behind each cell, by their numbers."""
    matrix = product.matrix
    yield "## Claims of each cell"
    for row, entry in enumerate(matrix.rows):
        lines = [
            f"- {_cell(matrix.columns[column].name)}: "
            + ", ".join(str(passage.number) for passage in product.behind(row, column))
            for column, count in enumerate(matrix.claims.cells[row])
            if count
        ]
        if lines:
            yield f"### {_cell(entry.name)}"
            yield "\n".join(lines)


def _passages(product: Product) -> Iterator[str]:
    if product.passages:
        yield "## Passages"
    for passage in product.passages.values():
        yield _passage(passage)


def _passage(one: Passage) -> str:
    where = ", ".join(part for part in (one.source, one.title, one.published, one.place) if part)
    said = ", ".join(part for part in (one.coder, one.stance, one.decision) if part)
    told = (f"{one.speaker}: " if one.speaker else "") + one.statement if one.statement else ""
    parts = (f"“{one.quote}”", f"({where})", told, f"– {said}")
    return f"{one.number}\\. " + " ".join(escape_markdown(part) for part in parts if part)
