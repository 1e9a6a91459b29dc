from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from workbench.gui import theme
from workbench.gui.table.page import ClaimsPage
from workbench.gui.table.rows import TableRow

from .matter import BOOK, ROWS, row


@pytest.fixture(autouse=True)
def look(qapp: QApplication) -> Iterator[None]:
    theme.set_interface_font(qapp, "linux")
    theme.apply(qapp, dark=False)
    yield
    # Closed windows go now, or each test would style those of all tests before it.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def page(qtbot: QtBot) -> ClaimsPage:
    page = ClaimsPage()
    qtbot.addWidget(page)
    page.set_book(BOOK)
    page.set_rows(ROWS)
    page.resize(1440, 800)
    page.show()
    qtbot.waitExposed(page)
    page.activateWindow()
    page.table.setFocus()
    return page


@pytest.fixture
def many() -> Callable[[int], list[TableRow]]:
    """Return a function that makes so many rows, each with a statement of its own."""

    def make(count: int) -> list[TableRow]:
        rows = []
        for number in range(count):
            made = row(number, document=1 + number // 40)
            claim = replace(made.claim, statement=f"Statement {number}")
            rows.append(replace(made, claim=claim))
        return rows

    return make
