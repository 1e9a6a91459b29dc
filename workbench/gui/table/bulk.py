"""The bar under the table: what can be done with all the claims that are checked."""

from collections import Counter

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QStackedLayout,
    QWidget,
)

from db.records import CONFIDENCES, Id
from workbench.gui import theme
from workbench.gui.flow import FlowLayout
from workbench.gui.panes import plain_label, strong_font
from workbench.gui.review.card import VERDICT_ICONS
from workbench.gui.table.bar_button import BarButton
from workbench.gui.table.model import ClaimTableModel
from workbench.gui.words import menu_text

_HEIGHT = 44
#: Pixels from which on each decision has a button of its own.
_WIDE = 1180
_HINT = (
    "Space selects a claim, Shift and the arrows several. Enter goes to the text, "
    "Ctrl+C copies a citation."
)


class _Rule(QWidget):
    """A line between what is selected and what can be done."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(1, 18)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.tokens().stroke))
        painter.end()


class BulkBar(QFrame):
    """Shown while claims are checked; its height is always kept, so that no row moves.

    The signals give the checked claims in the order of the table.
    """

    tag_wanted = Signal(list, QRect)
    tag_removed = Signal(list, object)
    stance_wanted = Signal(list, object)
    field_wanted = Signal(list, str, object)
    #: accept, reject or question
    decision_wanted = Signal(list, str)
    delete_wanted = Signal(list)
    cleared = Signal()

    def __init__(self, model: ClaimTableModel) -> None:
        super().__init__()
        self._model = model
        self.setObjectName("claims-table.bulk")
        self.setAccessibleName("Selected claims")
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._make_hint())
        self._bar = self._make_bar()
        self._stack.addWidget(self._bar)
        model.checked_changed.connect(self.refresh)
        model.modelReset.connect(self.refresh)
        self.refresh()

    def _make_hint(self) -> QWidget:
        hint = plain_label(_HINT, "small", "third")
        hint.setContentsMargins(16, 0, 16, 0)
        hint.setMinimumWidth(10)
        return hint

    def _make_bar(self) -> QWidget:
        bar = QWidget()
        self._count = plain_label()
        self._count.setObjectName("claims-table.bulk.count")
        self._count.setFont(strong_font())
        self._tag = BarButton("claims-table.bulk.tag", "Add tag", lead="plus")
        self._tag.clicked.connect(self._add_tag)
        self._untag = self._menu_button("Remove tag", "untag", self._fill_tags)
        self._stance = self._menu_button("Stance", "stance", self._fill_stances)
        self._confidence = self._menu_button("Confidence", "confidence", self._fill_levels)
        self._delete = QPushButton("Delete")
        self._delete.setObjectName("claims-table.bulk.delete")
        self._delete.clicked.connect(lambda: self.delete_wanted.emit(self._ids()))
        self._clear = BarButton("claims-table.bulk.clear", "Clear selection", role="flat")
        self._clear.clicked.connect(self.cleared)
        key = QLabel("Esc")
        key.setFont(theme.interface_font("badge"))
        key.setProperty("role", "key")
        flowing = self._flowing = QWidget()
        flow = FlowLayout(flowing, gap=8, line_gap=6)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        flowing.setSizePolicy(policy)
        self._decide = self._menu_button("Decision", "decision", self._fill_decisions)
        self._deciders = [_Rule(), *self._make_deciders()]
        for part in (self._count, _Rule(), self._tag, self._untag, self._stance, self._confidence,
                     self._decide, *self._deciders):  # fmt: skip
            flow.addWidget(part)
        row = QHBoxLayout(bar)
        row.setContentsMargins(16, 8, 12, 8)
        row.setSpacing(8)
        row.addWidget(flowing, 1)
        row.addWidget(self._delete)
        row.addWidget(self._clear)
        row.addWidget(key, 0, Qt.AlignmentFlag.AlignVCenter)
        return bar

    def _make_deciders(self) -> list[BarButton]:
        buttons = []
        for verdict, icon in VERDICT_ICONS.items():
            button = BarButton(f"claims-table.bulk.{verdict}", verdict.capitalize(), lead=icon)
            button.clicked.connect(
                lambda _=False, verdict=verdict: self.decision_wanted.emit(self._ids(), verdict)
            )
            buttons.append(button)
        return buttons

    def _menu_button(self, words: str, name: str, fill: object) -> BarButton:
        button = BarButton(f"claims-table.bulk.{name}", words, tail="chevron-down")
        button.make_menu().aboutToShow.connect(fill)
        return button

    # -- what is shown

    def refresh(self) -> None:
        """Say how many claims are checked, and how many of them are filtered away."""
        checked = self._model.checked
        hidden = len(checked) - self._model.checked_shown()
        words = f"{len(checked):,} {'claim' if len(checked) == 1 else 'claims'} selected"
        self._count.setText(f"{words}, {hidden:,} not shown" if hidden else words)
        self._stance.setVisible(self._model.book.facet("stance") is not None)
        focused = self.isAncestorOf(QApplication.focusWidget() or self)
        self._stack.setCurrentIndex(1 if checked else 0)
        if not checked and focused:
            self.cleared.emit()
        self._fit()
        self.update()

    def _fit(self) -> None:
        """Take the height of the buttons, in two lines where one is too narrow."""
        wide = self.width() >= _WIDE
        self._decide.setHidden(wide)
        for part in self._deciders:
            part.setHidden(not wide)
        layout = self._bar.layout()
        assert layout is not None
        self._flowing.updateGeometry()  # or the height of before would be remembered
        height = max(_HEIGHT, layout.totalHeightForWidth(self.width()))
        if height != self.height():
            self.setFixedHeight(height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cleared.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        now = theme.tokens()
        painter = QPainter(self)
        checked = bool(self._model.checked)
        painter.fillRect(self.rect(), QColor(now.accent_tint if checked else now.page))
        painter.fillRect(0, 0, self.width(), 1, QColor(now.stroke if checked else now.hair))
        painter.end()

    def _ids(self) -> list[Id]:
        return [row.id for row in self._model.checked_rows()]

    # -- what is done

    def _add_tag(self) -> None:
        self.tag_wanted.emit(self._ids(), self._tag.screen_rect())

    def _fill_tags(self) -> None:
        """Offer the tags that the checked claims have, the most frequent first."""
        menu, book = self._untag.menu(), self._model.book
        menu.clear()
        rows = self._model.checked_rows()
        counts = Counter(tag for row in rows for tag in set(row.tags) if tag in book.tags)
        for tag, count in counts.most_common():
            words = f"{book.label(tag)}  ({count:,})"
            action = menu.addAction(menu_text(words))
            action.triggered.connect(
                lambda _=False, tag=tag: self.tag_removed.emit(self._ids(), tag)
            )
        if not counts:
            menu.addAction("These claims have no tags").setEnabled(False)

    def _fill_stances(self) -> None:
        menu, book = self._stance.menu(), self._model.book
        menu.clear()
        facet = book.facet("stance")
        for tag in book.in_order(facet.id) if facet else ():
            if not tag.archived:
                menu.addAction(menu_text(book.label(tag.id))).triggered.connect(
                    lambda _=False, tag=tag.id: self.stance_wanted.emit(self._ids(), tag)
                )
        menu.addSeparator()
        menu.addAction("No stance").triggered.connect(
            lambda: self.stance_wanted.emit(self._ids(), None)
        )

    def _fill_decisions(self) -> None:
        menu = self._decide.menu()
        menu.clear()
        for verdict in VERDICT_ICONS:
            menu.addAction(verdict.capitalize()).triggered.connect(
                lambda _=False, verdict=verdict: self.decision_wanted.emit(self._ids(), verdict)
            )

    def _fill_levels(self) -> None:
        menu = self._confidence.menu()
        menu.clear()
        for level in CONFIDENCES:
            menu.addAction(level.capitalize()).triggered.connect(
                lambda _=False, level=level: self.field_wanted.emit(
                    self._ids(), "confidence", level
                )
            )
        menu.addSeparator()
        menu.addAction("No confidence").triggered.connect(
            lambda: self.field_wanted.emit(self._ids(), "confidence", "")
        )
