"""How a claim is judged: confidence, and its credibility beside its source's reliability."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.records import CONFIDENCES
from workbench.gui.admiralty import CREDIBILITY_WORDS, RELIABILITY
from workbench.gui.claims.card import ClaimCard
from workbench.gui.claims.fields import QuietCombo, field_label, plain_label
from workbench.gui.claims.segments import Segments


class Judgement(QWidget):
    """One line of two gradings and what the source is graded; `taken` carries field and value."""

    taken = Signal(str, object)

    def __init__(self, *, confidence: bool, credibility: bool, source: bool) -> None:
        """Take which of the three are shown."""
        super().__init__()
        words = [(each, each.capitalize()) for each in CONFIDENCES]
        self.confidence = Segments("card.confidence", words, clears=True)
        self.confidence.taken.connect(lambda value: self.taken.emit("confidence", value or ""))
        scale = [(None, "—"), *CREDIBILITY_WORDS.items()]
        self.credibility = QuietCombo("card.credibility", scale, short=True)
        self.credibility.taken.connect(lambda value: self.taken.emit("credibility", value))
        self.source = plain_label("")
        self.source.setObjectName("card.source")
        self.source.setMinimumHeight(28)
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 4, 0, 0)
        self._line.setSpacing(10)
        self._stops: list[QWidget] = []
        if self._add("Confidence", self.confidence, 5, confidence):
            self._stops += self.confidence.buttons
        self._add("Source", self.source, 0, source)
        if self._add("Credibility", self.credibility, 2, credibility):
            self._stops.append(self.credibility)
        if not self._line.count():
            self.hide()

    def _add(self, name: str, field: QWidget, stretch: int, shown: bool) -> bool:
        field.setParent(self)
        if not shown:
            field.hide()
        else:
            part = QVBoxLayout()
            part.setSpacing(4)
            part.addWidget(field_label(name, field))
            part.addWidget(field)
            part.addStretch()
            self._line.addLayout(part, stretch)
        return shown

    def tab_stops(self) -> list[QWidget]:
        """The widgets that can take the focus, in their order."""
        return self._stops

    def show_card(self, card: ClaimCard) -> None:
        """Show how a claim is judged now."""
        self.confidence.set_value(card.claim.confidence or None)
        self.credibility.set_value(card.claim.credibility)
        self.source.setText(card.reliability)
        self.source.setToolTip(f"Source reliability: {RELIABILITY[card.reliability]}")
