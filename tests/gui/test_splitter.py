import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFrame

from workbench.gui import theme
from workbench.gui.splitter import Splitter

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)


@pytest.fixture(params=[Qt.Orientation.Horizontal, Qt.Orientation.Vertical])
def splitter(request, qtbot):
    splitter = Splitter(request.param, [120, 180])
    qtbot.addWidget(splitter)
    for _ in range(2):
        splitter.addWidget(QFrame())
    splitter.resize(301, 301)
    splitter.reset()
    splitter.show()
    return splitter


def along(splitter, value, across=150):
    upright = splitter.orientation() == Qt.Orientation.Horizontal
    return QPoint(value, across) if upright else QPoint(across, value)


def test_it_takes_one_pixel_of_room(splitter):
    assert splitter.sizes() == [120, 180]


@pytest.mark.parametrize("offset", [-3, 0, 3])
def test_it_can_be_grabbed_within_seven_pixels(splitter, offset):
    window = splitter.windowHandle()
    held = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QTest.mousePress(window, *held, along(splitter, 120 + offset))
    QTest.mouseMove(window, along(splitter, 100 + offset))
    QTest.mouseRelease(window, *held, along(splitter, 100 + offset))
    QApplication.processEvents()
    assert splitter.sizes() == [100, 200]


def test_a_double_click_resets(splitter):
    splitter.setSizes([50, 250])
    QTest.mouseDClick(splitter.handle(1), Qt.MouseButton.LeftButton)
    assert splitter.sizes() == [120, 180]
    splitter.set_default_sizes([200, 100])
    QTest.mouseDClick(splitter.handle(1), Qt.MouseButton.LeftButton)
    assert splitter.sizes() == [200, 100]


def test_it_shows_a_line_with_a_grip(splitter):
    image = splitter.grab().toImage()
    now = theme.tokens()

    def colour(value, across):
        return image.pixelColor(along(splitter, value, across))

    assert colour(120, 30) == QColor(now.hair)
    assert colour(119, 30) not in (QColor(now.hair), QColor(now.stroke))
    for value in (119, 120, 121):
        assert colour(value, 150) == QColor(now.stroke)
    assert colour(120, 150 + 14) == QColor(now.hair)
