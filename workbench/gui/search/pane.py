"""The search pane: what is searched for, how much was found, and the places."""

from collections.abc import Mapping
from typing import cast

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import (
    QFrame,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from db.records import Coder, Id
from workbench.gui.claims.segments import Segments
from workbench.gui.fields import SearchField
from workbench.gui.flow import FlowLayout
from workbench.gui.panes import IconButton, PaneHeader, plain_label
from workbench.gui.search.model import SearchModel
from workbench.gui.search.progress import SearchProgress
from workbench.gui.search.results import ResultList
from workbench.operations.search_results import Hit, Scope, SearchRequest, SearchResults

#: Milliseconds after the last letter before the search begins; a pattern is longer unfinished.
_WORDS_PAUSE, _REGEX_PAUSE = 150, 500
_HINTS = {
    "words": "Several words are found where they stand near each other.\n\n"
    "“grain prices” in quotation marks is found as a phrase.\n\n"
    "A star stands for any letters: engag* finds engagement.",
    "regex": "A regular expression is looked for in the documents, letter by letter.\n\n"
    "\\s+ takes line ends with it; (?i) at the beginning lets case not count.",
}
_NOTHING = {
    "words": "Nothing was found. Fewer words find more, and so does a star: engag*.",
    "regex": "Nothing was found. Case counts unless the pattern begins with (?i).",
}


class SearchPane(QFrame):
    """Signals what is `asked`, and what is `opened`; it searches nothing by itself.

    Results that come for another request than the last one are not shown.
    """

    #: a SearchRequest
    asked = Signal(object)
    #: a document, and where the place starts and ends in code points
    opened = Signal(object, int, int)
    claim_opened = Signal(object)
    #: the work that `set_progress` shows is not wanted
    cancelled = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("search")
        self.setAccessibleName("Search")
        self.setProperty("ground", "panel")
        self._coders: Mapping[Id, Coder] = {}
        self._me: Id = 0
        self._request = SearchRequest("")
        self._shown: SearchResults | None = None
        self._wants_first = False
        self._model = SearchModel(self)
        self.field = SearchField("Search documents and claims", "search.field")
        self._mode = Segments("search.mode", [("words", "Words"), ("regex", "Regex")])
        self._scope = Segments(
            "search.scope", [("both", "All"), ("documents", "Documents"), ("claims", "Claims")]
        )
        self._summary = plain_label(role="small", tone="second")
        self._summary.setObjectName("search.summary")
        self._progress = SearchProgress()
        self.list = ResultList(self._model)
        self._message = plain_label(tone="second")
        self._pages = QStackedWidget()
        self._timer = QTimer(self, singleShot=True)
        self._lay_out()
        self._connect()
        self._show_state()

    def _lay_out(self) -> None:
        self._close = IconButton("close", "Close the search", "search.close")
        for part, name, value in (
            (self._mode, "Search for", "words"), (self._scope, "Search in", "both"),
        ):  # fmt: skip
            part.setAccessibleName(name)
            part.set_value(value)
            part.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        choices = QWidget()
        flow = FlowLayout(choices, gap=8, line_gap=6)
        flow.addWidget(self._mode)
        flow.addWidget(self._scope)
        self._summary.setWordWrap(True)
        head = QFrame()
        head.setProperty("edge", "bottom")
        rows = QVBoxLayout(head)
        rows.setContentsMargins(14, 0, 14, 10)
        rows.setSpacing(8)
        for widget in (self.field, choices, self._summary, self._progress):
            rows.addWidget(widget)
        self._message.setWordWrap(True)
        self._message.setObjectName("search.message")
        self._message.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        self._message.setContentsMargins(14, 24, 24, 0)
        self._pages.addWidget(self.list)
        self._pages.addWidget(self._message)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(PaneHeader("Search", self._close))
        column.addWidget(head)
        column.addWidget(self._pages, 1)
        self.setFocusProxy(self.field)

    def _connect(self) -> None:
        self.field.textChanged.connect(self._wait)
        self.field.entered.connect(self._go_to_first)
        self.field.left.connect(self.closed)
        self._mode.taken.connect(self._choose)
        self._scope.taken.connect(self._choose)
        self._timer.timeout.connect(self._ask)
        self._close.clicked.connect(self.closed)
        self._progress.cancelled.connect(self.cancelled)
        self.list.chosen.connect(self._open)
        self.list.left.connect(self._go_back)

    # -- what is asked

    @property
    def request(self) -> SearchRequest:
        """What stands in the field and the choices."""
        regex = self._mode.value == "regex"
        words = self.field.text() if regex else self.field.text().strip()
        scope = cast(Scope, "documents" if regex else self._scope.value)
        return SearchRequest(words, scope, regex)

    def enter(self, words: str = "") -> None:
        """Give the field the focus, and search for words if any are given."""
        if words and "\n" not in words and len(words) < 200:
            self.field.setText(words)
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def ask_again(self) -> None:
        """Ask for what is shown once more: the project is another now."""
        if self._request.words:
            self.asked.emit(self._request)

    def _wait(self) -> None:
        self._wants_first = False
        self._timer.start(_REGEX_PAUSE if self._mode.value == "regex" else _WORDS_PAUSE)

    def _choose(self) -> None:
        self._scope.setVisible(self._mode.value == "words")
        self._ask()

    def _ask(self) -> None:
        self._timer.stop()
        if self.request != self._request:
            self._request, self._shown = self.request, None
            if self._request.words:
                self.asked.emit(self._request)
            else:
                self.cancelled.emit()
        self._show_state()

    # -- what was found

    def set_coders(self, coders: Mapping[Id, Coder], me: Id) -> None:
        """Say who made claims, and who sits at the keyboard."""
        self._coders, self._me = coders, me

    def show_results(self, results: SearchResults) -> None:
        """Show what was found; the current result stays current if it is still there."""
        if results.request != self._request:
            return
        current = self._model.result(self.list.currentIndex())
        top = self.list.verticalScrollBar().value()
        renewed = self._shown is not None
        self._shown = results
        self.list.cells.forget()
        self._model.set_results(results, self._coders, self._me)
        place = self._model.place(current) if current is not None and renewed else QModelIndex()
        self.list.setCurrentIndex(place)
        if renewed:
            self.list.verticalScrollBar().setValue(top)
        else:
            self.list.scrollToTop()
        self._show_state()
        event = QAccessibleAnnouncementEvent(self, results.trouble or results.sentence())
        QAccessible.updateAccessibility(event)
        if self._wants_first:
            self._go_to_first()

    def show_trouble(self, sentence: str) -> None:
        """Say why there are no results."""
        self.show_results(SearchResults(self._request, trouble=sentence))

    def set_progress(self, done: int, total: int, name: str) -> None:
        """Show how far the search or its index is; `done == total` hides it."""
        self._progress.show_progress(done, total, name, searching=self._request.regex)
        self._show_state()

    def _show_state(self) -> None:
        shown, mode = self._shown, str(self._mode.value)
        some = shown is not None and bool(shown.documents or shown.claims)
        self._pages.setCurrentIndex(0 if some else 1)
        busy = self._progress.busy
        if not self._request.words:
            self._say("", _HINTS[mode])
        elif shown is None:
            self._say("", "")
        elif shown.trouble:
            self._say(shown.sentence() if some else "", shown.trouble, trouble=True)
        else:
            self._say(shown.sentence() if some else "", "" if busy else _NOTHING[mode])

    def _say(self, summary: str, message: str, *, trouble: bool = False) -> None:
        """Say what was found; troubles are told above the results, if there are some."""
        both = trouble and bool(summary)
        self._summary.setText(f"{summary}. {message}" if both else summary)
        self._summary.setVisible(bool(summary))
        self._message.setText(message)

    # -- where the keyboard is

    def _go_to_first(self) -> None:
        """Go to the first result, of what is being searched for as soon as it is there."""
        if self._timer.isActive():
            self._ask()
        first = self._model.first()
        self._wants_first = self._shown is None
        if self._shown is not None and first.isValid():
            self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.list.setCurrentIndex(first)
            self.list.scrollToTop()

    def _go_back(self) -> None:
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def _open(self, index: QModelIndex) -> None:
        result = self._model.result(index)
        if result is None:
            return
        hit = result.hit
        if isinstance(hit, Hit):
            self.opened.emit(hit.document, hit.start, hit.end)
        else:
            self.claim_opened.emit(hit.claim)
