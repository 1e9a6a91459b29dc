"""New versions of the open document, and the passages that they leave to be placed by hand."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from db import documents, unplaced
from db.errors import ProjectError
from db.records import Changes, Document, Id, Unplaced
from workbench import operations
from workbench.gui.dialogs.encoding import EncodingDialog
from workbench.gui.dialogs.password import PasswordDialog
from workbench.gui.dialogs.versions import Doubt, VersionsDialog
from workbench.gui.session import Session
from workbench.settings import Settings

if TYPE_CHECKING:
    from workbench.gui.perspectives.read import ReadPerspective


class Versions(QObject):
    """Puts a corrected file in the place of a document's text, and lists what is in doubt."""

    def __init__(self, session: Session, read: "ReadPerspective", settings: Settings) -> None:
        super().__init__(read)
        self._session, self._read, self._settings = session, read, settings
        self._document: Id | None = None
        self._report = ""
        self._dialog: VersionsDialog | None = None
        session.changed.connect(self._follow)

    def replace(self, path: Path, encoding: str | None = None, password: str | None = None) -> None:
        """Give the active document the text of a file, as one step."""
        if self._read.active is None:
            return
        source = operations.read_source(path, encoding, password=password)
        if isinstance(source, operations.Refused):
            self._refuse(source)
            return
        self._read.save()
        document = self._read.active.id
        largest = self._settings["originals"] * 1_000_000
        report = self._session.do(
            "New version",
            operations.replace_document,
            document,
            source,
            largest_original=largest,
        )
        if report is None:
            return
        self._read.done.emit(" ".join([report.sentence(), *report.warnings]))
        if report.doubtful:
            self._open(document, report.sentence())

    def _refuse(self, refused: operations.Refused) -> None:
        window = self._read.window()
        if isinstance(refused.doubt, operations.EncodingDoubt):
            choice = EncodingDialog(refused.path, refused.doubt, window)
            choice.chosen.connect(self.replace)
            choice.open()
        elif refused.doubt is not None:
            question = PasswordDialog(refused.path, refused.doubt, window)
            question.given.connect(lambda path, word: self.replace(path, password=word))
            question.open()
        else:
            self._read.told.emit(refused.reason)

    def show(self) -> None:
        """List the passages of the active document that are to be placed."""
        if self._read.active is not None:
            self._open(self._read.active.id, "")

    def tell(self) -> None:
        """Say of the document that was just opened what is to be placed in it."""
        active = self._read.active
        count = len(unplaced.of_document(self._session.project, active.id)) if active else 0
        if count and not (self._dialog and self._dialog.isVisible()):
            many = "passage is" if count == 1 else "passages are"
            said = f"{count:,} {many} to be placed by hand in this document."
            # A project that opens has nobody listening yet.
            QTimer.singleShot(0, self, lambda: self._ask(said))

    def _ask(self, said: str) -> None:
        if self._read.isVisible():
            self._read.asked.emit(said, [("Show", self.show)])

    # -- the list

    def _open(self, document: Id, report: str) -> None:
        self._document, self._report = document, report
        if self._dialog is None:
            self._dialog = VersionsDialog(self._read)
            self._dialog.accepted_place.connect(self._accept)
            self._dialog.placed.connect(self._place)
            self._dialog.shown.connect(self._go_to)
        self._refresh()
        self._dialog.show()
        self._dialog.raise_()
        self._dialog.activateWindow()

    def _follow(self, changes: Changes) -> None:
        if self._dialog is None or not changes.touches("unplaced", "span", "document"):
            return
        self._report = ""
        self._refresh()

    def _refresh(self) -> None:
        record = self._record()
        if self._dialog is None:
            return
        if record is None:
            self._dialog.close()
            return
        project = self._session.project
        text = documents.text(project, record)
        doubts = [
            Doubt(one, text[one.span.start : one.span.end])
            for one in unplaced.of_document(project, record.id)
        ]
        self._dialog.show_doubts(record.title, doubts, self._report)

    def _record(self) -> Document | None:
        try:
            return documents.get(self._session.project, self._document or 0)
        except ProjectError:
            return None  # removed meanwhile

    def _go_to(self, passage: Unplaced) -> None:
        self._read.wanted.emit()
        self._read.go_to_id(passage.claim)
        if self._read.active is not None:
            self._read.active.pane.area.show_offset(passage.span.start, passage.span.end)

    def _accept(self, passage: Unplaced) -> None:
        self._session.do("Accept place", unplaced.accept, passage.id)

    def _place(self, passage: Unplaced) -> None:
        active = self._read.active
        span = active.passage() if active and active.id == self._document else None
        if span is None:
            self._read.told.emit("Select the right words in the text, then place the passage.")
        else:
            self._session.do("Place passage", unplaced.place, passage.id, span)
