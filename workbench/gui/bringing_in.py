"""Bringing in a teammate's file from the window: the plan, the dialog, the step."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from db.errors import ProjectError
from workbench import operations
from workbench.commands import BY_ID, plain_title
from workbench.gui.dialogs.merge import MergeDialog
from workbench.gui.dialogs.patience import Cancelled, Patience
from workbench.gui.notices import NoticeBar
from workbench.gui.session import Session
from workbench.operations.merge_plan import Answers, MergePlan


class BringingIn(QObject):
    """Brings files into the session that it is given, and tells how it went."""

    #: something came
    brought = Signal()

    def __init__(self, window: QWidget, notices: NoticeBar, undo: Callable[[], None]) -> None:
        super().__init__(window)
        self._window, self._notices = window, notices
        self._undo = (plain_title(BY_ID["edit.undo"]), undo)
        self._session: Session | None = None
        self._dialog: MergeDialog | None = None

    def set_session(self, session: Session | None) -> None:
        """Work for another project, or for none."""
        self._session = session
        if self._dialog is not None:
            self._dialog.close()

    def open(self, path: Path) -> None:
        """Show what a file would bring; nothing is changed yet."""
        if self._session is None:
            return
        project = self._session.project
        patience = Patience("Bring in a file", f"Reading {path.name}", self._window)
        try:
            plan = operations.plan_merge(project, path, patience.tell)
        except Cancelled:
            return
        except ProjectError as error:
            self._notices.show_notice(str(error), "error")
            return
        finally:
            patience.end()
        if plan.nothing_new:
            self._notices.show_notice(plan.sentence())
            return
        if self._dialog is not None:
            self._dialog.close()
        self._dialog = dialog = MergeDialog(plan, self._window)
        dialog.agreed.connect(lambda answers: self._bring_in(plan, answers))
        dialog.finished.connect(self._forget)
        dialog.show()

    def _forget(self) -> None:
        self._dialog = None

    def _bring_in(self, plan: MergePlan, answers: Answers) -> None:
        session = self._session
        if session is None:
            return
        patience = Patience("Bring in a file", f"Bringing in {plan.path.name}", self._window)
        try:
            report = operations.merge_file(session.project, plan, answers, patience.tell)
        except Cancelled:
            self._notices.show_notice("It was stopped; nothing was brought in.")
            return
        except ProjectError as error:
            self._notices.show_notice(str(error), "error")
            return
        finally:
            patience.end()
        session.announce(report.changes)
        undo = self._undo if report.changes is not None else None
        self._notices.show_notice(report.sentence(), "done", undo)
        self.brought.emit()
