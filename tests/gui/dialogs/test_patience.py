import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QProgressBar, QPushButton, QWidget

from tests.gui.hands import LEFT
from workbench.gui.dialogs import patience
from workbench.gui.dialogs.patience import Cancelled, Patience


@pytest.fixture
def window(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture
def slow(monkeypatch):
    """Work that takes long from its first step on."""
    monkeypatch.setattr(patience, "PATIENCE", 0)
    monkeypatch.setattr(patience, "STEP", 0)


def test_what_is_soon_done_shows_nothing(window):
    shown = Patience("Import", "Importing", window)
    for done in range(100):
        shown.tell(done, 100)
    assert not shown.isVisible()
    shown.end()


def test_long_work_shows_how_far_it_is_and_keeps_the_window_out(window, slow):
    shown = Patience("Import", "Importing claims", window)
    shown.tell(250, 1000)
    bar = shown.findChild(QProgressBar)
    assert shown.isVisible()
    assert (bar.value(), bar.maximum(), bar.accessibleName()) == (250, 1000, "Importing claims")
    assert shown.windowModality() == Qt.WindowModality.WindowModal
    shown.end()
    assert not shown.isVisible()


@pytest.mark.parametrize("how", ["button", "Esc"])
def test_cancel_stops_the_work(qtbot, window, slow, how):
    shown = Patience("Import", "Importing", window)
    shown.tell(1, 10)

    def stop() -> None:
        if how == "Esc":
            qtbot.keyClick(shown, Qt.Key.Key_Escape)
        else:
            qtbot.mouseClick(shown.findChild(QPushButton), LEFT)

    def work() -> None:
        for done in range(1000):
            shown.tell(done, 1000)

    QTimer.singleShot(0, stop)
    with pytest.raises(Cancelled):
        work()
    shown.end()
