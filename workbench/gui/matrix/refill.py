"""Layouts whose widgets are made anew with every content."""

from collections.abc import Iterable

from PySide6.QtWidgets import QLayout, QWidget


def refill(layout: QLayout, widgets: Iterable[QWidget]) -> None:
    """Put other widgets in the place of those in a layout.

    The old ones go when the event is over (it may be theirs); the new ones show at once.
    """
    while item := layout.takeAt(0):
        old = item.widget()
        if old is not None:
            old.hide()
            old.deleteLater()
    for widget in widgets:
        layout.addWidget(widget)
        widget.show()
