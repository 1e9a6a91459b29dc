import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QAccessible, QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from workbench.gui import notices
from workbench.gui.notices import NoticeBar, ProgressStrip

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)


@pytest.fixture
def host(qtbot):
    host = QWidget()
    qtbot.addWidget(host)
    column = QVBoxLayout(host)
    column.addWidget(QLineEdit())
    host.resize(600, 200)
    host.show()
    host.activateWindow()
    qtbot.waitUntil(host.isActiveWindow)
    return host


@pytest.fixture
def bar(host, monkeypatch):
    monkeypatch.setattr(notices, "SECONDS", 0.05)
    bar = NoticeBar()
    host.layout().addWidget(bar)
    return bar


def action(bar):
    return bar.findChild(QPushButton, "notice.action")


def test_a_notice_goes_by_itself(qtbot, bar):
    assert not bar.isVisible()
    bar.show_notice("Saved.", "done")
    assert bar.isVisible()
    qtbot.waitUntil(lambda: not bar.isVisible())
    assert bar.text() == ""


def test_it_stays_eight_seconds_in_earnest():
    assert notices.SECONDS == 8


def test_an_error_stays_until_it_is_closed(qtbot, bar):
    bar.show_notice("The disk is full.", "error")
    qtbot.wait(150)
    assert bar.text() == "The disk is full."
    QTest.mouseClick(bar.findChild(QToolButton, "notice.close"), Qt.MouseButton.LeftButton)
    assert not bar.isVisible()


def test_an_error_comes_back_after_a_passing_notice(qtbot, bar):
    bar.show_notice("The disk is full.", "error")
    bar.show_notice("3 claims tagged.")
    assert bar.text() == "3 claims tagged."
    qtbot.waitUntil(lambda: bar.text() == "The disk is full.")


def test_the_action_is_done_once_and_closes_the_notice(qtbot, bar):
    done = []
    bar.show_notice("Tag deleted.", action=("Undo", lambda: done.append(bar.isVisible())))
    QTest.mouseClick(action(bar), Qt.MouseButton.LeftButton)
    assert done == [False]
    bar.show_notice("Saved.")
    assert not action(bar).isVisible()


def test_a_notice_shown_by_the_action_stays(bar):
    bar.show_notice("Gone.", action=("Undo", lambda: bar.show_notice("Back again.")))
    QTest.mouseClick(action(bar), Qt.MouseButton.LeftButton)
    assert bar.text() == "Back again."


def test_it_waits_while_it_is_focused(qtbot, bar):
    bar.show_notice("Tag deleted.", action=("Undo", lambda: None))
    action(bar).setFocus()
    qtbot.wait(200)
    assert bar.isVisible()
    bar.parent().findChild(QLineEdit).setFocus()
    qtbot.waitUntil(lambda: not bar.isVisible())


def test_it_waits_while_it_is_pointed_at(qtbot, bar):
    bar.show_notice("Saved.")
    spot = QPointF(5, 5)
    QApplication.sendEvent(bar, QEnterEvent(spot, spot, spot))
    qtbot.wait(200)
    assert bar.isVisible()
    QApplication.sendEvent(bar, QEvent(QEvent.Type.Leave))
    qtbot.waitUntil(lambda: not bar.isVisible())


def test_escape_closes_and_gives_the_focus_back(bar):
    field = bar.parent().findChild(QLineEdit)
    field.setFocus()
    bar.show_notice("Tag deleted.", action=("Undo", lambda: None))
    action(bar).setFocus()
    QTest.keyClick(action(bar), Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert field.hasFocus()


def test_words_are_shown_as_they_are(bar):
    bar.show_notice("“<b>Dam</b>” was\ndeleted.")
    label = bar.findChild(QLabel, "notice.text")
    assert label.text() == "“<b>Dam</b>” was deleted."
    assert label.textFormat() == Qt.TextFormat.PlainText


def test_notices_are_announced(bar, monkeypatch):
    said = []
    monkeypatch.setattr(
        QAccessible,
        "updateAccessibility",
        lambda event: said.append((event.message(), event.politeness())),
    )
    bar.show_notice("Saved.")
    bar.show_notice("The disk is full.", "error")
    manners = QAccessible.AnnouncementPoliteness
    assert said == [("Saved.", manners.Polite), ("The disk is full.", manners.Assertive)]


@pytest.fixture
def strip(host):
    strip = ProgressStrip()
    host.layout().addWidget(strip)
    return strip


def test_progress_shows_and_hides_at_the_end(strip):
    strip.set_progress(3, 8, "Reading 3 of 8")
    shown = strip.findChild(QProgressBar)
    assert strip.isVisible()
    assert (shown.value(), shown.maximum(), shown.accessibleName()) == (3, 8, "Reading 3 of 8")
    strip.set_progress(0, 0, "Looking for files")
    assert strip.isVisible()
    strip.set_progress(8, 8, "Done")
    assert not strip.isVisible()


def test_cancel_is_asked_for_once(qtbot, strip):
    cancel = strip.findChild(QPushButton, "progress.cancel")
    strip.set_progress(1, 8, "Reading")
    with qtbot.waitSignal(strip.cancelled):
        QTest.mouseClick(cancel, Qt.MouseButton.LeftButton)
    strip.set_progress(2, 8, "Reading")
    assert not cancel.isEnabled()
    strip.finish()
    strip.set_progress(1, 3, "Again")
    assert cancel.isEnabled()
    assert cancel.text() == "Cancel"


def test_a_question_waits_for_one_of_its_two_answers(qtbot, bar):
    said = []
    ways = ("Use that one", lambda: said.append("use")), ("Keep both", lambda: said.append("keep"))
    bar.show_notice("Two look alike.", "info", *ways, stays=True)
    qtbot.wait(120)
    assert bar.isVisible()
    other = bar.findChild(QPushButton, "notice.other")
    assert (action(bar).text(), other.text()) == ("Use that one", "Keep both")
    QTest.mouseClick(other, Qt.MouseButton.LeftButton)
    assert said == ["keep"]
    assert not bar.isVisible()
    bar.show_notice("Two look alike.", "info", *ways, stays=True)
    QTest.mouseClick(action(bar), Qt.MouseButton.LeftButton)
    assert said == ["keep", "use"]
    bar.show_notice("Saved.", "done")
    assert not other.isVisible()
