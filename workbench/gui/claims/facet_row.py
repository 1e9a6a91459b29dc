"""One line of chips in the open card."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QWidget

from db.records import Facet
from workbench.gui.claims.chip_buttons import AddButton, ChipButton
from workbench.gui.claims.chips import Chip
from workbench.gui.claims.measure import Ruler
from workbench.gui.flow import FlowLayout


class FacetRow(QWidget):
    """The chips of a facet and "+ Add"; `wanted` tells where on the screen a tag is asked for."""

    removed = Signal(object)
    role_chosen = Signal(object, str)
    wanted = Signal(str, QRect)

    def __init__(self, facet: Facet, ruler: Ruler) -> None:
        super().__init__()
        self.facet = facet
        self.chips: list[ChipButton] = []
        self._ruler = ruler
        self._flow = FlowLayout(self)
        self.add = AddButton(ruler, self)
        self.add.setObjectName(f"card.add.{facet.key}")
        self.add.clicked.connect(self._ask)
        self._flow.addWidget(self.add)

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.add.setAccessibleName(f"{name}: add")

    def show_chips(self, chips: list[Chip]) -> None:
        """Show the tags that the claim has now; the focus stays in the row.

        Dashed chips are another coder's and cannot be changed.
        """
        if chips == [button.chip for button in self.chips]:
            return
        focused = next((i for i, button in enumerate(self.chips) if button.hasFocus()), None)
        old, self.chips = self.chips, [self._button(chip) for chip in chips]
        for place, button in enumerate(self.chips):
            self._flow.insertWidget(place, button)
            button.show()
        if focused is not None:
            at = min(focused, len(chips) - 1)
            target: QWidget = self.chips[at] if chips else self.add
            target.setFocus(Qt.FocusReason.OtherFocusReason)
        for button in old:
            self._flow.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.updateGeometry()

    def _button(self, chip: Chip) -> ChipButton:
        roles = self.facet.key == "actor"
        button = ChipButton(self._ruler, chip, fixed=chip.dashed, roles=roles)
        button.removed.connect(self.removed)
        button.role_chosen.connect(self.role_chosen)
        return button

    def _ask(self) -> None:
        corner = self.add.mapToGlobal(self.add.rect().topLeft())
        self.wanted.emit(self.facet.key, QRect(corner, self.add.size()))
