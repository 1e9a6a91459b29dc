"""The list of hidden mentions, fed from the project and turned into actions."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from db.records import Changes
from workbench.gui.dialogs.hidden import HiddenDialog
from workbench.gui.session import Session
from workbench.gui.words import counted
from workbench.operations.hidden_mentions import HiddenMention, hidden_mentions, show_again

if TYPE_CHECKING:
    from workbench.gui.perspectives.read import ReadPerspective


class HiddenMentions(QObject):
    """Opens the list on demand and keeps it as the project is."""

    def __init__(self, session: Session, read: "ReadPerspective") -> None:
        super().__init__(read)
        self._session, self._read = session, read
        self._dialog: HiddenDialog | None = None
        session.changed.connect(self._follow)

    def show(self) -> None:
        """List the hidden mentions of all documents."""
        if self._dialog is None:
            self._dialog = HiddenDialog(self._read)
            self._dialog.shown.connect(self._go_to)
            self._dialog.counted_again.connect(self._show_again)
        self._dialog.show_mentions(hidden_mentions(self._session.project))
        self._dialog.show()
        self._dialog.raise_()
        self._dialog.activateWindow()

    def _follow(self, changes: Changes) -> None:
        shown = self._dialog is not None and self._dialog.isVisible()
        if shown and changes.touches("hidden_mention", "tag", "document"):
            self.show()

    def _go_to(self, mention: HiddenMention) -> None:
        self._read.wanted.emit()
        self._read.go_to_place(mention.document, mention.span.start, mention.span.end)

    def _show_again(self, chosen: list[HiddenMention]) -> None:
        label = f"Show {counted(len(chosen), 'mention')} again"
        self._session.do(label, show_again, chosen)
