"""What is decided in the review, turned into steps of the project."""

from functools import partial

from PySide6.QtCore import QObject

from db.records import Verdict
from workbench.gui.review.card import VERDICT_WORDS, DifferenceCard
from workbench.gui.review.differences import DifferencesPane
from workbench.gui.session import Session
from workbench.operations import review
from workbench.operations.feedback import answer
from workbench.operations.review import Reviewed, Target, Way


class Deciding(QObject):
    """Listens to the differences; `reviewed` is what they show."""

    def __init__(self, session: Session, pane: DifferencesPane, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._pane = session, pane
        self.reviewed = Reviewed((), ())
        pane.decided.connect(self._decide)
        pane.reopened.connect(self._reopen)
        pane.way_chosen.connect(self._settle)
        pane.commented.connect(self._comment)

    def _decide(self, card: DifferenceCard, number: int, verdict: Verdict, reason: str) -> None:
        choice = card.choices[number]
        label = f"{VERDICT_WORDS[verdict]}: {choice.words}"
        self._session.do(label, review.decide_on, [choice.target], verdict, reason)

    def _reopen(self, card: DifferenceCard) -> None:
        targets = [Target(claim) for claim in card.key] + [one.target for one in card.choices]
        self._session.do("Reopen a decision", review.reopen, list(dict.fromkeys(targets)))

    def _settle(self, card: DifferenceCard, way: Way, reason: str) -> None:
        pairing = self.reviewed.differences[card.number - 1].pairing
        words = dict(card.ways)[way]
        self._session.do(words, review.settle, pairing, way, reason)

    def _comment(self, card: DifferenceCard, number: int, words: str) -> None:
        self._session.do("Comment", answer, card.choices[number].target.claim, words)

    def offer(self, offers: list[tuple[str, list[Target]]]) -> None:
        """Fill the menu with what can be accepted at once, in words, with how much each is."""
        menu = self._pane.bulk_menu
        menu.clear()
        for words, targets in offers:
            action = menu.addAction(f"{words} ({len(targets):,})".replace("&", "&&"))
            action.setEnabled(bool(targets))
            action.triggered.connect(partial(self._accept_all, words, targets))

    def _accept_all(self, words: str, targets: list[Target], _on: bool = False) -> None:
        self._session.do(f"Accept: {words}", review.decide_on, targets, "accept")
