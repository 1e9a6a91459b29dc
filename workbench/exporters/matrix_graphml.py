"""The matrix as a two-mode network in GraphML, for network programs.

Nodes are the rows (`r` before their key) and the columns (`c`), edges the cells with claims.
"""

from xml.etree import ElementTree as ET

from workbench.exporters.characters import line, xml_text
from workbench.exporters.matrix_grid import Grid
from workbench.exporters.matrix_product import Product
from workbench.exporters.matrix_proof import proof_of, to_json
from workbench.exporters.matrix_tables import filled
from workbench.matrix import Entry, Value

_SPACE = "http://graphml.graphdrawing.org/xmlns"
#: by what they belong to: name and type
_KEYS = {
    "graph": {"title": "string", "at": "string", "sentence": "string", "proof": "string"},
    "node": {
        "label": "string", "axis": "string", "facet": "string", "group": "string",
        "colour": "string", "project": "string", "total": "double", "claims": "int",
    },
    "edge": {
        "figure": "double", "weight": "double", "claims": "int", "supporting": "int",
        "against": "int", "contested": "boolean", "claim_ids": "string",
    },
}  # fmt: skip


def graphml(product: Product) -> str:
    """Return the network; the proof stands in the graph's own attribute `proof`."""
    matrix, grid = product.matrix, Grid(product)
    root = ET.Element("graphml", xmlns=_SPACE)
    for kind, names in _KEYS.items():
        for name, type_ in names.items():
            ET.SubElement(
                root, "key",
                {"id": f"{kind}-{name}", "for": kind, "attr.name": name, "attr.type": type_},
            )  # fmt: skip
    graph = ET.SubElement(root, "graph", id="matrix", edgedefault="undirected")
    origin = product.origin
    _tell(graph, "graph", "title", origin.title)
    _tell(graph, "graph", "at", origin.at)
    _tell(graph, "graph", "sentence", origin.sentence)
    _tell(graph, "graph", "proof", to_json(proof_of(product)))
    for at, entry in enumerate(matrix.rows):
        node = _node(graph, "row", entry, grid.corner)
        _total(node, matrix.shown.rows[at], matrix.claims.rows[at])
    for at, entry in enumerate(matrix.columns):
        node = _node(graph, "column", entry, grid.across)
        _total(node, matrix.shown.columns[at], matrix.claims.columns[at])
    for row, column in filled(product):
        _edge(graph, product, row, column)
    return ET.tostring(root, encoding="unicode", xml_declaration=False)


def node_id(axis: str, key: str) -> str:
    """Return the name of the node of a row or column."""
    return f"{axis[0]}:{xml_text(line(key))}"


def _node(graph: ET.Element, axis: str, entry: Entry, facet: str) -> ET.Element:
    node = ET.SubElement(graph, "node", id=node_id(axis, entry.key))
    told = {
        "label": entry.name, "axis": axis, "facet": facet, "group": entry.group,
        "colour": entry.colour, "project": entry.project,
    }  # fmt: skip
    for name, value in told.items():
        _tell(node, "node", name, value)
    return node


def _total(node: ET.Element, shown: Value, claims: Value) -> None:
    if shown is not None:
        _tell(node, "node", "total", repr(float(shown)))
    _tell(node, "node", "claims", str(claims))


def _edge(graph: ET.Element, product: Product, row: int, column: int) -> None:
    matrix = product.matrix
    edge = ET.SubElement(
        graph, "edge",
        source=node_id("row", matrix.rows[row].key),
        target=node_id("column", matrix.columns[column].key),
    )  # fmt: skip
    figure = matrix.shown.cells[row][column]
    if figure is not None:
        _tell(edge, "edge", "figure", repr(float(figure)))
    claims = matrix.claims.cells[row][column]
    told = {
        # Programs for networks take this for the width of a line.
        "weight": repr(float(claims or 0)),
        "claims": str(claims),
        "supporting": str(matrix.supporting[row][column]),
        "against": str(matrix.against[row][column]),
        "contested": "true" if (row, column) in matrix.contested else "false",
        "claim_ids": " ".join(str(claim) for _at, claim in product.keys(row, column)),
    }
    for name, value in told.items():
        _tell(edge, "edge", name, value)


def _tell(element: ET.Element, kind: str, name: str, value: str) -> None:
    ET.SubElement(element, "data", key=f"{kind}-{name}").text = xml_text(value)
