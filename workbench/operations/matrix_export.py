"""Writing a product to a file: the formats there are, and what each needs."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from db.errors import Invalid
from db.project import Project
from workbench.exchange.files import replace_file
from workbench.exchange.marks import mark as marked
from workbench.exchange.matrix_csv import difference_rows
from workbench.exchange.tables import format_rows, write_rows
from workbench.exporters import matrix_tables
from workbench.exporters.matrix_changes import changes_markdown
from workbench.exporters.matrix_clipboard import html_table, tab_separated
from workbench.exporters.matrix_graphml import graphml
from workbench.exporters.matrix_html import html_page
from workbench.exporters.matrix_markdown import markdown_page
from workbench.exporters.matrix_picture import draw
from workbench.exporters.matrix_product import Product
from workbench.exporters.matrix_proof import proof_of, to_json
from workbench.exporters.matrix_xlsx import xlsx_bytes
from workbench.exporters.picture_drawing import Drawing
from workbench.exporters.picture_svg import svg
from workbench.matrix import Difference
from workbench.operations.matrix_gather import gather_changes
from workbench.operations.targets import assert_no_project

#: what stands beside a CSV file, after its whole name
PROOF_SUFFIX = ".proof.json"
#: paints a drawing into a file (PNG or PDF, by its name) with a proof inside
Paint = Callable[[Drawing, str, Path], None]


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write a matrix: its name on the command line, in menus, and how its files end.

    One of the functions makes the file: a table for CSV (whose proof stands in a file beside it),
    text, bytes, or neither where a picture has to be painted by the window's library.
    """

    name: str
    label: str
    suffix: str
    table: matrix_tables.Maker | None = None
    text: Callable[[Product], str] | None = None
    data: Callable[[Product], bytes] | None = None

    @property
    def is_picture(self) -> bool:
        """Whether it shows the matrix as `Product.picture` says."""
        return self.suffix in (".svg", ".png", ".pdf")


def _svg(product: Product) -> str:
    return svg(draw(product), to_json(proof_of(product)))


def _json(product: Product) -> str:
    return to_json(proof_of(product)) + "\n"


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        each.name: each
        for each in (
            Format("csv", "Table (CSV)", ".csv", table=matrix_tables.wide),
            Format("csv-long", "Cell a row (CSV)", ".csv", table=matrix_tables.long),
            Format("csv-documents", "Document and cell a row (CSV)", ".csv",
                   table=matrix_tables.by_document),
            Format("csv-claims", "Claim and cell a row, with quotes (CSV)", ".csv",
                   table=matrix_tables.by_claim),
            Format("xlsx", "Workbook with passages (XLSX)", ".xlsx", data=xlsx_bytes),
            Format("html", "Page that opens its passages (HTML)", ".html", text=html_page),
            Format("md", "Markdown", ".md", text=markdown_page),
            Format("graphml", "Network (GraphML)", ".graphml", text=graphml),
            Format("json", "Figures and claims (JSON)", ".json", text=_json),
            Format("svg", "Picture (SVG)", ".svg", text=_svg),
            Format("png", "Picture (PNG)", ".png"),
            Format("pdf", "Picture (PDF)", ".pdf"),
        )
    }
)  # fmt: skip


def export_product(
    project: Project,
    product: Product,
    path: Path,
    name: str,
    *,
    mark: bool = False,
    paint: Paint | None = None,
) -> None:
    """Write a product in one of the `FORMATS`; beside a CSV file, its proof.

    `mark` begins CSV with the mark by which Excel knows UTF-8. `paint` is wanted for PNG and PDF.
    Raises Invalid for an unknown format, a picture that nobody can paint, or a project's place;
    `Unwritable` or `FullDisk`.
    """
    found = FORMATS.get(name)
    if found is None:
        raise Invalid(f"There is no format “{name}”; there are {', '.join(FORMATS)}.")
    assert_no_project(project, path)
    if found.table:
        header, rows = found.table(product)
        proof = path.with_name(path.name + PROOF_SUFFIX)
        assert_no_project(project, proof)
        replace_file(path, format_rows(header, rows, mark).encode())
        replace_file(proof, _json(product).encode())
    elif found.text:
        replace_file(path, found.text(product).encode())
    elif found.data:
        replace_file(path, found.data(product))
    elif paint is None:
        raise Invalid(f"Pictures as {found.suffix[1:].upper()} need the window: take SVG instead.")
    else:
        paint(draw(product), to_json(proof_of(product)), path)


def export_changes(
    projects: Sequence[Project],
    found: Difference,
    names: tuple[str, str],
    path: Path,
    *,
    name: str = "",
    mark: bool = False,
) -> int:
    """Write the difference of two matrices as `csv` or `md`, by the path where no `name` is given.

    `names` say what the two are of; returns how many cells differ. Raises Invalid for a path that
    ends otherwise or is a project's place; `Unwritable` or `FullDisk`.
    """
    for project in projects:
        assert_no_project(project, path)
    wanted = name or path.suffix.lower().removeprefix(".") or "csv"
    if wanted == "md":
        replace_file(path, changes_page(projects, found, names).encode())
    elif wanted == "csv":
        write_rows(path, *difference_rows(found, names), bom=mark)
    else:
        raise Invalid("A comparison is written as CSV or Markdown: end the name in .csv or .md.")
    return len(found.changes)


def changes_page(projects: Sequence[Project], found: Difference, names: tuple[str, str]) -> str:
    """Return the difference of two matrices as Markdown, with the quotes of its claims."""
    return changes_markdown(found, names, gather_changes(projects, found))


def format_of(path: Path) -> str:
    """Return the first format whose files end like a name; raises Invalid where none does."""
    for each in FORMATS.values():
        if path.suffix.lower() == each.suffix:
            return each.name
    known = ", ".join(dict.fromkeys(each.suffix for each in FORMATS.values()))
    raise Invalid(f"“{path.name}” does not say what to write: let it end in one of {known}.")


def copied(product: Product) -> tuple[str, str]:
    """Return a matrix for the clipboard: separated by tabs, and as a table of HTML.

    No cell of either is run as a formula where it is pasted.
    """
    return tab_separated(product, marked), html_table(product, marked)
