"""The perspectives of one open project: the pages of the window, and what they tell it."""

from collections.abc import Mapping
from typing import Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from db.records import Id
from workbench.desk import Perspective
from workbench.gui.matrix.comparing import Comparison
from workbench.gui.perspectives.agreement import AgreementFigures, AskSave
from workbench.gui.perspectives.claims import ClaimsPerspective
from workbench.gui.perspectives.conflicts import Conflicts
from workbench.gui.perspectives.feedback import FeedbackList
from workbench.gui.perspectives.matrix import MatrixPerspective
from workbench.gui.perspectives.read import ReadPerspective
from workbench.gui.perspectives.review import ReviewPerspective
from workbench.gui.session import Session
from workbench.settings import Settings

#: in the order of the switch
VIEWS: tuple[tuple[Perspective, str], ...] = (
    ("read", "Read"),
    ("claims", "Claims"),
    ("matrix", "Matrix"),
    ("review", "Review"),
)


class Page(Protocol):
    """What the window wants of a perspective."""

    def enter(self) -> None:
        """Bring what is shown up to date, now that it is looked at."""

    def status(self) -> str:
        """Return for the status line what is shown, in a few words."""

    def panes(self) -> list[QWidget]:
        """Return the parts that the keyboard can go to, in their order."""


class Workplace(QObject):
    """Makes the perspectives of a project and passes on what they announce."""

    told = Signal(str)
    hinted = Signal(str)
    #: a sentence about a step that can be taken back
    done = Signal(str)
    #: a question, and the ways on with what each calls
    asked = Signal(str, list)
    #: what the status line says of a perspective changed
    moved = Signal()
    view_wanted = Signal(str)
    command_wanted = Signal(str)
    files_dropped = Signal(list)
    #: these claims are to be written to a file
    claims_export_wanted = Signal(list)

    def __init__(
        self, session: Session, settings: Settings, parent: QWidget, ask_save: AskSave
    ) -> None:
        super().__init__(parent)
        self.session = session
        self.read = ReadPerspective(session, settings)
        self.claims = ClaimsPerspective(session, settings)
        self.matrix = MatrixPerspective(session, settings, ask_save)
        self.review = ReviewPerspective(session, settings)
        self.conflicts = Conflicts(session, parent)
        self.feedback = FeedbackList(session, parent)
        self.agreement = AgreementFigures(session, settings, ask_save, parent)
        self._pages: Mapping[Perspective, Page] = {
            "read": self.read,
            "claims": self.claims,
            "matrix": self.matrix,
            "review": self.review,
        }
        self._connect_read()
        self._connect_claims()
        self._connect_matrix()
        self._connect_review()

    def _connect_read(self) -> None:
        read = self.read
        read.import_wanted.connect(lambda: self.command_wanted.emit("document.import"))
        read.files_dropped.connect(self.files_dropped)
        read.told.connect(self.told)
        read.hinted.connect(self.hinted)
        read.done.connect(self.done)
        read.asked.connect(self.asked)
        read.moved.connect(self.moved)
        read.wanted.connect(lambda: self.view_wanted.emit("read"))

    def _connect_claims(self) -> None:
        table = self.claims
        table.claim_wanted.connect(self.go_to_claim)
        table.reading_wanted.connect(lambda: self.view_wanted.emit("read"))
        table.export_wanted.connect(self.claims_export_wanted)
        table.told.connect(self.told)
        table.built.connect(self.moved)

    def _connect_matrix(self) -> None:
        matrix = self.matrix
        matrix.claim_wanted.connect(self.go_to_claim)
        matrix.built.connect(self.moved)
        matrix.told.connect(self.told)
        matrix.codebook_wanted.connect(lambda: self.command_wanted.emit("codebook.new_actor"))

    def _connect_review(self) -> None:
        review = self.review
        review.claim_wanted.connect(self.go_to_claim)
        review.told.connect(self.told)
        review.moved.connect(self.moved)
        review.merge_wanted.connect(lambda: self.command_wanted.emit("review.bring_in"))
        review.agreement_wanted.connect(self.agreement.open)
        self.agreement.claim_wanted.connect(self.go_to_claim)
        review.conflicts_wanted.connect(self.conflicts.open)
        self.conflicts.claim_wanted.connect(self.go_to_claim)
        review.difference_wanted.connect(self._show_difference)
        review.feedback_wanted.connect(self.feedback.open)
        self.feedback.claim_wanted.connect(self.go_to_claim)
        self.agreement.told.connect(self.told)

    def _show_difference(self, comparison: Comparison) -> None:
        self.view_wanted.emit("matrix")
        self.matrix.compare(comparison)

    def fit(self, width: int) -> None:
        """Give the sides the widths that suit a window of this width (pixels)."""
        self.read.fit(width)
        self.review.fit(width)

    def page(self, perspective: Perspective) -> Page:
        """Return a perspective."""
        return self._pages[perspective]

    def widgets(self) -> list[QWidget]:
        """Return the perspectives as widgets, for the window to hold."""
        return [page for page in self._pages.values() if isinstance(page, QWidget)]

    def widget(self, perspective: Perspective) -> QWidget:
        """Return a perspective as a widget."""
        return self.widgets()[list(self._pages).index(perspective)]

    def go_to_claim(self, claim: Id) -> None:
        """Show a claim in its text."""
        self.view_wanted.emit("read")
        self.read.go_to_id(claim)

    def leave(self) -> None:
        """Save what is typed and remember places, before the project is closed."""
        self.agreement.close()
        self.conflicts.close()
        self.feedback.close()
        self.read.save()
        self.read.leave()
        self.read.readers.remember_places()
        self.claims.leave()
        self.matrix.leave()
