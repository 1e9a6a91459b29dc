import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from db.records import Coder
from workbench.gui.claims.card import Remark
from workbench.gui.dialogs.feedback import FeedbackDialog
from workbench.gui.review.feedback import FeedbackRow

MIRA, JOREN = Coder(1, "Mira Tolan"), Coder(2, "Joren Vask")


def row(number, verdict, **more):
    return FeedbackRow(
        number, 10 * number, verdict, "your claim", MIRA, f"Claim {number}", "Dry, line 3",
        more.pop("reason", ""), "12 May 2026, 14:03", **more,
    )  # fmt: skip


ROWS = [row(1, "question", reason="Which <b>grain</b>?"), row(2, "question"), row(3, "reject")]


@pytest.fixture
def dialog(qtbot):
    host = QWidget()
    qtbot.addWidget(host)
    dialog = FeedbackDialog(host)
    dialog.show_rows(ROWS)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    yield dialog
    host.close()


def go(dialog, number):
    dialog.list.setCurrentIndex(dialog.model.index(number))


def test_it_says_what_there_is_and_what_waits(dialog):
    assert dialog.sentence.text() == (
        "3 decisions on your claims: 1 rejected, 2 questioned. 2 questions to be answered."
    )
    assert dialog._said.text() == "Mira Tolan: Which <b>grain</b>?"
    dialog.show_rows([])
    assert dialog.sentence.text().startswith("Nobody has decided")
    assert dialog.field.isHidden()


def test_enter_in_the_list_asks_for_the_passage(dialog, qtbot):
    dialog.list.setFocus()
    with qtbot.waitSignal(dialog.claim_wanted) as asked:
        QTest.keyClick(dialog.list, "\r")
    assert asked.args == [1]


def test_an_answer_is_told_and_the_next_question_comes(dialog):
    told = []

    def answer(claim, words):
        told.append((claim, words))
        said = Remark(7, JOREN, True, words, "2026-05-13T08:00:00+00:00")
        done = row(1, "question", answered=True, remarks=(said,))
        dialog.show_rows([ROWS[1], done, ROWS[2]])

    dialog.answered.connect(answer)
    dialog.field.setFocus()
    QTest.keyClicks(dialog.field, " ")
    QTest.keyClick(dialog.field, "\r")
    assert told == []
    QTest.keyClicks(dialog.field, "Millet")
    QTest.keyClick(dialog.field, "\r")
    assert told == [(1, "Millet")]
    assert dialog._current == ROWS[1]
    assert dialog.field.text() == ""
    assert dialog.field.hasFocus()
    go(dialog, 1)
    assert dialog._said.text() == "Joren Vask: Millet"


def test_what_is_typed_stays_with_its_row(dialog):
    QTest.keyClicks(dialog.field, "Mil")
    go(dialog, 1)
    assert dialog.field.text() == ""
    go(dialog, 0)
    assert dialog.field.text() == "Mil"
    dialog.show_rows(ROWS[:2])
    assert dialog.field.text() == "Mil"


def test_the_rows_speak_and_tell_what_became_of_them():
    assert ROWS[0].spoken == (
        "Questioned by Mira Tolan: your claim; Claim 1; Which <b>grain</b>?; Dry, line 3; "
        "to be answered"
    )
    assert row(1, "question", stale=True).state == "changed since"
    assert row(1, "reject").state == ""
