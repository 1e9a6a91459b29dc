import pytest
from PySide6.QtGui import QImage

from workbench.gui.labels import ElidedLabel


@pytest.fixture
def label(qtbot):
    label = ElidedLabel()
    qtbot.addWidget(label)
    return label


def drawn(label, width):
    label.resize(width, label.sizeHint().height())
    return label.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def test_a_long_text_is_shortened_and_told_whole_in_tool_tip_and_name(label):
    label.set_text("A title that is far too long for the room <b>there</b> is & more")
    assert label.accessibleName() == label.text()
    assert "&lt;b&gt;there&lt;/b&gt; is &amp; more" in label.toolTip()
    whole = drawn(label, label.sizeHint().width())
    short = drawn(label, 120)
    assert short != whole.copy(0, 0, 120, whole.height())


def test_a_short_text_is_shown_whole(label):
    label.set_text("Short")
    assert drawn(label, label.sizeHint().width()).copy(0, 0, 30, 10) == drawn(label, 300).copy(
        0, 0, 30, 10
    )


def test_an_arabic_text_begins_at_the_right(label):
    label.set_text("تقرير المياه")
    image = drawn(label, 400)
    ground = image.pixel(0, 0)

    def inked(left, right):
        return any(
            image.pixel(x, y) != ground for x in range(left, right) for y in range(image.height())
        )

    assert inked(300, 400)
    assert not inked(0, 100)


def test_nothing_to_say_has_no_tool_tip(label):
    label.set_text("")
    assert label.toolTip() == ""
    drawn(label, 50)
