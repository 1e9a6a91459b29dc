from dataclasses import replace

import pytest
from PySide6.QtGui import QColor, QImage

from db.errors import Invalid
from tests.exporters import products
from workbench.colours import DARK, LIGHT
from workbench.exporters.matrix_picture import draw
from workbench.exporters.matrix_product import KINDS, Picture
from workbench.exporters.picture_drawing import Drawing
from workbench.gui.pictures import PROOF, save_picture

PROVEN = '{"kind":"workbench-matrix"}'


def picture(kind="heat", palette="light"):
    return draw(replace(products.small(), picture=Picture(kind, palette)))


@pytest.mark.parametrize("kind", KINDS)
def test_a_png_shows_the_drawing_sharp_and_carries_the_proof(qapp, tmp_path, kind):
    drawing = picture(kind)
    save_picture(drawing, PROVEN, tmp_path / "m.png")
    image = QImage(str(tmp_path / "m.png"))
    assert (image.width(), image.height()) == (2 * drawing.width, 2 * drawing.height)
    assert image.text(PROOF) == PROVEN
    assert image.pixelColor(1, 1) == image.pixelColor(image.width() - 1, image.height() - 1)
    colours = {
        image.pixel(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)
    }
    assert len(colours) > 20


@pytest.mark.parametrize(("palette", "now"), [("light", LIGHT), ("dark", DARK)])
def test_heat_has_the_colours_of_the_screen(qapp, tmp_path, palette, now):
    save_picture(picture(palette=palette), "", tmp_path / "m.png")
    image = QImage(str(tmp_path / "m.png"))
    seen = {
        image.pixelColor(x, y).name().upper()
        for x in range(0, image.width(), 2)
        for y in range(0, image.height(), 2)
    }
    assert {now.page, now.heat[1][0], now.heat[3][0], now.window} <= {each.upper() for each in seen}


def test_a_pdf_has_a_page_of_its_size_and_carries_the_proof(qapp, tmp_path):
    pdfium = pytest.importorskip("pypdfium2")
    drawing = picture("network")
    save_picture(drawing, PROVEN, tmp_path / "m.pdf")
    with pdfium.PdfDocument(str(tmp_path / "m.pdf")) as document:
        assert len(document) == 1
        width, height = document[0].get_size()
        assert width == pytest.approx(drawing.width * 0.75, abs=1)
        assert height == pytest.approx(drawing.height * 0.75, abs=1)
        assert document.count_attachments() == 1
        assert bytes(document.get_attachment(0).get_data()) == PROVEN.encode()


def test_a_png_that_nobody_could_open_is_refused(qapp, tmp_path):
    with pytest.raises(Invalid, match="take SVG or PDF"):
        save_picture(Drawing(20_000, 20_000, "#FFFFFF", ()), "", tmp_path / "m.png")
    assert list(tmp_path.iterdir()) == []


def test_a_corner_is_painted_where_a_cell_is_contested(qapp, tmp_path):
    drawing = picture()
    save_picture(drawing, "", tmp_path / "m.png")
    image = QImage(str(tmp_path / "m.png"))
    (x, y, corner) = next(
        (x, y, shape)
        for x, y, part in drawing.parts
        for shape in part.shapes
        if type(shape).__name__ == "Corner"
    )
    at = image.pixelColor(round(2 * (x + corner.x - 3)), round(2 * (y + corner.y + 3)))
    assert at == QColor(corner.fill)
