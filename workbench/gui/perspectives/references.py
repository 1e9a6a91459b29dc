"""What links and the marks of notes lead to: an address, once one has agreed, or a place."""

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from db.records import Style
from workbench.gui.perspectives.readers import Readers
from workbench.gui.perspectives.trail import Trail
from workbench.text.references import counterpart

_SCHEMES = ("http", "https", "mailto")
#: characters of an address that are shown before it is opened
_SHOWN = 160


class References(QObject):
    """Follows links and notes of the active document; nothing is opened without a question."""

    #: a sentence for the notice line
    told = Signal(str)
    #: a question with its answers: words and what they do
    asked = Signal(str, list)

    def __init__(self, readers: Readers, trail: Trail, parent: QObject) -> None:
        super().__init__(parent)
        self._readers, self._trail = readers, trail

    def follow_here(self) -> None:
        """Follow the link or note in which the caret stands."""
        active = self._readers.active
        one = active.pane.reference() if active is not None else None
        if one is None:
            self.told.emit("Put the caret into a link, a note or its number first.")
        else:
            self.follow(one)

    def follow(self, one: Style) -> None:
        """Ask whether a link may be opened, or go from a mark to its note, or back."""
        if one.kind == "link":
            self._ask(one.value)
            return
        active = self._readers.active
        other = counterpart(active.pane.styles, one) if active is not None else None
        if other is not None:
            self._trail.go(other.start, other.end)
        else:
            self.told.emit(
                "The note was not found in this text."
                if one.kind == "noteref"
                else "No mark in the text leads to this note."
            )

    def _ask(self, address: str) -> None:
        url = QUrl(address, QUrl.ParsingMode.StrictMode)
        mail = url.scheme() == "mailto"
        if not url.isValid() or url.scheme() not in _SCHEMES or not (mail or url.host()):
            self.told.emit("This link does not lead to the web, so Workbench does not open it.")
            return
        # As it is sent, so that no letter looks like another and no sign turns the writing round.
        written = bytes(url.toEncoded().data()).decode("ascii")
        shown = written if len(written) <= _SHOWN else f"{written[:_SHOWN]}…"
        where = "your mail program" if mail else "your browser"
        self.asked.emit(
            f"Open {shown} in {where}?",
            [("Open", lambda: open_outside(url)), ("Do not open", lambda: None)],
        )


def open_outside(url: QUrl) -> None:
    """Hand an address to the system's browser or mail program."""
    QDesktopServices.openUrl(url)
