import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from workbench.gui import theme
from workbench.gui.panes import IconButton, draw_line, draw_row
from workbench.gui.words import counted, is_right_to_left, menu_text, tool_tip


@pytest.mark.parametrize(
    ("text", "rtl"),
    [("Dry Season", False), ("تقرير", True), ("12. תל", True), ("2026", False), ("", False)],
)
def test_the_first_letter_gives_the_direction(text, rtl):
    assert is_right_to_left(text) == rtl


def test_words_for_menus_and_tips():
    assert menu_text("A & B\n C") == "A && B C"
    assert tool_tip("a < b\n& c") == "<qt>a &lt; b<br>&amp; c</qt>"
    assert tool_tip("") == ""
    assert (counted(1, "claim"), counted(0, "claim")) == ("1 claim", "0 claims")


def inked(text, width=200):
    image = QImage(width, 20, QImage.Format.Format_RGB32)
    image.fill(QColor("#FFFFFF"))
    painter = QPainter(image)
    draw_line(painter, QRect(0, 0, width, 20), text, theme.interface_font(), "#000000")
    painter.end()
    return [
        x for x in range(width) if any(image.pixelColor(x, y).lightness() < 128 for y in range(20))
    ]


def test_a_line_begins_on_the_side_of_its_script(qapp):
    latin, arabic = inked("Water"), inked("ماء")
    assert max(latin) < 100
    assert min(latin) < 4
    assert min(arabic) > 100
    assert max(arabic) > 195


def test_a_long_line_stays_in_its_box(qapp):
    assert max(inked("Water " * 40, 120)) < 120


def test_the_bar_of_a_row_stands_where_reading_begins(qapp):
    for rtl, bar, ground in ((False, 1, 98), (True, 98, 1)):
        image = QImage(100, 40, QImage.Format.Format_RGB32)
        painter = QPainter(image)
        draw_row(painter, QRect(0, 0, 100, 40), "#00FF00", "#0000FF", rtl)
        painter.end()
        assert image.pixelColor(bar, 20) == QColor("#0000FF")
        assert image.pixelColor(ground, 20) == QColor("#00FF00")


def test_icons_follow_light_and_dark(qtbot):
    app = QApplication.instance()
    try:
        theme.apply(app, dark=False)
        button = IconButton("plus", "Add", "add")
        qtbot.addWidget(button)
        light = button.icon().pixmap(16, 16).toImage()
        theme.apply(app, dark=True)
        assert button.icon().pixmap(16, 16).toImage() != light
        assert button.accessibleName() == button.toolTip() == "Add"
        assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
    finally:
        theme.apply(app, dark=False)
        app.setStyleSheet("")
