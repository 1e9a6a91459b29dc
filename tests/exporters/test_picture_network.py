from workbench.colours import LIGHT
from workbench.exporters.matrix_grid import Grid
from workbench.exporters.matrix_product import Origin, Product
from workbench.exporters.picture_network import Network
from workbench.matrix import Context, Entry, Figures, Gap, Matrix, Request


def network(rows, cells):
    columns = (Entry("t9", "Dam filling", 9, "sky"),)
    table = [[count] for count in cells]
    figures = Figures(table, list(cells), [sum(cells)], sum(cells))
    nothing = [[0] for _ in cells]
    gaps = [[Gap.FILLED] for _ in cells]
    matrix = Matrix(
        Request(), Context(), rows, columns, figures, figures, nothing, nothing, frozenset(), gaps,
        sum(cells),
    )  # fmt: skip
    return Network(Grid(Product(matrix, Origin((), "", "", "", ""))), LIGHT)


def test_a_group_is_no_node_beside_what_it_sums_up():
    member = Entry("t1", "Kelmaria", 1, "ink", "States", "g5", 1)
    drawn = network((Entry("g5", "States", 5, is_group=True), member), (3, 3))
    assert drawn._rows == [1]


def test_a_closed_group_stays_a_node_beside_a_member_that_is_kept_in_sight():
    closed = Entry("g5", "States", 5, is_group=True, collapsed=True)
    pinned = Entry("t1", "Kelmaria", 1, "ink", "States", "g5", 1)
    assert sorted(network((pinned, closed), (3, 5))._rows) == [0, 1]


def test_a_closed_group_is_a_node():
    closed = Entry("g5", "States", 5, is_group=True, collapsed=True)
    drawn = network((closed, Entry("g6", "Armed groups", 6, is_group=True)), (3, 2))
    assert sorted(drawn._rows) == [0, 1]
