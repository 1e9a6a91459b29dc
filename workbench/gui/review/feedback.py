"""The list of what others decided on one's claims: a row for each decision."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from db.records import Coder, Id, Verdict
from workbench.gui import theme
from workbench.gui.claims.card import Remark
from workbench.gui.claims.measure import Ruler, is_rtl
from workbench.gui.claims.strokes import paint_ground
from workbench.gui.review.card import VERDICT_ICONS, VERDICT_TONES, VERDICT_WORDS
from workbench.gui.review.painting import Rulers
from workbench.gui.words import tool_tip

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
GAP = 6  # px between rows
_INSET = 12
_LINE = 4  # px between the lines of a row


@dataclass(frozen=True, slots=True)
class FeedbackRow:
    """A decision on a claim of one's own, in words; `about` is "Your claim" or one of its tags.

    `says` are the claim's words, `remarks` all that was said about it. `stale` where the claim
    changed since.
    """

    claim: Id
    decision: Id
    verdict: Verdict
    about: str
    by: Coder
    says: str
    place: str
    reason: str
    when: str
    answered: bool = False
    stale: bool = False
    remarks: tuple[Remark, ...] = ()

    @property
    def waits(self) -> bool:
        """Whether it is a question that still waits for an answer."""
        return self.verdict == "question" and not self.answered and not self.stale

    @property
    def state(self) -> str:
        """What became of it since, in words."""
        if self.stale:
            return "changed since"
        if self.answered:
            return "answered"
        return "to be answered" if self.waits else ""

    @property
    def head(self) -> str:
        """What was decided, on what, and by whom."""
        return f"{VERDICT_WORDS[self.verdict]} by {self.by.name}: {self.about}"

    @property
    def spoken(self) -> str:
        """What a screen reader says of it."""
        parts = (self.head, self.says, self.reason, self.place, self.state)
        return "; ".join(part for part in parts if part)


class FeedbackModel(QAbstractListModel):
    """Rows as they are given."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: list[FeedbackRow] = []

    def set_rows(self, rows: Sequence[FeedbackRow]) -> None:
        """Show these rows."""
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def row_of(self, decision: Id | None) -> int | None:
        """Return the row of a decision, None where it has none."""
        return next((n for n, row in enumerate(self.rows) if row.decision == decision), None)

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.head
        return row.spoken if role == Qt.ItemDataRole.AccessibleTextRole else None


class FeedbackDelegate(QStyledItemDelegate):
    """Paints three lines: what was decided, the claim, and the reason."""

    def __init__(self, model: FeedbackModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model, self._rulers = model, Rulers()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        rulers = self._rulers
        small = rulers.small.height if self._model.rows[index.row()].reason else -_LINE
        lines = rulers.title.height + rulers.body.height + small + 2 * _LINE
        return QSize(0, lines + 2 * (_INSET - 3) + GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row, rulers, now = self._model.rows[index.row()], self._rulers, theme.tokens()
        box = QRectF(option.rect.adjusted(0, 0, 0, -GAP))
        painter.save()
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        paint_ground(painter, box, option.state)
        line = box.adjusted(_INSET, _INSET - 3, -_INSET, 0)
        line.setHeight(rulers.title.height)
        tone = now.text2 if row.stale else getattr(now, VERDICT_TONES[row.verdict])
        ratio = painter.device().devicePixelRatioF()
        pixmap = theme.icon_pixmap(VERDICT_ICONS[row.verdict], tone, 14, ratio)
        painter.drawPixmap(QPointF(line.left(), line.center().y() - 7), pixmap)
        told = now.ask if row.waits else now.text2
        used = _draw(painter, rulers.small, line, row.state, told, at_end=True)
        head = line.adjusted(20, 0, -used - 10, 0)
        _draw(painter, rulers.title, head, row.head, tone)
        line.translate(0, line.height() + _LINE)
        line.setHeight(rulers.body.height)
        used = _draw(painter, rulers.small, line, row.place, now.text2, at_end=True)
        says = line.adjusted(20, 0, -used - 10, 0)
        _draw(painter, rulers.body, says, row.says, now.text)
        if row.reason:
            line.translate(0, line.height() + _LINE)
            line.setHeight(rulers.small.height)
            _draw(painter, rulers.small, line.adjusted(20, 0, 0, 0), row.reason, now.text2)
        painter.restore()

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: _Index,
    ) -> bool:
        if event.type() != QEvent.Type.ToolTip or not index.isValid():
            return super().helpEvent(event, view, option, index)
        row = self._model.rows[index.row()]
        lines = [row.head, row.says, row.reason, " · ".join((row.place, row.when))]
        QToolTip.showText(event.globalPos(), tool_tip("\n".join(filter(None, lines))), view)
        return True


def _draw(
    painter: QPainter, ruler: Ruler, box: QRectF, words: str, colour: str, *, at_end: bool = False
) -> float:
    """Draw one line, cut to its box, on the side of its script or at the end; return its width."""
    shown = ruler.cut(" ".join(words.split()), max(0.0, box.width()))
    painter.setFont(ruler.font)
    painter.setPen(QColor(colour))
    right = at_end or is_rtl(words)
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter, shown)
    return ruler.width(shown) if shown else 0.0
