"""A reader with its header: the document's name, how it is shown, and how far it is read.

A document with pages can be shown as pages or as text; both are at the same place and draw the
same marks, and `area` is the one that is looked at.
"""

from collections.abc import Callable
from functools import partial
from typing import Literal

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from db.records import Document, ReadingState, Style
from workbench.gui import theme
from workbench.gui.claims.segments import Segments
from workbench.gui.labels import ElidedLabel
from workbench.gui.library.model import MEDIA_WORDS, day, joined
from workbench.gui.pages.area import PageArea
from workbench.gui.pages.pane import PagePane
from workbench.gui.panes import IconButton
from workbench.gui.reader.area import ReaderArea
from workbench.gui.reader.findbar import FindBar
from workbench.gui.reader.sweepbar import SweepBar

STATES: tuple[tuple[ReadingState, str, str], ...] = (
    ("unread", "Unread", "open-circle"),
    ("reading", "Reading", "half-circle"),
    ("done", "Done", "done"),
)
#: Whether a document is shown as the pages it has, or as its text.
View = Literal["page", "text"]


class ReaderPane(QFrame):
    """One document, its header above and its find bar between."""

    activated = Signal()
    state_chosen = Signal(str)
    details_wanted = Signal()
    reflow_toggled = Signal()
    zoomed = Signal(int)
    #: "page" or "text"
    view_chosen = Signal(str)
    #: the pages cannot be shown; a sentence
    failed = Signal(str)
    closed = Signal()

    def __init__(self, *, closable: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "page")
        self.document: Document | None = None
        self._known = self._named = ""
        self._styles: tuple[Style, ...] = ()
        self._load: Callable[[], bytes | None] | None = None
        self.text_area = ReaderArea()
        self.pages = PagePane()
        for area in (self.text_area, self.pages.area):
            area.installEventFilter(self)
        self.pages.failed.connect(self._give_up_pages)
        self.find_bar = FindBar()
        self.find_bar.found.connect(lambda hits, current: self.area.set_hits(hits, current))
        self.find_bar.found.connect(self._go_to_hit)
        self.find_bar.closed.connect(self._leave_find)
        self.sweep_bar = SweepBar()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._header(closable))
        column.addWidget(self.find_bar)
        column.addWidget(self.sweep_bar)
        column.addWidget(self.text_area, 1)
        column.addWidget(self.pages, 1)
        self.pages.hide()

    @property
    def area(self) -> ReaderArea | PageArea:
        """What the document is read and marked in: its text, or its pages."""
        return self.pages.area if self.view == "page" else self.text_area

    @property
    def view(self) -> View:
        """Whether pages are looked at, or text."""
        return "text" if self.pages.isHidden() else "page"

    def _header(self, closable: bool) -> QFrame:
        header = QFrame()
        header.setProperty("edge", "bottom")
        row = QHBoxLayout(header)
        row.setContentsMargins(20, 10, 16, 10)
        row.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(1)
        self._title = ElidedLabel("title")
        self._title.setObjectName("reader.title")
        self._about = ElidedLabel("small", "second")
        words.addWidget(self._title)
        words.addWidget(self._about)
        row.addLayout(words, 1)
        self._view = Segments("reader.view", (("page", "Page"), ("text", "Text")))
        self._view.setAccessibleName("Show as")
        self._view.taken.connect(lambda view: self.view_chosen.emit(str(view)))
        self._view.hide()
        row.addWidget(self._view)
        row.addWidget(self._text_button())
        row.addWidget(self._state_button())
        if closable:
            close = IconButton("close", "Close this side", "reader.close")
            close.clicked.connect(self.closed)
            row.addWidget(close)
        return header

    def _text_button(self) -> QToolButton:
        self._text = button = QToolButton()
        button.setObjectName("reader.text")
        button.setProperty("role", "flat")
        button.setIcon(theme.icon("text"))
        button.setText("Text")
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setAccessibleName("How the text is shown")
        menu = QMenu(button)
        self._flowing = QAction("Flowing paragraphs", menu, checkable=True)
        self._flowing.triggered.connect(self.reflow_toggled)
        menu.addAction(self._flowing)
        menu.addSeparator()
        for words, step in (("Larger", 1), ("Smaller", -1), ("Usual size", 0)):
            menu.addAction(words).triggered.connect(partial(self._zoom, step))
        menu.addSeparator()
        menu.addAction("Details of the document…", self.details_wanted.emit)
        button.setMenu(menu)
        return button

    def _state_button(self) -> QToolButton:
        self._state = QToolButton()
        self._state.setObjectName("reader.state")
        self._state.setProperty("role", "button")
        self._state.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._state.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self._state)
        group = QActionGroup(menu)
        self._state_actions: dict[str, QAction] = {}
        for state, words, icon in STATES:
            action = QAction(theme.icon(icon), words, menu, checkable=True)
            action.triggered.connect(lambda _on=False, state=state: self.state_chosen.emit(state))
            group.addAction(action)
            menu.addAction(action)
            self._state_actions[state] = action
        self._state.setMenu(menu)
        return self._state

    def _zoom(self, step: int, _on: bool = False) -> None:
        self.zoomed.emit(step)

    def show_document(
        self, document: Document, text: str, styles: tuple[Style, ...], *, reflow: bool
    ) -> None:
        """Show a document from its beginning, as text; its pages may be offered then."""
        self.document = document
        self._styles = styles
        self.offer_pages(None)
        self.text_area.set_document(text, styles, reflow=reflow)
        self.find_bar.set_text(text)
        self.set_details(document)
        self.set_reflow(reflow)

    def offer_pages(self, load: Callable[[], bytes | None] | None) -> None:
        """Let the document be shown as the pages of a PDF too, or as text only.

        `load` gives the bytes of the file, once they are needed.
        """
        self._turn("text")
        self.pages.close_file()
        self._load = load
        self._view.setVisible(load is not None)
        self._view.set_value("text")
        self._text.setText("" if load is not None else "Text")
        self.setFocusProxy(self.text_area)

    def set_view(self, view: View) -> None:
        """Show pages or text; place, selection and marks are taken along."""
        if view == self.view or (view == "page" and not self._open_pages()):
            return
        before = self.area
        focused, place = before.hasFocus(), before.place()
        markings, (start, end) = before.markings(), before.selection()
        self._turn(view)
        self._view.set_value(view)
        self.area.take(markings)
        self.area.select(start, end)
        self.area.restore_place(place)
        self.setFocusProxy(self.area)
        if focused:
            self.area.setFocus(Qt.FocusReason.OtherFocusReason)

    def _turn(self, view: View) -> None:
        # Not in a stack: style sheets give a widget that was put into one its first font again.
        self.text_area.setVisible(view == "text")
        self.pages.setVisible(view == "page")

    def _open_pages(self) -> bool:
        """Open the file of the pages unless it is open; returns whether there are pages."""
        if not self.pages.is_open:
            data = self._load() if self._load is not None else None
            if data is None:
                return False
            self.pages.open_file(data, self.text_area.text(), self._styles)
        return True

    def _give_up_pages(self, sentence: str) -> None:
        self.set_view("text")
        self.offer_pages(None)
        self.failed.emit(sentence)

    def set_details(self, document: Document) -> None:
        """Show what is known of the document."""
        self.document = document
        self._title.set_text(document.title)
        self.text_area.setAccessibleName(f"Text of {document.title}")
        self.pages.area.setAccessibleName(f"Pages of {document.title}")
        kind = MEDIA_WORDS.get(document.media_type, document.media_type)
        parts = [document.publisher or document.author, day(document.published_on), kind]
        if document.reliability:
            parts.append(f"source reliability {document.reliability}")
        self._known = joined(*parts)
        self._about.set_text(joined(self._known, self._named))

    def set_mention_words(self, words: str) -> None:
        """Say in the header how often the document names actors."""
        self._named = words
        self._about.set_text(joined(self._known, self._named))

    def set_state(self, state: ReadingState) -> None:
        """Show how far the document is read."""
        words, icon = next((words, icon) for key, words, icon in STATES if key == state)
        self._state.setText(f"{words}  ")
        self._state.setIcon(theme.icon(icon))
        self._state.setAccessibleName(f"Reading state: {words}")
        self._state_actions[state].setChecked(True)

    def set_reflow(self, on: bool) -> None:
        """Show the text as paragraphs or line by line."""
        self._flowing.setChecked(on)
        self.text_area.set_reflow(on)

    def restyle(self) -> None:
        """Tint the icons for the colours in force."""
        self._text.setIcon(theme.icon("text"))
        for state, _words, icon in STATES:
            self._state_actions[state].setIcon(theme.icon(icon))
            if self._state_actions[state].isChecked():
                self._state.setIcon(theme.icon(icon))

    def _go_to_hit(self, hits: list[tuple[int, int]], current: int | None) -> None:
        if current is not None:
            self.area.show_offset(*hits[current], flash=False)

    def _leave_find(self, hit: tuple[int, int] | None) -> None:
        """Go on in the text with what was found selected."""
        if hit is not None:
            self.area.select(*hit)
        self.area.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Announce that this side is the one being worked in."""
        if event.type() == QEvent.Type.FocusIn:
            self.activated.emit()
        return super().eventFilter(watched, event)
