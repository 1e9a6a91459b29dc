"""What is said about a product in words, the same in all formats."""

from datetime import datetime

from workbench.exporters.matrix_grid import Grid
from workbench.exporters.matrix_product import Origin, Product


def written_at(origin: Origin) -> str:
    """Return when a matrix was counted, the same in every language: 2026-11-22 11:12 UTC."""
    at = datetime.fromisoformat(origin.at)
    return f"{at:%Y-%m-%d %H:%M} {at.tzname() or ''}".rstrip()


def settings_told(product: Product) -> list[tuple[str, str]]:
    """Return names and values of all that makes a matrix what it is, for a list of two columns."""
    origin, matrix, grid = product.origin, product.matrix, Grid(product)
    filled = sum(1 for row in matrix.claims.cells for claims in row if claims)
    told = [
        ("Project" if len(origin.projects) == 1 else "Projects", origin.title),
        ("Counted", written_at(origin)),
        ("Program", origin.program),
        ("Filter", origin.sentence),
        ("Rows", f"{grid.corner} ({len(matrix.rows):,})"),
        ("Columns", f"{grid.across} ({len(matrix.columns):,})"),
        ("Figures", grid.measure()),
        ("Claims that pass the filter", f"{matrix.scope:,}"),
        ("Claims in the cells", f"{matrix.claims.total:,}"),
        ("Cells with claims", f"{filled:,}"),
        ("Contested cells", f"{len(matrix.contested):,}"),
    ]
    told += [("Note", note) for note in matrix.notes]
    ids = ", ".join(f"{one:016x}" for one, _title in origin.projects)
    return [*told, ("Project id", ids), ("Settings", origin.settings)]
