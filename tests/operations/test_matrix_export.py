"""The matrices of the gold in every format, read back by other libraries than wrote them."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import networkx
import openpyxl
import pytest
from lxml import html as lxml_html

from db import claims, documents, tags
from db.errors import Invalid
from db.project import Project
from db.records import Span
from workbench import operations
from workbench.exporters.matrix_product import Product
from workbench.exporters.matrix_proof import BrokenProof
from workbench.matrix import Axis, Filter, Request
from workbench.operations.matrix_export import FORMATS, copied, export_product, format_of
from workbench.operations.matrix_gather import gather
from workbench.operations.matrix_source import MatrixSource, build_merged
from workbench.operations.verify import verify_export

from . import gold

GROUPS = Axis("actor", levels="groups"), Axis("concern", levels="groups")
WANTED = {
    "matrix_expected": Request(),
    "matrix_groups_expected": Request(columns=GROUPS[1]),
    "matrix_actorgroups_expected": Request(*GROUPS),
}
SHARED = Path(__file__).parents[2] / ".." / "shared"
#: formats that carry figures and can be written without the window
CARRYING = [name for name in FORMATS if name not in ("png", "pdf")]


@pytest.fixture(scope="module")
def annotated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    if not SHARED.is_dir():
        pytest.skip("the shared sources are absent")
    with gold.opened(SHARED.resolve(), tmp_path_factory.mktemp("gold")) as project:
        yield project


@pytest.fixture(scope="module")
def products(annotated: Project) -> dict[str, Product]:
    source = MatrixSource(annotated)
    only = Filter(coders=frozenset([gold.coder(annotated, "gold")]))
    return {
        name: gather([annotated], source.build(replace(asked, filter=only)))
        for name, asked in WANTED.items()
    }


def expected(name: str) -> tuple[list[str], list[str], list[list[int]]]:
    """Names of rows and columns, and the counts, of a gold matrix."""
    with (SHARED / "gold" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        (_corner, *columns), *rows = csv.reader(file)
    return [row[0] for row in rows], columns, [[int(n) for n in row[1:]] for row in rows]


def written(project: Project, product: Product, folder: Path, name: str) -> Path:
    path = folder / f"{name}{FORMATS[name].suffix}"
    export_product(project, product, path, name)
    return path


@pytest.fixture(params=WANTED)
def one(request, annotated, products, tmp_path):
    name = request.param
    return expected(name), lambda form: written(annotated, products[name], tmp_path, form), name


def test_csv_is_the_gold_byte_for_byte(one):
    _expected, write, name = one
    assert write("csv").read_bytes() == (SHARED / "gold" / f"{name}.csv").read_bytes()


def test_the_form_by_document_is_the_gold_byte_for_byte(annotated, products, tmp_path):
    path = written(annotated, products["matrix_expected"], tmp_path, "csv-documents")
    assert path.read_bytes() == (SHARED / "gold" / "matrix_by_document.csv").read_bytes()


def test_xlsx_reads_back_with_links_to_the_passages(one):
    (rows, columns, counts), write, _name = one
    book = openpyxl.load_workbook(write("xlsx"))
    sheet, passages = book["Matrix"], book["Passages"]
    lines = {line[0].value: line for line in sheet.iter_rows(min_row=6)}
    heads = [cell.value for cell in sheet[5]]
    places = [heads.index(name) for name in columns]
    for name, line in zip(rows, counts, strict=True):
        cells = [lines[name][place] for place in places]
        assert [cell.value for cell in cells] == line
        for column, cell in zip(columns, cells, strict=True):
            if not cell.value:
                assert cell.hyperlink is None
                continue
            at = int(cell.hyperlink.location.rpartition("!A")[2])
            block = [[each.value for each in passages[at + n]][:2] for n in range(cell.value)]
            assert block == [[name, column]] * cell.value
            back = passages.cell(at, 1).hyperlink.location
            assert sheet[back.rpartition("!")[2]].coordinate == cell.coordinate
    assert sum(map(sum, counts)) == passages.max_row - 1
    assert not any(cell.data_type == "f" for each in book for row in each for cell in row)


def test_html_reads_back_with_the_claims_of_each_cell(one):
    (rows, columns, counts), write, _name = one
    page = lxml_html.parse(str(write("html"))).getroot()
    table = page.get_element_by_id("matrix")
    heads = [cell.text_content() for cell in table.xpath("thead/tr[@class='names']/th")][1:-1]
    assert heads == columns
    lines = table.xpath(".//tr[@data-nav and @data-nav!='']")
    assert [line[0].text_content() for line in lines] == rows
    for line, wanted in zip(lines, counts, strict=True):
        shown = [cell.xpath("string(text())") for cell in line.xpath("td")][:-1]
        assert [int(text) if text not in ("", "·") else 0 for text in shown] == wanted
    proof = json.loads(page.get_element_by_id("proof").text)
    behind = {(row, column): len(places) for row, column, *places in proof["behind"]}
    for row, line in enumerate(counts):
        for column, count in enumerate(line):
            assert behind.get((row, column), 0) == count
    passages = json.loads(page.get_element_by_id("passages").text)
    assert len(passages) == len(proof["claims"])


def test_graphml_reads_back_as_a_network(one, products):
    (rows, columns, counts), write, name = one
    network = networkx.read_graphml(write("graphml"))
    labels = networkx.get_node_attributes(network, "label")
    found = {
        (labels[a], labels[b]) if a[0] == "r" else (labels[b], labels[a]): told
        for a, b, told in network.edges(data=True)
    }
    matrix = products[name].matrix
    for at_row, (row, line) in enumerate(zip(rows, counts, strict=True)):
        for at_column, (column, count) in enumerate(zip(columns, line, strict=True)):
            told = found.get((row, column), {"figure": 0, "claim_ids": None})
            assert told["figure"] == count
            ids = [int(each) for each in (told["claim_ids"] or "").split()]
            assert sorted(ids) == matrix.claims_of(at_row, at_column)
    assert network.graph["sentence"] == products[name].origin.sentence


def test_markdown_and_the_long_form_have_the_same_figures(one):
    (rows, columns, counts), write, _name = one
    lines = [
        line for line in write("md").read_text(encoding="utf-8").split("\n") if line[:2] == "| "
    ]
    named = {line.split(" | ")[0][2:]: line.split(" | ")[1:-1] for line in lines[2:]}
    plain = str.maketrans("", "", "\\")
    for name, wanted in zip(rows, counts, strict=True):
        cells = next(cells for key, cells in named.items() if key.translate(plain) == name)
        assert [int(cell.strip("± ·▨") or 0) for cell in cells] == wanted
    with write("csv-long").open(encoding="utf-8", newline="") as file:
        _header, *long = csv.reader(file)
    assert long == [
        [row, column, str(count)]
        for row, line in zip(rows, counts, strict=True)
        for column, count in zip(columns, line, strict=True)
        if count
    ]


def test_a_claim_and_cell_a_row_carries_the_quotes(annotated, products, tmp_path):
    path = written(annotated, products["matrix_expected"], tmp_path, "csv-claims")
    with path.open(encoding="utf-8", newline="") as file:
        found = list(csv.DictReader(file))
    with (SHARED / "gold" / "claims.csv").open(encoding="utf-8", newline="") as file:
        quotes = {row["claim_id"]: row["quote"] for row in csv.DictReader(file)}
    assert len(found) == sum(map(sum, expected("matrix_expected")[2]))
    assert {row["claim_id"]: row["exact"] for row in found}.items() <= quotes.items()


@pytest.mark.parametrize("form", CARRYING)
def test_what_was_exported_follows_from_the_project(annotated, products, tmp_path, form):
    path = written(annotated, products["matrix_expected"], tmp_path, form)
    result = verify_export([annotated], path)
    assert result.holds
    assert (result.altered is None) == (form in ("json", "svg"))
    assert result.gone == frozenset()


def test_what_is_copied_is_the_table_with_its_totals(products):
    rows, columns, counts = expected("matrix_expected")
    text, page = copied(products["matrix_expected"])
    header, *body = csv.reader(io.StringIO(text), delimiter="\t")
    assert header == ["Actors", *columns, "Total"]
    assert [line[0] for line in body] == [*rows, "Total"]
    assert [[int(n) for n in line[1:-1]] for line in body[:-1]] == counts
    table = lxml_html.fromstring(page)
    assert [[cell.text for cell in line] for line in table.xpath("tbody/tr")] == body


# -- what becomes of an export


@pytest.fixture
def counted(project, do, document):
    """Three claims of A and B on Water, one against, and their product."""
    facets = {one.key: one.id for one in tags.all_facets(project)}
    a, b = (do(tags.add, facets["actor"], name) for name in ("A", "=B|c"))
    water = do(tags.add, facets["concern"], "Water")
    made = [
        do(
            claims.add,
            document,
            [Span(at, at + 12)],
            tags=[(each, "holder") for each in some],
        )
        for at, some in ((0, (a, water)), (15, (a, b, water)), (38, (b, water)))
    ]
    return made, a, b, gather([project], MatrixSource(project).build(Request()))


@pytest.mark.parametrize("form", CARRYING)
def test_a_change_since_is_told_with_its_claims(project, do, counted, tmp_path, form):
    made, a, b, product = counted
    path = written(project, product, tmp_path, form)
    do(claims.remove_tag, made[0], a)
    do(claims.remove, made[2])
    do(claims.add_tag, made[0], b)
    result = verify_export([project], path)
    assert not result.holds
    assert not result.altered
    assert result.gone == {made[2]}
    changes = {
        (result.difference.rows[one.row].name, one.before, one.after): (one.gained, one.lost)
        for one in result.difference.changes.values()
    }
    assert changes == {
        ("A", 2, 1): ((), (made[0],)),
        ("=B|c", 2, 2): ((made[0],), (made[2],)),
    }
    for _step in range(3):
        project.log.undo()
    assert verify_export([project], path).holds


def altered(path: Path, form: str) -> None:
    """Make a 7 of the first 2 that the file shows."""
    if form == "xlsx":
        book = openpyxl.load_workbook(path)
        cell = next(c for row in book["Matrix"].iter_rows(min_row=6) for c in row if c.value == 2)
        cell.value = 7
        book.save(path)
        return
    text = path.read_text(encoding="utf-8")
    before, after = {
        "html": ('">2</td>', '">7</td>'), "md": ("| A | 2", "| A | 7"),
        "graphml": ('edge-figure">2.0', 'edge-figure">7.0'), "csv": ("A,2", "A,7"),
        "csv-long": ("A,Water,2", "A,Water,7"), "csv-documents": ("A,Water,2", "A,Water,7"),
    }[form]  # fmt: skip
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")


@pytest.mark.parametrize(
    "form", ["xlsx", "html", "md", "graphml", "csv", "csv-long", "csv-documents"]
)
def test_a_figure_altered_in_the_file_is_found(project, counted, tmp_path, form):
    path = written(project, counted[-1], tmp_path, form)
    altered(path, form)
    result = verify_export([project], path)
    assert not result.holds
    assert [(one.cell, one.proven[0]) for one in result.altered] == [((0, 0), "2")]
    assert "7" in result.altered[0].found
    assert not result.difference.changes


def test_a_claim_left_out_of_a_table_of_claims_is_found(project, counted, tmp_path):
    path = written(project, counted[-1], tmp_path, "csv-claims")
    first, *_second, last = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text(first + last, encoding="utf-8")
    assert {one.cell for one in verify_export([project], path).altered} == {(0, 0), (1, 0)}


def test_a_workbook_saved_anew_by_another_program_is_read(project, counted, tmp_path):
    path = written(project, counted[-1], tmp_path, "xlsx")
    openpyxl.load_workbook(path).save(path)
    assert verify_export([project], path).holds


def test_an_altered_proof_is_refused(project, counted, tmp_path):
    path = written(project, counted[-1], tmp_path, "json")
    path.write_text(path.read_text().replace('"cells":[[2', '"cells":[[7'))
    with pytest.raises(BrokenProof, match="proof was changed"):
        verify_export([project], path)


def test_an_export_of_another_project_is_refused(project, counted, tmp_path, document):
    path = written(project, counted[-1], tmp_path, "html")
    with (
        operations.new_project(tmp_path / "other.workbench", "Other", "Mira") as other,
        pytest.raises(Invalid, match="is of the project"),
    ):
        verify_export([other], path)


# -- writing


def test_an_unknown_format_a_project_and_a_picture_nobody_paints_are_refused(
    project, counted, tmp_path
):
    product = counted[-1]
    with pytest.raises(Invalid, match="no format “doc”; there are csv, "):
        export_product(project, product, tmp_path / "m.doc", "doc")
    with pytest.raises(Invalid, match="is a project"):
        export_product(project, product, project.path, "html")
    with pytest.raises(Invalid, match="PNG need the window"):
        export_product(project, product, tmp_path / "m.png", "png")
    assert not (tmp_path / "m.png").exists()


def test_a_painter_is_handed_the_drawing_and_its_proof(project, counted, tmp_path):
    seen = []
    path = tmp_path / "m.pdf"
    export_product(project, counted[-1], path, "pdf", paint=lambda *given: seen.append(given))
    ((drawing, proof, where),) = seen
    assert where == path
    assert drawing.width > 100
    assert json.loads(proof)["kind"] == "workbench-matrix"


@pytest.mark.parametrize(
    ("name", "form"), [("a.CSV", "csv"), ("b.xlsx", "xlsx"), ("c.svg", "svg"), ("d.md", "md")]
)
def test_the_end_of_a_name_says_the_format(name, form):
    assert format_of(Path(name)) == form
    with pytest.raises(Invalid, match=r"let it end in one of \.csv, "):
        format_of(Path("x.doc"))


def test_passages_know_where_they_stand(counted, project):
    product = counted[-1]
    one = product.passages[0, counted[0][2]]
    assert (one.place, one.title, one.quote) == ("line 2", "The dam", "he river fal")
    assert product.origin.projects == ((project.id, project.title),)
    assert [each.number for each in product.passages.values()] == [1, 2, 3]


@pytest.fixture
def merged(project, counted, tmp_path):
    """The product of the project and of another with like tags."""
    with operations.new_project(tmp_path / "south.workbench", "South", "Jon") as south:
        with south.action("Fill") as action:
            place = documents.add(action, "south.txt", "The weir is open. The weir is closed.")
            facets = {one.key: one.id for one in tags.all_facets(south)}
            a = tags.add(action, facets["actor"], "A")
            water = tags.add(action, facets["concern"], "Water")
            given = [(a, "holder"), (water, "holder")]
            for start in (0, 18):
                claims.add(action, place, [Span(start, start + 8)], tags=given)
        yield [project, south], gather([project, south], build_merged([project, south], Request()))


@pytest.mark.parametrize("form", CARRYING)
def test_a_matrix_of_several_projects_is_written_and_verified(merged, tmp_path, form):
    both, product = merged
    path = written(both[0], product, tmp_path, form)
    assert verify_export(both, path).holds
    assert verify_export(both[::-1], path).holds
    with pytest.raises(Invalid, match="is of the project “South”"):
        verify_export(both[:1], path)
    with both[1].action("Untag") as action:
        one = claims.all_claims(both[1])[0]
        claims.remove_tag(action, one.id, one.tags[0].tag)
    ((_cell, change),) = verify_export(both, path).difference.changes.items()
    assert (change.before, change.after, change.lost) == (2, 1, (one.id,))


@pytest.mark.parametrize("form", ["csv", "csv-long", "csv-documents", "csv-claims"])
def test_a_column_says_which_project(merged, tmp_path, form):
    both, product = merged
    with written(both[0], product, tmp_path, form).open(encoding="utf-8", newline="") as file:
        projects = {row["project"] for row in csv.DictReader(file)}
    assert projects == {both[0].title, "South"}


ASKED = [
    Request(percent="row"), Request(measure="balance"), Request(measure="split"),
    Request(measure="residual"), Request(measure="confidence"), Request(measure="jaccard"),
    Request(Axis("actor", levels="both"), GROUPS[1], hide_empty=True, totals=False),
    Request(Axis(":month"), Axis(":document")), Request(Axis("actor"), Axis("actor")),
]  # fmt: skip


@pytest.mark.parametrize("asked", ASKED, ids=lambda asked: f"{asked.measure}-{asked.rows.of}")
def test_whatever_was_asked_is_written_and_follows(annotated, tmp_path, asked):
    product = gather([annotated], MatrixSource(annotated).build(asked))
    for form in ("csv", "csv-long", "xlsx", "html", "md", "graphml"):
        path = written(annotated, product, tmp_path, form)
        assert verify_export([annotated], path).holds, form
