import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QApplication

from workbench.gui import theme
from workbench.gui.markdown_label import MarkdownLabel


@pytest.fixture
def label(qtbot, qapp):
    theme.set_interface_font(qapp, "linux")
    theme.apply(qapp, dark=False)
    label = MarkdownLabel("note")
    qtbot.addWidget(label)
    return label


def colours(label, width=300):
    label.resize(width, label.heightForWidth(width))
    image = label.grab().toImage()
    width, height = image.width(), image.height()
    return {image.pixelColor(x, y).name() for x in range(width) for y in range(height)}


def test_words_are_painted_without_their_signs(label):
    label.show_markdown("# Head\n\nA *very* **old** `gauge`\n\n- one\n- two\n\n> said")
    assert label.text == "Head\n\nA very old gauge\n\n• one\n• two\n\nsaid"


def test_html_and_pictures_are_words(label):
    label.show_markdown('<script>x</script> <img src="http://e.org/x"> ![map](http://e.org/y)')
    assert label.text == '<script>x</script> <img src="http://e.org/x"> [image: map]'
    assert label.toolTip() == ""


def test_a_link_is_words_in_the_accent_with_its_address_in_the_tip(label):
    label.show_markdown("plain words")
    accent = QColor(theme.tokens().accent).name()
    assert accent not in colours(label)
    label.show_markdown("the [minutes](https://example.org/a?b=<c>)")
    assert accent in colours(label)
    assert label.toolTip() == "<qt>https://example.org/a?b=&lt;c&gt;</qt>"
    label.show_markdown("[trap](javascript:alert(1))")
    assert label.toolTip() == ""


def test_lines_end_where_their_writer_ended_them_and_wrap_where_they_must(label):
    label.show_markdown("one\ntwo\nthree")
    three = label.heightForWidth(300)
    label.show_markdown("one")
    one = label.heightForWidth(300)
    assert three == pytest.approx(3 * one, abs=3)
    label.show_markdown("word " * 60)
    assert label.heightForWidth(100) > label.heightForWidth(300) > one


def test_arabic_stands_at_the_right(label):
    label.show_markdown("نعم **نفس** 😀 المقياس")
    label.resize(300, label.heightForWidth(300))
    image = label.grab().toImage()
    ground = image.pixelColor(0, 0)
    inked = [
        x
        for x in range(image.width())
        if any(image.pixelColor(x, y) != ground for y in range(image.height()))
    ]
    assert min(inked) > 100
    assert max(inked) > 0.9 * image.width()


@pytest.mark.parametrize("source", ["", "   \n ", "```\n", "[" * 5000])
def test_anything_goes(label, source):
    label.show_markdown(source)
    assert label.heightForWidth(200) >= 1


def test_the_menu_copies_what_was_written(label, qtbot):
    label.show_markdown("a **b**")
    label.show()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(1, 1), QPoint(1, 1))
    QApplication.sendEvent(label, event)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    menu = QApplication.activePopupWidget()
    menu.actions()[0].trigger()
    menu.close()
    assert QGuiApplication.clipboard().text() == "a **b**"
