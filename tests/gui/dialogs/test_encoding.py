from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QListWidget, QPlainTextEdit, QWidget

from workbench import operations
from workbench.gui.dialogs.encoding import EncodingDialog

WORDS = "Müller größte Straße, fünf Äpfel über dem Fluß"


@pytest.fixture
def doubt(tmp_path):
    path = tmp_path / "old.txt"
    path.write_bytes(WORDS.encode("cp1252"))
    refused = operations.read_source(path)
    assert isinstance(refused, operations.Refused)
    assert refused.doubt is not None
    return refused


@pytest.fixture
def dialog(qtbot, doubt):
    host = QWidget()
    qtbot.addWidget(host)
    dialog = EncodingDialog(doubt.path, doubt.doubt, host)
    dialog.host = host  # lives as long as the dialog
    dialog.open()
    return dialog


def rows(dialog):
    return dialog.findChild(QListWidget)


def test_every_candidate_is_offered_with_how_the_text_reads_in_it(dialog, doubt):
    candidates = doubt.doubt.candidates
    assert rows(dialog).count() == len(candidates) >= 2
    for row, candidate in enumerate(candidates):
        rows(dialog).setCurrentRow(row)
        assert rows(dialog).item(row).text() == candidate.label
        assert dialog.findChild(QPlainTextEdit).toPlainText() == candidate.preview
    assert any("Müller" in candidate.preview for candidate in candidates)


def test_the_chosen_one_is_told_with_its_file(dialog, doubt, qtbot):
    rows(dialog).setCurrentRow(1)
    with qtbot.waitSignal(dialog.finished), qtbot.waitSignal(dialog.chosen) as told:
        dialog.findChild(QWidget, "encoding.take").click()
    assert told.args == [doubt.path, doubt.doubt.candidates[1].encoding]
    assert isinstance(told.args[0], Path)


def test_enter_takes_the_first_guess(dialog, doubt, qtbot):
    with qtbot.waitSignal(dialog.chosen) as told:
        qtbot.keyClick(rows(dialog), Qt.Key.Key_Return)
    assert told.args[1] == doubt.doubt.candidates[0].encoding


@pytest.mark.parametrize("how", ["button", "key"])
def test_a_file_can_be_left_out(dialog, qtbot, how):
    with qtbot.assertNotEmitted(dialog.chosen), qtbot.waitSignal(dialog.finished):
        if how == "button":
            dialog.findChild(QWidget, "encoding.leave").click()
        else:
            qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_a_file_name_is_never_read_as_markup(qtbot, doubt):
    host = QWidget()
    qtbot.addWidget(host)
    dialog = EncodingDialog(Path("<b>bold.txt"), doubt.doubt, host)
    label = dialog.findChild(QLabel)
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert "<b>bold.txt" in label.text()
