from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from workbench import operations
from workbench.gui.dialogs.password import PasswordDialog


@pytest.fixture
def host(qtbot):
    host = QWidget()
    qtbot.addWidget(host)
    return host


def test_the_password_is_told_with_its_file_and_not_shown(host, qtbot):
    doubt = operations.PasswordNeeded("<b>a.pdf")
    dialog = PasswordDialog(Path("x/<b>a.pdf"), doubt, host)
    dialog.open()
    line, take = dialog.findChild(QLineEdit), dialog.findChild(QWidget, "password.take")
    assert "“<b>a.pdf” is protected" in dialog.findChild(QLabel).text()
    assert line.echoMode() == QLineEdit.EchoMode.Password
    assert not take.isEnabled()
    line.setText("open sesame")
    with qtbot.waitSignal(dialog.given) as given, qtbot.waitSignal(dialog.finished):
        take.click()
    assert given.args == [Path("x/<b>a.pdf"), "open sesame"]


def test_a_wrong_one_is_asked_for_again_and_the_file_can_be_left_out(host, qtbot):
    dialog = PasswordDialog(Path("a.pdf"), operations.PasswordNeeded("a.pdf", wrong=True), host)
    dialog.open()
    assert "does not open “a.pdf”" in dialog.findChild(QLabel).text()
    with qtbot.assertNotEmitted(dialog.given), qtbot.waitSignal(dialog.finished):
        dialog.findChild(QWidget, "password.leave").click()
