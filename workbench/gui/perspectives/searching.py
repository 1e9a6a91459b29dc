"""Search over the whole project: the pane at the right, and the worker that answers it."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from workbench.gui.search.pane import SearchPane
from workbench.gui.search.searcher import Searcher
from workbench.gui.session import Session


class Searching(QObject):
    """Shows the search pane in the place of another part, and gives that place back."""

    #: a document and a place in it, in code points
    opened = Signal(object, int, int)
    claim_opened = Signal(object)

    def __init__(self, session: Session, stands_for: QWidget, parent: QWidget) -> None:
        """`stands_for` makes way for the pane while it is open."""
        super().__init__(parent)
        self._session = session
        self._other = stands_for
        self._searcher = Searcher(session, self)
        self.pane = SearchPane()
        self.pane.hide()
        self.pane.asked.connect(self._searcher.ask)
        self.pane.cancelled.connect(self._searcher.cancel)
        self.pane.closed.connect(self.leave)
        self.pane.opened.connect(self.opened)
        self.pane.claim_opened.connect(self.claim_opened)
        self._searcher.found.connect(self.pane.show_results)
        self._searcher.failed.connect(self.pane.show_trouble)
        self._searcher.progressed.connect(self.pane.set_progress)

    def enter(self, words: str = "") -> None:
        """Open the pane, and search for words if any are given."""
        self._other.hide()
        self.pane.set_coders(self._session.coders, self._session.me.id)
        self.pane.show()
        self.pane.enter(words)

    def leave(self) -> None:
        """Close the pane and show again what it stood for."""
        self.pane.hide()
        self._other.show()

    def close(self) -> None:
        """Stop what is under way, before the project closes."""
        self._searcher.close()
