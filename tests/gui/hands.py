"""Works the real window as a person does: with keys, mouse, and nothing else."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from db import claims, documents, tags
from db.project import Project
from db.records import Claim, Id, Tag
from workbench.commands import BY_ID
from workbench.gui.asks import Asks
from workbench.gui.reader.area import ReaderArea
from workbench.gui.window import Window
from workbench.gui.words import is_right_to_left

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier


class Answers:
    """Stands in for the system's file dialogs: gives what was laid ready, at once."""

    def __init__(self, monkeypatch: Any) -> None:
        self.ready: list[Any] = []
        self.asked: list[str] = []
        for name in ("open_file", "open_files", "folder", "save"):
            monkeypatch.setattr(Asks, name, self._answer)

    def lay_ready(self, *answers: Path | list[Path]) -> None:
        """The answers to the next questions, in their order."""
        self.ready += answers

    def _answer(self, title: str, *rest: Any) -> None:
        self.asked.append(title)
        if self.ready:
            rest[-1](self.ready.pop(0))


class Hands:
    """The user of one window; `keys` counts what was pressed."""

    def __init__(self, window: Window, bot: QtBot, answers: Answers) -> None:
        self.window = window
        self.bot = bot
        self.answers = answers
        self.keys = 0

    # -- keys

    def press(self, *names: str) -> None:
        """Press keys by name ("Ctrl+3", "Shift+Right") where the focus is."""
        for name in names:
            chord = QKeySequence(name)[0]
            QTest.keyClick(self._focus(), chord.key(), chord.keyboardModifiers())
            self.keys += 1

    def type(self, text: str) -> None:
        """Type letters of any script where the focus is."""
        for letter in text:
            press = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_unknown, NONE, letter)
            if letter.isascii():
                QTest.keyClick(self._focus(), letter)
            else:
                QApplication.sendEvent(self._focus(), press)
        self.keys += len(text)

    def command(self, name: str) -> None:
        """Press the key of a command, or choose it in its menu if it has none."""
        if BY_ID[name].keys:
            self.press(BY_ID[name].keys)
        else:
            self.window.actions_table[name].trigger()

    def _focus(self) -> QWidget:
        return QApplication.focusWidget() or self.window

    # -- the mouse

    def click(self, widget: str | QWidget) -> None:
        """Click the middle of a widget, found by its object name."""
        found = self.find(widget) if isinstance(widget, str) else widget
        assert found.isVisible(), widget
        QTest.mouseClick(found, LEFT, NONE, found.rect().center())

    def find(self, name: str) -> QWidget:
        """Return the widget of an object name: a visible one, if one is."""
        found = self.window.findChildren(QWidget, name)
        assert found, name
        return next((widget for widget in found if widget.isVisible()), found[0])

    def click_named(self, name: str) -> None:
        """Click the button of an accessible name."""
        buttons = self.window.findChildren(QAbstractButton)
        self.click(next(b for b in buttons if b.isVisible() and b.accessibleName() == name))

    def drag(self, start: QPoint, end: QPoint, area: ReaderArea | None = None) -> None:
        """Drag over the text, with moves in between."""
        view = (area or self.area).viewport()
        QTest.mousePress(view, LEFT, NONE, start)
        for part in (0.3, 0.7, 1.0):
            point = QPointF(start) + (QPointF(end) - QPointF(start)) * part
            move = QMouseEvent(
                QEvent.Type.MouseMove, point, view.mapToGlobal(point),
                Qt.MouseButton.NoButton, LEFT, NONE,
            )  # fmt: skip
            QApplication.sendEvent(view, move)
        QTest.mouseRelease(view, LEFT, NONE, end)

    def click_text(self, offset: int) -> None:
        """Click into the text, on the left edge of a character."""
        self.area.show_offset(offset, flash=False)
        QTest.mouseClick(self.area.viewport(), LEFT, NONE, self.at(offset))

    def drag_text(self, start: int, end: int) -> None:
        """Select a passage with the mouse."""
        self.area.show_offset(start, end, flash=False)
        self.drag(self.at(start), self.at(end))

    def drag_handle(self, offset: int, *, end: bool = True) -> None:
        """Drag the first or last handle of the selected claim to a character."""
        self.bot.wait(1)
        grips = list(self.area._scene.grips())
        view = self.area.viewport().rect()
        spots = (QPointF(x, y) for y in range(0, view.height(), 2) for x in range(view.width()))
        grip = grips[-1 if end else 0]
        self.drag(next(spot for spot in spots if grip.holds(spot)).toPoint(), self.at(offset))

    def at(self, offset: int, area: ReaderArea | None = None) -> QPoint:
        """Return the point of the viewport on the left edge of a character."""
        area = area or self.area
        cursor = area.textCursor()
        cursor.setPosition(len(area.text()[:offset].encode("utf-16-le")) // 2)
        return area.cursorRect(cursor).center()

    # -- selecting and tagging

    def select_by_keys(self, start: int, end: int) -> None:
        """Put the caret to a place and select up to another with Shift and the arrows."""
        line = self.area.text().rfind("\n", 0, start) + 1
        onwards = "Left" if is_right_to_left(self.area.text()[line:]) else "Right"
        cursor = self.area.textCursor()
        cursor.setPosition(len(self.area.text()[:start].encode("utf-16-le")) // 2)
        self.area.setTextCursor(cursor)
        self.area.setFocus()
        for _ in range(end - start):
            if self.area.selection()[1] >= end:
                break
            self.press(f"Shift+{onwards}")

    def tag(self, start: int, end: int, letters: str) -> Claim:
        """Select a passage, open the palette with Enter, type letters, Enter; return the claim."""
        before = {claim.id for claim in self.claims()}
        self.area.select(start, end)
        self.area.setFocus()
        self.press("Return")
        self.type(letters)
        self.press("Return")
        (made,) = [claim for claim in self.claims() if claim.id not in before]
        return made

    # -- what there is

    @property
    def project(self) -> Project:
        assert self.window.project is not None
        return self.window.project

    @property
    def area(self) -> ReaderArea:
        """The reader that is worked in."""
        assert self.window.read is not None
        assert self.window.read.active is not None
        return self.window.read.active.pane.area

    @property
    def text(self) -> str:
        return self.area.text()

    def claims(self) -> list[Claim]:
        return claims.all_claims(self.project)

    def tags(self) -> dict[str, Tag]:
        return {tag.name: tag for tag in tags.all_tags(self.project)}

    def document(self, title: str) -> Id:
        found = {record.title: record.id for record in documents.all_documents(self.project)}
        return found[title]

    def focused(self) -> str:
        """The object name of what has the keyboard."""
        return self._focus().objectName()

    def notice(self) -> str:
        """The sentence in the notice line."""
        return self.window.notices.text()

    def until(self, holds: Callable[[], object]) -> None:
        """Wait for the worker or a timer."""
        self.bot.waitUntil(lambda: bool(holds()), timeout=10_000)
