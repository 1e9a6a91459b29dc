"""The conflicts of the open project, shown and settled."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from db.conflicts import Conflict
from db.errors import ProjectError
from workbench.gui.dialogs.conflicts import ConflictsDialog
from workbench.gui.session import Session
from workbench.operations.conflicts import list_conflicts, settle_conflict


class Conflicts(QObject):
    """Keeps the dialog in step with the project."""

    claim_wanted = Signal(object)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._parent = session, parent
        self._dialog: ConflictsDialog | None = None
        session.changed.connect(lambda _changes: self._show())

    def open(self) -> None:
        """Show the conflicts."""
        if self._dialog is None:
            self._dialog = dialog = ConflictsDialog(self._parent)
            dialog.settled.connect(self._settle)
            dialog.claim_wanted.connect(self.claim_wanted)
            dialog.finished.connect(self._forget)
        self._show()
        self._dialog.show()
        self._dialog.activateWindow()

    def close(self) -> None:
        """Close the dialog with the project."""
        if self._dialog is not None:
            self._dialog.close()

    def _forget(self) -> None:
        self._dialog = None

    def _show(self) -> None:
        if self._dialog is not None:
            try:
                self._dialog.show_conflicts(list_conflicts(self._session.project))
            except ProjectError as error:
                self._session.failed.emit(str(error))

    def _settle(self, conflict: Conflict, number: int) -> None:
        label = "Keep a version" if number == 0 else "Take a version"
        self._session.do(label, settle_conflict, conflict, number)
        self._show()
