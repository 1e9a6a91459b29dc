"""What is done to a passage in the drill-down: decide, say why, tag, untag, copy."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from db import decisions
from db.records import Claim, Id, Verdict
from workbench import operations
from workbench.gui.matrix.passages import PassageList
from workbench.gui.matrix.popovers import WordsPopover
from workbench.gui.perspectives.cards import Lines, place_of
from workbench.gui.perspectives.tagging import Tagging
from workbench.gui.session import Session
from workbench.gui.tag_keys import TagKeys
from workbench.gui.words import counted
from workbench.operations import own_claims
from workbench.settings import Settings

LABELS: dict[Verdict, str] = {
    "accept": "Accept a claim", "reject": "Reject a claim", "question": "Question a claim",
}  # fmt: skip


class Deciding(QObject):
    """Turns what the list of passages announces into actions; `Session.changed` shows them."""

    told = Signal(str)

    def __init__(
        self, session: Session, settings: Settings, passages: PassageList, page: QWidget
    ) -> None:
        """`page` is what the tag palette stands on."""
        super().__init__(passages)
        self._session, self._passages = session, passages
        keys = TagKeys(settings, str(session.project.path))
        self._tagging = Tagging(session, keys, page)
        self._reason: WordsPopover | None = None
        self._asked: tuple[Id, Verdict] | None = None
        view = passages.view
        view.decided.connect(self._decide)
        view.tags_wanted.connect(self._tag)
        view.untagged.connect(self._untag)
        passages.copy_wanted.connect(self._copy)

    def _decide(self, claim: Id, verdict: Verdict, with_reason: bool) -> None:
        if not verdict:
            self._session.do("Take a decision back", decisions.reopen, claim)
        elif with_reason:
            self._ask_reason(claim, verdict)
        else:
            self._session.do(LABELS[verdict], decisions.decide, claim, verdict)

    def _ask_reason(self, claim: Id, verdict: Verdict) -> None:
        if self._reason is None:
            self._reason = WordsPopover(
                self._passages.window(), "matrix.reason", "Reason",
                "Enter decides; the reason stands beside the decision.",
            )  # fmt: skip
            self._reason.given.connect(self._decide_asked)
        self._asked = (claim, verdict)
        self._reason.open_with(self._passages.view.current_rect(), "")

    def _decide_asked(self, reason: str) -> None:
        if self._asked is not None:
            claim, verdict = self._asked
            self._session.do(LABELS[verdict], decisions.decide, claim, verdict, reason=reason)

    def _tag(self, claim: Id) -> None:
        passage = self._passages.view.current()
        if passage is not None and not passage.mine:
            self.told.emit("This claim is a teammate’s: say what you think of it with A, R or Q.")
            return
        self._tagging.at_claim(claim, None, self._passages.view.current_rect())

    def _untag(self, claim: Id, tag: Id) -> None:
        name = self._session.book.tags[tag].name
        self._session.do(f"Untag: {name}", own_claims.untag_claim, claim, tag)

    def _copy(self, wanted: list[Id]) -> None:
        def place(claim: Claim, text: str) -> str:
            return place_of(claim, Lines(text))

        words = operations.citations(self._session.project, wanted, place)
        QApplication.clipboard().setText(words)
        self.told.emit(f"{counted(len(wanted), 'citation')} copied.")
