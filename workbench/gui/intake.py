"""What comes into the project from files: documents and claims, with all that may go wrong."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from db.errors import ProjectError
from workbench import operations
from workbench.commands import BY_ID, plain_title
from workbench.gui.dialogs.encoding import EncodingDialog
from workbench.gui.dialogs.password import PasswordDialog
from workbench.gui.dialogs.patience import Cancelled, Patience
from workbench.gui.dialogs.report import ReportDialog
from workbench.gui.importing import Importer
from workbench.gui.notices import NoticeBar, ProgressStrip
from workbench.gui.session import Session
from workbench.settings import Settings

#: troubles of a table that are listed; more are hardly read
MOST = 1000


class Intake(QObject):
    """Imports into the session that it is given, and tells how it went."""

    #: new documents are in the project; the first of them
    added = Signal(object)

    def __init__(
        self,
        window: QWidget,
        notices: NoticeBar,
        progress: ProgressStrip,
        undo: Callable[[], None],
        settings: Settings,
    ) -> None:
        super().__init__(window)
        self._settings = settings
        self._window, self._notices, self._progress = window, notices, progress
        self._undo = (plain_title(BY_ID["edit.undo"]), undo)
        self._session: Session | None = None
        self._reading_for: Session | None = None
        self._doubtful: list[operations.Refused] = []
        self._encodings: dict[Path, str] = {}
        self._passwords: dict[Path, str] = {}
        self._question: EncodingDialog | PasswordDialog | None = None
        # What came of the files, with those that were read again after an answer.
        self._report = operations.ImportReport()
        self._failed: list[operations.Refused] = []
        self._importer = Importer(self)
        self._importer.progressed.connect(self._show_reading)
        self._importer.finished.connect(self._take_sources)
        self._progress.cancelled.connect(self._importer.cancel)

    def set_session(self, session: Session | None) -> None:
        """Work for another project, or for none; what is under way for the former one is left."""
        self._session = session
        self._importer.cancel()
        # An answer that comes now would bring the file of one project into another.
        self._doubtful.clear()
        self._encodings.clear()
        self._passwords.clear()
        self._forget_report()
        if self._question is not None:
            self._question.close()

    def close(self) -> None:
        """Stop and wait for the worker."""
        self._importer.close()

    # -- documents

    def take_files(self, paths: Sequence[Path]) -> None:
        """Read files and folders in the background, then add them as one step."""
        if self._session is None:
            return
        if self._importer.running:
            self._complain("Another import is still running; wait for it or cancel it.")
            return
        self._reading_for = self._session
        self._progress.set_progress(0, 0, "Looking for files…")
        encodings, self._encodings = self._encodings, {}
        passwords, self._passwords = self._passwords, {}
        self._importer.start(paths, encodings, passwords)

    def _show_reading(self, done: int, total: int, name: str) -> None:
        self._progress.set_progress(done, total, f"Reading {name}")

    def _take_sources(
        self, sources: list[operations.Source], refused: list[operations.Refused]
    ) -> None:
        self._progress.finish()
        if self._session is None or self._session is not self._reading_for:
            return
        report = self._add(self._session, sources) if sources else None
        if report is not None:
            self._report = self._report.with_more(report)
        self._failed += [item for item in refused if item.doubt is None]
        if not sources and not refused:
            self._notices.show_notice("Nothing was imported.")
        self._doubtful = [item for item in refused if item.doubt is not None]
        self._ask_next()

    def _add(
        self, session: Session, sources: list[operations.Source]
    ) -> operations.ImportReport | None:
        label = sources[0].name if len(sources) == 1 else f"{len(sources)} documents"
        largest = self._settings["originals"] * 1_000_000
        report: operations.ImportReport | None = session.do(
            f"Import {label}", operations.add_sources, sources, largest
        )
        if report is None:
            return None
        said = " ".join([report.sentence(), *report.warnings[:1]])
        if len(report.warnings) > 1:
            said += f" So it is with {len(report.warnings) - 1} more."
        self._notices.show_notice(said, "done", self._undo if report.added else None)
        if report.added:
            self.added.emit(report.added[0])
        return report

    def _list(self, report: operations.ImportReport, failed: list[operations.Refused]) -> None:
        """List what was not taken, what was there already, and what is to be looked at."""
        sentence = report.sentence() if report.added or report.duplicates else ""
        if failed:
            files = "1 file" if len(failed) == 1 else f"{len(failed):,} files"
            sentence = f"{sentence} {files} could not be imported.".strip()
        ReportDialog("Import", sentence, report.lines(failed), (), self._window).open()

    def _ask_next(self) -> None:
        """Ask what the doubtful files need, one after the other, then read them again."""
        if self._doubtful:
            item = self._doubtful.pop(0)
            self._question = self._question_about(item)
            self._question.finished.connect(self._ask_next)
            self._question.open()
            return
        self._question = None
        if self._encodings or self._passwords:
            self.take_files([*self._encodings, *self._passwords])
        else:
            self._tell_troubles()

    def _tell_troubles(self) -> None:
        """Tell what went wrong, when nothing is left to ask: questions would cover the list."""
        report, failed = self._report, self._failed
        self._forget_report()
        if len(failed) > 1 or len(report.warnings) > 1:
            self._list(report, failed)
        elif failed:
            taken = f" {report.sentence()}" if report.added or report.duplicates else ""
            self._complain(failed[0].reason + taken)

    def _forget_report(self) -> None:
        self._report, self._failed = operations.ImportReport(), []

    def _question_about(self, item: operations.Refused) -> EncodingDialog | PasswordDialog:
        if isinstance(item.doubt, operations.EncodingDoubt):
            choice = EncodingDialog(item.path, item.doubt, self._window)
            choice.chosen.connect(self._note_encoding)
            return choice
        assert item.doubt is not None
        question = PasswordDialog(item.path, item.doubt, self._window)
        question.given.connect(self._note_password)
        return question

    def _note_encoding(self, path: Path, encoding: str) -> None:
        self._encodings[path] = encoding

    def _note_password(self, path: Path, password: str) -> None:
        self._passwords[path] = password

    # -- claims

    def take_claims(self, path: Path, *, add_tags: bool = False, skip_bad: bool = False) -> None:
        """Take in claims; where rows cannot be taken, say which and offer the ways on."""
        session = self._session
        if session is None:
            return
        patience = Patience("Import claims", f"Importing claims from {path.name}", self._window)
        try:
            with session.project.action("Import claims") as action:
                report = operations.import_claims(
                    action, path, add_tags=add_tags, skip_bad=skip_bad, progress=patience.tell
                )
        except Cancelled:
            self._notices.show_notice("The import was stopped; nothing was imported.")
            return
        except operations.RejectedRows as error:
            self._offer_ways(path, error, add_tags)
            return
        except ProjectError as error:
            self._complain(str(error))
            return
        finally:
            patience.end()
        session.announce(action.changes)
        self._notices.show_notice(report.sentence(), "done", self._undo)

    def _offer_ways(self, path: Path, error: operations.RejectedRows, add_tags: bool) -> None:
        def again(add: bool, skip: bool) -> None:
            self.take_claims(path, add_tags=add, skip_bad=skip)

        ways = [("Import the other rows", lambda: again(add_tags, True))]
        if error.unknown and not add_tags:
            ways.insert(0, ("Add the missing tags", lambda: again(True, False)))
        lines = [f"Line {wrong.line}: {wrong.reason}" for wrong in error.errors[:MOST]]
        ReportDialog("Import claims", str(error), lines, ways, self._window).open()

    def _complain(self, sentence: str) -> None:
        self._notices.show_notice(sentence, "error")
