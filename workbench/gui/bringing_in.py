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
from workbench.gui.words import counted
from workbench.operations.feedback import answered_questions, feedback
from workbench.operations.merge import MergeReport
from workbench.operations.merge_plan import Answers, MergePlan


class BringingIn(QObject):
    """Brings files into the session that it is given, and tells how it went."""

    #: something came
    brought = Signal()
    #: what others decided on one's own claims, or answered to one's questions, is to be shown
    feedback_wanted = Signal()
    answers_wanted = Signal()

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
        known = _Heard(session)
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
        self.brought.emit()
        self._tell(session, report, known)

    def _tell(self, session: Session, report: MergeReport, before: "_Heard") -> None:
        """Say what came, and offer what was decided on one's own claims or answered."""
        said, now = report.sentence(), _Heard(session)
        decided, answers = len(now.decided - before.decided), len(now.answers - before.answers)
        if decided:
            said = f"{said} {counted(decided, 'decision')} on your claims came with it."
            see = ("See what was decided", self.feedback_wanted.emit)
        elif answers:
            said = f"{said} {counted(answers, 'answer')} to your questions came with it."
            see = ("See what was answered", self.answers_wanted.emit)
        else:
            undo = self._undo if report.changes is not None else None
            self._notices.show_notice(said, "done", undo)
            return
        self._notices.show_notice(said, "done", see, self._undo, stays=True)


class _Heard:
    """What the coder at the keyboard was told: decisions on their claims, answers to questions."""

    def __init__(self, session: Session) -> None:
        project, me = session.project, session.me.id
        found = (one.decision for one in feedback(project, me))
        self.decided = {(one.id, one.at) for one in found}
        self.answers = {claim.id for claim in answered_questions(project, me)}
