"""The head of the claims panel: how many there are, whose are shown, and what cards show."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from workbench.gui import theme
from workbench.gui.claims.fields import plain_label
from workbench.gui.claims.segments import Segments
from workbench.gui.panes import IconButton


class PanelHead(QWidget):
    """Title, count, the choice of all claims or one's own, and the button for the fields."""

    filtered = Signal()
    fields_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        title = plain_label("Claims here")
        font = theme.interface_font("body")
        font.setWeight(font.Weight.DemiBold)
        title.setFont(font)
        self._count = plain_label("", tone="third")
        self._count.setObjectName("claims.count")
        self._filter = Segments("claims.filter", [("all", "All"), ("mine", "Mine")])
        self._filter.setAccessibleName("Show claims")
        self._filter.set_value("all")
        self._filter.taken.connect(lambda _value: self.filtered.emit())
        self._filter.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.fields = IconButton("more", "Fields of the card", "claims.fields")
        self.fields.clicked.connect(self.fields_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 5, 12, 5)
        row.setSpacing(8)
        row.addWidget(title)
        row.addWidget(self._count)
        row.addStretch()
        row.addWidget(self._filter)
        row.addWidget(self.fields)

    @property
    def mine_only(self) -> bool:
        """Whether only one's own claims are shown."""
        return self._filter.value == "mine"

    def show_all(self) -> None:
        """Choose all claims without announcing it."""
        self._filter.set_value("all")

    def set_count(self, count: int) -> None:
        """Show how many claims there are."""
        self._count.setText(f"{count:,}" if count else "")
