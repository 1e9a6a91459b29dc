"""The main window: the desk at which commands run, and what stands around the perspectives."""

import getpass
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QGridLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from db import check as project_check
from db import coders
from db.errors import ProjectError, ReadOnlyProject
from db.project import SUFFIX, Project
from db.records import Changes, Id
from workbench import __version__, operations
from workbench.commands import BY_ID, plain_title
from workbench.desk import Perspective
from workbench.gui.actions import Actions
from workbench.gui.asks import Asks
from workbench.gui.bringing_in import BringingIn
from workbench.gui.command_palette import CommandPalette
from workbench.gui.dialogs.help import HelpDialog
from workbench.gui.dialogs.history import MOST, HistoryDialog
from workbench.gui.dialogs.report import ReportDialog
from workbench.gui.dialogs.settings import SettingsDialog
from workbench.gui.intake import Intake
from workbench.gui.notices import NoticeBar, ProgressStrip
from workbench.gui.panes import local_files
from workbench.gui.perspectives.claims import ClaimsPerspective
from workbench.gui.perspectives.matrix import MatrixPerspective
from workbench.gui.perspectives.matrix_commands import MatrixCommands
from workbench.gui.perspectives.read import ReadPerspective
from workbench.gui.perspectives.review import ReviewPerspective
from workbench.gui.recent import recent_projects, remember_project
from workbench.gui.session import Session
from workbench.gui.statusline import StatusLine
from workbench.gui.toolbar import ToolBar
from workbench.gui.welcome import StartEntry, WelcomePage
from workbench.gui.words import counted
from workbench.gui.workplace import VIEWS, Workplace
from workbench.settings import Settings


class Window(QMainWindow):
    """Workbench's window; as the desk it answers what commands ask."""

    def __init__(self, settings: Settings, restyle: Callable[[str], None]) -> None:
        super().__init__()
        self._settings = settings
        self._restyle = restyle
        self.session: Session | None = None
        self.place: Workplace | None = None
        self._perspective: Perspective = "read"
        self._asks = Asks(self, settings)
        self._help: HelpDialog | None = None
        self.setObjectName("window")
        self.setWindowTitle("Workbench")
        self.setAcceptDrops(True)
        self.setMinimumSize(720, 480)
        self.actions_table = Actions(self, self)
        self._lay_out()
        self._intake = Intake(self, self.notices, self.progress, self.undo, settings)
        self._intake.added.connect(self._open_added)
        self._bringing = BringingIn(self, self.notices, self.undo)
        self._bringing.brought.connect(lambda: self.show_view("review"))
        self._bringing.answers_wanted.connect(self._show_answers)
        self._bringing.feedback_wanted.connect(lambda: self.actions_table.run("review.feedback"))
        self._restore_size()
        self._show_welcome()

    def _lay_out(self) -> None:
        self.toolbar = ToolBar(self.actions_table, VIEWS)
        self.toolbar.chosen.connect(self.show_view)
        self.welcome = WelcomePage(
            [
                _entry("new", "project.new", "One file that holds sources, claims and decisions"),
                _entry("open", "project.open", "Any .workbench file, also a teammate's"),
                _entry("sample", "project.sample", "Four short sources with 65 claims"),
            ]
        )
        self.welcome.new_wanted.connect(lambda: self.actions_table.run("project.new"))
        self.welcome.open_wanted.connect(lambda: self.actions_table.run("project.open"))
        self.welcome.sample_wanted.connect(lambda: self.actions_table.run("project.sample"))
        self.welcome.recent_wanted.connect(self.open_project)
        self.welcome.files_dropped.connect(self._start_with)
        self.notices = NoticeBar()
        self.progress = ProgressStrip()
        self.status = StatusLine()
        self._pages = QStackedWidget()
        self._pages.addWidget(self.welcome)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.toolbar)
        column.addWidget(self._pages, 1)
        column.addWidget(self.progress)
        column.addWidget(self._foot())
        self.setCentralWidget(whole)
        self._commands = CommandPalette(self, self, self.actions_table)

    def _foot(self) -> QWidget:
        """Return the line at the bottom: a notice lies over the status, and nothing moves."""
        foot = QWidget()
        foot.setMinimumHeight(self.notices.sizeHint().height())
        same_place = QGridLayout(foot)
        same_place.setContentsMargins(0, 0, 0, 0)
        same_place.addWidget(self.status, 0, 0)
        same_place.addWidget(self.notices, 0, 0)
        self.notices.raise_()
        return foot

    # -- the desk: what is here

    @property
    def project(self) -> Project | None:
        """The open project."""
        return self.session.project if self.session else None

    @property
    def document(self) -> Id | None:
        """The document that is worked in."""
        return self.read.active.id if self.read and self.read.active else None

    @property
    def read(self) -> ReadPerspective | None:
        """The Read perspective of the open project."""
        return self.place.read if self.place else None

    @property
    def claims(self) -> ClaimsPerspective | None:
        """The Claims perspective of the open project."""
        return self.place.claims if self.place else None

    @property
    def crossing(self) -> MatrixCommands | None:
        """The Matrix perspective of the open project, as commands know it."""
        return self.matrix.commands if self.matrix else None

    @property
    def matrix(self) -> MatrixPerspective | None:
        """The Matrix perspective of the open project."""
        return self.place.matrix if self.place else None

    @property
    def reading(self) -> ReadPerspective | None:
        """The Read perspective, as commands know it."""
        return self.read

    @property
    def reviewing(self) -> ReviewPerspective | None:
        """The Review perspective of the open project."""
        return self.place.review if self.place else None

    @property
    def perspective(self) -> Perspective:
        """Which perspective is open."""
        return self._perspective

    # -- the desk: doing

    def do(self, label: str, operation: Callable[..., Any], *args: Any, **named: Any) -> Any:
        """Run an operation as one undoable step."""
        return self.session.do(label, operation, *args, **named) if self.session else None

    def run(self, operation: Callable[..., Any], *args: Any, **named: Any) -> Any:
        """Run an operation that only reads the project; returns None where it was refused."""
        try:
            return operation(self.project, *args, **named)
        except ProjectError as error:
            self._complain(str(error))
            return None

    def undo(self) -> None:
        """Take back the last step and say what it was."""
        if self.read is not None:
            self.read.save()  # what is typed is the last step, and the first taken back
        changes = self.session.undo() if self.session else None
        if changes is not None:
            self.notices.show_notice(
                f"Undone: {changes.label}.", "done", (_title("edit.redo"), self.redo)
            )

    def redo(self) -> None:
        """Do again what was taken back last."""
        changes = self.session.redo() if self.session else None
        if changes is not None:
            self.notices.show_notice(f"Done again: {changes.label}.", "done")

    def notify(self, sentence: str) -> None:
        """Say something in the notice line."""
        self.notices.show_notice(sentence)

    def _tell_done(self, sentence: str) -> None:
        self.notices.show_notice(sentence, "done", (_title("edit.undo"), self.undo))

    def _ask(self, sentence: str, ways: list[tuple[str, Callable[[], object]]]) -> None:
        self.notices.show_notice(sentence, "info", *ways, stays=True)

    def _complain(self, sentence: str) -> None:
        self.notices.show_notice(sentence, "error")

    def ask_open(self, title: str, suffixes: Sequence[str], then: Callable[[Path], None]) -> None:
        """Ask for a file."""
        self._asks.open_file(title, suffixes, then)

    def ask_files(
        self, title: str, suffixes: Sequence[str], then: Callable[[list[Path]], None]
    ) -> None:
        """Ask for several files."""
        self._asks.open_files(title, suffixes, then)

    def ask_folder(self, title: str, then: Callable[[Path], None]) -> None:
        """Ask for a folder."""
        self._asks.folder(title, then)

    def ask_save(self, title: str, name: str, then: Callable[[Path], None]) -> None:
        """Ask for a file to write."""
        self._asks.save(title, name, then)

    # -- the desk: projects

    def _coder_name(self, path: Path) -> str:
        remembered = self._settings.place(f"coder:{path.absolute()}")
        # Who one was in this project: another name in the settings makes nobody a stranger here.
        name = (remembered if isinstance(remembered, str) else "") or self._settings["coder"]
        if not name:
            try:
                name = getpass.getuser()
            except (OSError, KeyError, ImportError):
                name = ""
        return name or "Analyst"

    def new_project(self, path: Path) -> None:
        """Make a project and open it."""
        name = self._coder_name(path)
        self._enter(lambda: operations.new_project(path, "", name))
        if self.project is not None and not self._settings["coder"]:
            self.notices.show_notice(
                f"Your claims will carry the name “{name}”.",
                "info",
                ("Change it", self.show_settings),
            )

    def open_project(self, path: Path, coder: str = "") -> None:
        """Open a project; one that cannot be written is opened to be read."""
        name = coder or self._coder_name(path)
        if self.project is not None and _are_same(self.project.path, path):
            return

        def open_it() -> Project:
            try:
                return Project.open(path, name)
            except ReadOnlyProject as error:
                said = f"{error} It is open to read."
                found = Project.open(path, name, write=False)
                QTimer.singleShot(0, self, lambda: self._complain(said))
                return found

        self._enter(open_it)

    def open_sample(self, folder: Path) -> None:
        """Write the sample into a folder and open it as its first coder."""
        path = self.run(lambda _project: operations.write_sample(folder))
        if path is not None:
            self.open_project(path, operations.SAMPLE_CODER)

    def _enter(self, open_it: Callable[[], Project]) -> None:
        try:
            project = open_it()
        except ProjectError as error:
            self._complain(str(error))
            return
        self.close_project()
        self._remember_coder(project)
        self.session = session = Session(project, self)
        self._intake.set_session(session)
        self._bringing.set_session(session)
        session.failed.connect(self._complain)
        session.changed.connect(self._follow)
        self.place = place = Workplace(session, self._settings, self, self.ask_save)
        place.told.connect(self.notify)
        place.hinted.connect(self.status.show_hint)
        place.done.connect(self._tell_done)
        place.asked.connect(self._ask)
        place.moved.connect(self._show_place)
        place.view_wanted.connect(self.show_view)
        place.command_wanted.connect(self.actions_table.run)
        place.files_dropped.connect(self.import_paths)
        place.claims_export_wanted.connect(self._export_shown)
        for page in place.widgets():
            self._pages.addWidget(page)
        self.toolbar.set_project(project.title, project.path.name)
        self.setWindowTitle(f"{project.title} — Workbench")
        self._show_coder(project)
        self._set_bars(True)
        place.fit(self.width())
        self.show_view("read")
        place.read.readers.setFocus()
        self._show_steps()
        self._show_read()
        self._show_place()
        remember_project(self._settings, project)
        # After the first paint: a copy of a large project takes a moment.
        QTimer.singleShot(500, self, self._back_up_daily)

    def close_project(self) -> None:
        """Close the project and show the welcome page."""
        if self.session is None or self.place is None:
            return
        self.place.leave()
        remember_project(self._settings, self.session.project)
        for page in self.place.widgets():
            self._pages.removeWidget(page)
            page.setParent(None)
            page.deleteLater()
        self.place.deleteLater()
        session, self.session, self.place = self.session, None, None
        self._intake.set_session(None)
        self._bringing.set_session(None)
        session.project.close()
        session.deleteLater()
        self.notices.dismiss()
        self._show_welcome()

    def _back_up_daily(self) -> None:
        project = self.project
        if project is not None and project.writable:
            self.run(lambda found: found.back_up_daily(self._settings["backups"]))

    def back_up(self, path: Path) -> None:
        """Write a copy of the project."""
        if path.exists():
            # The system asked already whether to replace it; a project is never replaced here.
            self._complain(f"{path.name} exists already; choose another name for the copy.")
            return
        self.run(lambda project: project.back_up(path))
        if path.exists():
            self.notify(f"A copy was written to {path}.")

    def check(self) -> None:
        """Look whether the project is whole and say so."""
        findings = self.run(project_check.check)
        if findings:
            sentence = "The project is not whole. Your backups lie beside it."
            ReportDialog("Check", sentence, findings, (), self).open()
        elif findings is not None:
            self.notices.show_notice("The project is whole.", "done")

    def _show_welcome(self) -> None:
        self.welcome.set_recent(recent_projects(self._settings))
        self._pages.setCurrentWidget(self.welcome)
        self._set_bars(False)
        self.setWindowTitle("Workbench")
        self.status.show_nothing(__version__)

    def _set_bars(self, on: bool) -> None:
        self.toolbar.setVisible(on)

    def quit(self) -> None:
        """Leave the program."""
        self.close()

    # -- the desk: documents and claims in and out

    def import_paths(self, paths: Sequence[Path]) -> None:
        """Read files and folders in the background, then add them as one step."""
        self._intake.take_files(paths)

    def bring_in(self, path: Path) -> None:
        """Show what a teammate's file would bring, and bring it in if that is agreed to."""
        self._bringing.open(path)

    def _show_answers(self) -> None:
        if self.reviewing is not None:
            self.show_view("review")
            self.reviewing.show_answers()

    def import_claims(self, path: Path) -> None:
        """Take in claims; where rows cannot be taken, say which and offer the ways on."""
        self._intake.take_claims(path)

    def _open_added(self, document: Id) -> None:
        if self.read is not None:
            self.read.open(document)

    def _start_with(self, paths: list[Path]) -> None:
        """Make a new project of files that were dropped on the welcome page."""
        projects = [path for path in paths if path.suffix == SUFFIX]
        if projects:
            self.open_project(projects[0])
            return

        def make(path: Path) -> None:
            self.new_project(path)
            self.import_paths(paths)

        self.ask_save("New project for these documents", f"Untitled{SUFFIX}", make)

    def _export_shown(self, claims: list[Id]) -> None:
        def write(path: Path) -> None:
            mark = self._settings["csv_mark"]
            count = self.run(operations.export_claims, path, only=claims, mark=mark)
            if count is not None:
                self.notify(f"{counted(count, 'claim')} written to {path}.")

        self.ask_save("Export these claims", "claims.csv", write)

    def export_matrix(self, path: Path) -> None:
        """Write the matrix as it is set now."""
        if self.matrix is not None:
            export = self.matrix.export
            count = self.run(lambda _project: export(path))
            if count is not None:
                self.notify(f"The matrix was written to {path}.")

    # -- the desk: what is shown

    def show_view(self, perspective: Perspective) -> None:
        """Open a perspective."""
        if self.place is None:
            return
        self._perspective = perspective
        self.toolbar.set_perspective(perspective)
        self._pages.setCurrentWidget(self.place.widget(perspective))
        self.place.page(perspective).enter()
        self._show_place()

    def show_palette(self) -> None:
        """Offer every command by name."""
        self._commands.open()

    def show_help(self, page: str) -> None:
        """Open a help page."""
        if self._help is None:
            self._help = HelpDialog(self)
        self._help.open_page(page)

    def show_settings(self) -> None:
        """Open the settings."""
        dialog = self.findChild(SettingsDialog)
        if dialog is None:
            dialog = SettingsDialog(self._settings, self)
            dialog.changed.connect(self._apply_setting)
        dialog.show()
        dialog.activateWindow()

    def _apply_setting(self, name: str) -> None:
        if name == "theme":
            self._restyle(self._settings["theme"])
        elif name in ("reading_font", "reading_size") and self.read is not None:
            self.read.readers.set_reading_font()
        elif name == "reflow" and self.read is not None:
            self.read.readers.show_reflow()
        elif name == "aside" and self.read is not None:
            self.read.readers.show_aside()
        elif name == "coder" and self._settings["coder"] and self.project is not None:
            if self.do("Change your name", coders.rename, self._settings["coder"]) is None:
                self._settings["coder"] = self.project.coder.name  # refused: it was not taken
            self._remember_coder(self.project)

    def _remember_coder(self, project: Project) -> None:
        self._settings.remember({f"coder:{project.path}": project.coder.name})

    def show_log(self) -> None:
        """Open the history."""
        entries = self.run(lambda project: project.log.entries(MOST))
        if entries is not None:
            HistoryDialog(entries, self).show()

    def next_pane(self, step: int) -> None:
        """Move the keyboard to the next part of the window."""
        if self.place is None:
            return
        panes = self.place.page(self._perspective).panes()
        panes = [pane for pane in panes if (pane.focusProxy() or pane).isVisible()]
        if not panes:
            return
        focus = QApplication.focusWidget()
        at = [n for n, pane in enumerate(panes) if focus and _inside(focus, pane)]
        target = panes[((at or [-1 if step > 0 else 0])[0] + step) % len(panes)]
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def set_theme(self, theme_name: str) -> None:
        """Use light or dark colours."""
        self._settings["theme"] = theme_name
        self._restyle(theme_name)

    # -- following the project

    def _follow(self, changes: Changes) -> None:
        self.status.show_saved()
        self._show_steps()
        # What was said of an earlier step holds no longer, nor does its button.
        self.notices.dismiss_all()
        if changes.kind == "do" and changes.label.startswith(("Delete", "Remove")):
            # Nothing asks before it deletes: what was done can be taken back from here.
            self.notices.show_notice(
                f"Done: {changes.label}.", "done", (_title("edit.undo"), self.undo)
            )
        if changes.touches("document", "reading"):
            self._show_read()
        if changes.touches("coder") and self.project is not None:
            self._show_coder(self.project)

    def _show_coder(self, project: Project) -> None:
        coder = project.coder
        self.status.show_project(coder.name, coder.initials, writable=project.writable)

    def _show_steps(self) -> None:
        if self.project is not None:
            log = self.project.log
            self.toolbar.set_steps(log.undoable(), log.redoable())

    def _show_read(self) -> None:
        if self.read is not None:
            self.status.show_read(*self.read.sidebar.progress())

    def _show_place(self) -> None:
        if self.place is not None:
            self.status.show_place(self.place.page(self._perspective).status())

    # -- the window itself

    def restyle(self) -> None:
        """Follow a change between light and dark."""
        self.toolbar.restyle()
        self.status.restyle()
        if self.read is not None:
            self.read.readers.restyle()

    def report_fault(self, fault: str, report: str) -> None:
        """Say that something went wrong that should not have, and offer the report to copy."""

        def copy() -> None:
            QApplication.clipboard().setText(report)

        self.notices.show_notice(
            f"Something went wrong in Workbench ({fault[:120]}). Your work is saved.",
            "error",
            ("Copy the report", copy),
        )

    def _restore_size(self) -> None:
        size = self._settings.place("window")
        if isinstance(size, list) and len(size) == 2 and all(isinstance(n, int) for n in size):
            self.resize(max(720, size[0]), max(480, size[1]))
        else:
            # A title bar and the edges need some of the screen too.
            room = self.screen().availableSize() - QSize(16, 40)
            self.resize(QSize(1440, 900).boundedTo(room.expandedTo(self.minimumSize())))
        if self._settings.place("maximised") is True:
            self.setWindowState(Qt.WindowState.WindowMaximized)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the parts the room that suits the width."""
        super().resizeEvent(event)
        self.toolbar.fit(self.width())
        self.status.fit(self.width())
        if self.place is not None and _step(event.size().width()) != _step(event.oldSize().width()):
            self.place.fit(self.width())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if local_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Import files that are dropped anywhere on the window, or open a project."""
        paths = local_files(event.mimeData())
        if self.project is None or any(path.suffix == SUFFIX for path in paths):
            self._start_with(paths)
        else:
            self.import_paths(paths)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the colours."""
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "status"):
            self.restyle()
        super().changeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Leave everything saved and in its place."""
        size = self.normalGeometry().size()
        self._settings.remember(
            {"window": [size.width(), size.height()], "maximised": self.isMaximized()}
        )
        self._intake.close()
        self.close_project()
        super().closeEvent(event)


def _are_same(one: Path, other: Path) -> bool:
    """Return whether two paths lead to one file."""
    try:
        return one.samefile(other)
    except OSError:
        return False


def _step(width: int) -> int:
    """Return which of the layouts a window width has."""
    return (width >= 1200) + (width >= 1440)


def _inside(widget: QWidget, pane: QWidget) -> bool:
    return widget is pane or pane.isAncestorOf(widget)


def _title(command: str) -> str:
    return plain_title(BY_ID[command])


def _entry(start: Any, command: str, detail: str) -> StartEntry:
    keys = QKeySequence(BY_ID[command].keys).toString(QKeySequence.SequenceFormat.NativeText)
    return StartEntry(start, plain_title(BY_ID[command]).rstrip("…"), detail, keys)
