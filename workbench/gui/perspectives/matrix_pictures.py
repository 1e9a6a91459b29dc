"""From a counted matrix to its pictures on the screen; what draws is imported with this module."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from workbench.exporters.matrix_picture import draw
from workbench.exporters.matrix_product import Palette, Picture, Product
from workbench.gui import theme
from workbench.gui.dialogs.pictures import PictureDialog
from workbench.gui.matrix.grid import Pair


def open_pictures(
    parent: QWidget,
    product: Product,
    chosen: Pair | None,
    save: Callable[[Product, str], None],
) -> PictureDialog:
    """Show the pictures of a product, bars of the chosen row at first.

    `save(product, suffix)` is asked to write what is shown.
    """
    matrix = product.matrix
    entries = [("row", "", "Totals of the rows"), ("column", "", "Totals of the columns")]
    entries += [("row", entry.key, entry.name) for entry in matrix.rows]
    entries += [("column", entry.key, entry.name) for entry in matrix.columns]
    palette: Palette = "dark" if theme.tokens().dark else "light"
    row, column = chosen or (None, None)
    picture = Picture(palette=palette, entry=row or "")
    if row is None and column is not None:
        picture = Picture(palette=palette, axis="column", entry=column)
    dialog = PictureDialog(
        lambda picture: draw(replace(product, picture=picture)),
        lambda picture, suffix: save(replace(product, picture=picture), suffix),
        entries,
        picture,
        parent.window(),
    )
    dialog.show()
    return dialog
