"""The head of a reader: the document's name, how it is shown, and how far it is read."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton, QVBoxLayout

from db.records import Document, ReadingState
from workbench.gui import theme
from workbench.gui.claims.segments import Segments
from workbench.gui.labels import ElidedLabel
from workbench.gui.library.model import MEDIA_WORDS, day, joined
from workbench.gui.panes import IconButton
from workbench.gui.words import counted

STATES: tuple[tuple[ReadingState, str, str], ...] = (
    ("unread", "Unread", "open-circle"),
    ("reading", "Reading", "half-circle"),
    ("done", "Done", "done"),
)


class ReaderHeader(QFrame):
    """Tells of one document and offers how to show it; it changes nothing by itself."""

    state_chosen = Signal(str)
    details_wanted = Signal()
    reflow_toggled = Signal()
    aside_toggled = Signal()
    outline_toggled = Signal()
    zoomed = Signal(int)
    #: "page" or "text"
    view_chosen = Signal(str)
    closed = Signal()

    def __init__(self, *, closable: bool) -> None:
        super().__init__()
        self.setProperty("edge", "bottom")
        self._known = self._named = ""
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 10, 16, 10)
        row.setSpacing(8)
        self.outline = IconButton("outline", "Outline of headings", "reader.outline")
        self.outline.setCheckable(True)
        self.outline.clicked.connect(self.outline_toggled)
        row.addWidget(self.outline)
        row.addLayout(self._words(), 1)
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

    def _words(self) -> QVBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(1)
        self._title = ElidedLabel("title")
        self._title.setObjectName("reader.title")
        self._about = ElidedLabel("small", "second")
        self._left_out = QToolButton()
        self._left_out.setObjectName("reader.left_out")
        self._left_out.setProperty("role", "line")
        self._left_out.setFont(theme.interface_font("small"))
        self._left_out.setFixedHeight(self._about.sizeHint().height())
        self._left_out.setToolTip("Show page numbers, running heads and the like again")
        self._left_out.clicked.connect(self.aside_toggled)
        self._left_out.hide()
        second = QHBoxLayout()
        second.setSpacing(8)
        second.addWidget(self._about, 1)
        second.addWidget(self._left_out)
        words.addWidget(self._title)
        words.addLayout(second)
        return words

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
        self._asides = QAction("Page furniture and scraps", menu, checkable=True)
        self._asides.triggered.connect(self.aside_toggled)
        menu.addActions([self._flowing, self._asides])
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

    # -- what is told

    def set_details(self, document: Document) -> None:
        """Show what is known of the document."""
        self._title.set_text(document.title)
        kind = MEDIA_WORDS.get(document.media_type, document.media_type)
        parts = [document.publisher or document.author, day(document.published_on), kind]
        if document.reliability:
            parts.append(f"source reliability {document.reliability}")
        self._known = joined(*parts)
        self._about.set_text(joined(self._known, self._named))

    def set_active(self, active: bool) -> None:
        """Let the name step back where another document is the one that is worked in."""
        self._title.set_tone("text" if active else "third")
        self._title.setAccessibleDescription("" if active else "the other document")

    def set_mention_words(self, words: str) -> None:
        """Say how often the document names actors."""
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
        """Tell whether the text runs on in paragraphs."""
        self._flowing.setChecked(on)

    def set_asides(self, count: int, *, shown: bool) -> None:
        """Tell how many passages are page furniture or the like, and whether they are shown."""
        self._asides.setEnabled(count > 0)
        self._asides.setChecked(shown and count > 0)
        self._left_out.setText(f"{counted(count, 'passage')} left out: show")
        self._left_out.setVisible(count > 0 and not shown)

    def offer_pages(self, offered: bool) -> None:
        """Offer pages beside the text, or the text alone."""
        self._view.setVisible(offered)
        self._view.set_value("text")
        self._text.setText("" if offered else "Text")

    def set_view(self, view: str) -> None:
        """Tell whether pages are shown, or text."""
        self._view.set_value(view)

    def restyle(self) -> None:
        """Tint the icons for the colours in force."""
        self._text.setIcon(theme.icon("text"))
        for state, _words, icon in STATES:
            self._state_actions[state].setIcon(theme.icon(icon))
            if self._state_actions[state].isChecked():
                self._state.setIcon(theme.icon(icon))
