"""What others decided on the claims of the coder at the keyboard, shown and answered."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from db import comments, documents
from db.records import Changes, Coder, Comment, Document, Id
from workbench.gui.claims.card import ClaimCard
from workbench.gui.claims.remarks import moment
from workbench.gui.dialogs.feedback import FeedbackDialog
from workbench.gui.perspectives.cards import Lines, card_of
from workbench.gui.review.feedback import FeedbackRow
from workbench.gui.session import Session
from workbench.operations.feedback import Feedback, answer, feedback

_SHOWN = (
    "claim", "span", "claim_tag", "tag", "decision", "comment", "document", "coder",
)  # fmt: skip


class FeedbackList(QObject):
    """Keeps the dialog in step with the project."""

    claim_wanted = Signal(object)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._parent = session, parent
        self._dialog: FeedbackDialog | None = None
        session.changed.connect(self._follow)

    def open(self) -> None:
        """Show the decisions, questions that wait for an answer first."""
        if self._dialog is None:
            self._dialog = dialog = FeedbackDialog(self._parent)
            dialog.answered.connect(self._answer)
            dialog.claim_wanted.connect(self.claim_wanted)
            dialog.finished.connect(self._forget)
            self._show()
            dialog.list.setFocus()
        self._dialog.show()
        self._dialog.activateWindow()

    def close(self) -> None:
        """Close the dialog with the project."""
        if self._dialog is not None:
            self._dialog.close()

    def _forget(self) -> None:
        self._dialog = None

    def _follow(self, changes: Changes) -> None:
        if changes.touches(*_SHOWN):
            self._show()

    def _answer(self, claim: Id, words: str) -> None:
        self._session.do("Answer", answer, claim, words)

    def _show(self) -> None:
        if self._dialog is None:
            return
        found = feedback(self._session.project, self._session.me.id)
        # The sort is stable: within both parts they stand as the texts go.
        found.sort(key=lambda one: not one.waits)
        self._dialog.show_rows(self._rows(found))

    def _rows(self, found: list[Feedback]) -> list[FeedbackRow]:
        project = self._session.project
        records = {record.id: record for record in documents.all_documents(project)}
        said = comments.of_claims(project, {one.claim.id for one in found})
        lines: dict[Id, Lines] = {}
        rows = []
        for one in found:
            record = records[one.claim.document]
            if record.id not in lines:
                text = documents.text(project, record)
                lines[record.id] = Lines(text, documents.styles(project, record.id))
            rows.append(self._row(one, record, lines[record.id], said.get(one.claim.id, [])))
        return rows

    def _row(
        self, one: Feedback, record: Document, lines: Lines, said: list[Comment]
    ) -> FeedbackRow:
        session, made = self._session, one.decision
        card = self._card(one, lines, said)
        return FeedbackRow(
            claim=one.claim.id,
            decision=made.id,
            verdict=made.verdict,
            about=self._about(made.tag),
            by=session.coders.get(made.coder, Coder(made.coder, "Unknown")),
            says=card.says,
            place=f"{record.title}, {card.place}",
            reason=made.reason,
            when=moment(made.at),
            answered=one.answered,
            stale=made.stale,
            remarks=card.remarks,
        )

    def _card(self, one: Feedback, lines: Lines, said: list[Comment]) -> ClaimCard:
        session = self._session
        return card_of(one.claim, lines.shown, lines, session.coders, session.me.id, said)

    def _about(self, tag: Id | None) -> str:
        if tag is None:
            return "your claim"
        known = self._session.book.tags.get(tag)
        return f"your tag “{known.name}”" if known else "a tag of yours that is gone"
