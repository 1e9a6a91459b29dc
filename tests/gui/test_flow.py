import gc

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QWidget

from workbench.gui.flow import FlowLayout


class Box(QWidget):
    def __init__(self, width: int, height: int = 20) -> None:
        super().__init__()
        self._size = QSize(width, height)

    def sizeHint(self) -> QSize:  # noqa: N802
        return self._size

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(10, self._size.height())


def flow_of(qtbot, widths, width):
    parent = QWidget()
    qtbot.addWidget(parent)
    flow = FlowLayout(parent, gap=6, line_gap=4)
    boxes = [Box(each) for each in widths]
    for box in boxes:
        flow.addWidget(box)
    parent.resize(width, flow.heightForWidth(width))
    parent.show()
    return parent, flow, boxes


def test_items_that_fit_share_a_line(qtbot):
    _parent, flow, boxes = flow_of(qtbot, [40, 40, 40], 132)
    assert flow.heightForWidth(132) == 20
    assert [box.x() for box in boxes] == [0, 46, 92]


def test_one_pixel_less_breaks_the_line(qtbot):
    _parent, flow, boxes = flow_of(qtbot, [40, 40, 40], 131)
    assert flow.heightForWidth(131) == 44
    assert [(box.x(), box.y()) for box in boxes] == [(0, 0), (46, 0), (0, 24)]


def test_too_wide_an_item_is_narrowed_to_the_line(qtbot):
    _parent, _, boxes = flow_of(qtbot, [40, 400], 100)
    assert boxes[1].geometry().getRect() == (0, 24, 100, 20)


def test_lines_run_from_the_right_in_a_right_to_left_widget(qtbot):
    parent, flow, boxes = flow_of(qtbot, [40, 30], 100)
    parent.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    flow.activate()
    assert [box.x() for box in boxes] == [60, 24]


def test_low_items_are_centred_on_their_line(qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    flow = FlowLayout(parent)
    low, high = Box(20, 10), Box(20, 30)
    flow.addWidget(low)
    flow.addWidget(high)
    parent.resize(100, 30)
    parent.show()
    assert (low.y(), high.y()) == (10, 0)


def test_hidden_items_take_no_room(qtbot):
    _parent, flow, boxes = flow_of(qtbot, [40, 40, 40], 90)
    boxes[0].hide()
    assert flow.heightForWidth(90) == 20


def test_insert_puts_a_widget_in_its_place(qtbot):
    parent, flow, boxes = flow_of(qtbot, [40, 40], 200)
    first = Box(10)
    flow.insertWidget(0, first)
    first.show()
    flow.activate()
    assert (first.x(), boxes[0].x()) == (0, 16)
    assert parent.layout().count() == 3


def test_widgets_can_come_and_go(qtbot):
    parent, flow, boxes = flow_of(qtbot, [40, 40, 40], 200)
    for _ in range(50):
        flow.removeWidget(boxes[0])
        boxes[0].deleteLater()
        boxes = [*boxes[1:], Box(40)]
        flow.addWidget(boxes[-1])
        qtbot.wait(0)
        gc.collect()
    assert flow.count() == 3
    boxes[1].setParent(None)
    assert flow.count() == 2
    assert flow.itemAt(2) is None
    parent.close()
