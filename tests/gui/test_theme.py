import re
from itertools import combinations

import pytest
from PySide6.QtGui import QColor, QFont, QIcon, QImage, QPainter, QPalette
from PySide6.QtWidgets import QApplication

from db.records import COLOURS, HUES
from resources import resource
from workbench.gui import theme

MODES = (theme.LIGHT, theme.DARK)


@pytest.fixture(autouse=True)
def light(qapp):
    theme.set_interface_font(qapp, "linux")
    theme.apply(qapp, dark=False)
    yield
    theme.apply(qapp, dark=False)


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as WCAG 2 has it."""

    def luminance(colour: str) -> float:
        parts = [QColor(colour).redF(), QColor(colour).greenF(), QColor(colour).blueF()]
        low = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * low[0] + 0.7152 * low[1] + 0.0722 * low[2]

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("now", MODES, ids=["light", "dark"])
def test_words_are_legible_on_every_ground(now):
    grounds = (now.window, now.panel, now.page, now.raised)
    for ground in grounds:
        assert contrast(now.text, ground) >= 7
        for words in (now.text2, now.text3, now.accent, now.ok, now.no, now.ask):
            assert contrast(words, ground) >= 4.5
        assert contrast(now.stroke, ground) >= 3
    assert contrast(now.text, now.select) >= 4.5
    assert contrast(now.accent_text, now.accent) >= 4.5


@pytest.mark.parametrize("now", MODES, ids=["light", "dark"])
def test_words_are_legible_on_every_highlight_and_heat(now):
    for hue in now.hues.values():
        assert contrast(now.text, hue.fill) >= 4.5
        assert contrast(now.text, hue.selected) >= 4.5
        assert contrast(hue.strong, now.page) >= 3
    for ground, words in (*now.heat, *now.cold):
        assert contrast(words, ground) >= 4.5


@pytest.mark.parametrize("now", MODES, ids=["light", "dark"])
def test_every_tag_colour_has_its_own_hue(now):
    assert set(now.hues) == set(HUES)
    strong = [hue.strong for hue in now.hues.values()]
    assert all(one != other for one, other in combinations(strong, 2))


def test_every_stored_colour_can_be_drawn_in_both_modes(qapp):
    for dark in (False, True):
        theme.apply(qapp, dark=dark)
        for colour in COLOURS:
            assert theme.hue(colour) is theme.tokens().hues[colour.removeprefix("hollow-")]
            assert theme.is_hollow(colour) == colour.startswith("hollow-")


def test_a_colour_of_a_later_version_is_drawn_all_the_same():
    assert theme.hue("ultraviolet") is theme.hue("ink")


def test_the_mode_reaches_palette_and_style_sheet(qapp):
    for dark, now in ((True, theme.DARK), (False, theme.LIGHT)):
        theme.apply(qapp, dark=dark)
        assert theme.tokens() is now
        assert qapp.palette().color(QPalette.ColorRole.Base) == QColor(now.page)
        assert now.accent in qapp.styleSheet()
        assert "%(" not in qapp.styleSheet()


@pytest.mark.parametrize("now", MODES, ids=["light", "dark"])
def test_the_style_sheet_has_no_colours_of_its_own(now):
    own = resource("theme.qss").read_text(encoding="utf-8")
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b|rgba?\(", own) == []
    assert theme.style_sheet(now)


@pytest.mark.parametrize("highest", [1, 2, 3, 5, 13, 100, 10_000])
def test_heat_rises_with_the_count_and_uses_the_data(highest):
    limits = theme.heat_limits(highest)
    classes = [theme.heat_class(count, limits) for count in range(highest + 1)]
    assert classes == sorted(classes)
    assert classes[0] == 0
    assert classes[1] == 1
    assert classes[-1] == len(limits) <= 5


def test_without_counts_there_is_no_heat():
    assert theme.heat_limits(0) == ()
    assert theme.heat_class(0, ()) == 0


def test_fonts_follow_the_systems_size(qapp):
    font = QFont(qapp.font())
    before = theme.interface_font("title").pointSizeF()
    font.setPointSizeF(font.pointSizeF() * 2)
    qapp.setFont(font)
    try:
        assert theme.interface_font("title").pointSizeF() == pytest.approx(2 * before)
    finally:
        theme.set_interface_font(qapp, "linux")
        assert theme.interface_font("body").pointSizeF() == pytest.approx(9.75)


def test_a_reading_font_of_the_users_own_comes_first():
    assert theme.reading_font(18, "Gentium").families()[0] == "Gentium"
    assert theme.reading_font(18, "Gentium").pixelSize() == 18
    assert "Noto Naskh Arabic" in theme.reading_font().families()


def test_every_icon_can_be_drawn_in_the_colours_in_force(qapp):
    names = sorted(item.name[:-4] for item in resource("icons").iterdir() if item.name != "app.svg")
    for name in names:
        image = theme.icon_pixmap(name, "#ff0000").toImage()
        tints = {
            image.pixelColor(x, y).name()
            for x in range(image.width())
            for y in range(image.height())
            if image.pixelColor(x, y).alpha() > 250
        }
        assert tints <= {"#ff0000"}, name
        assert not image.isNull()


def test_a_disabled_icon_is_pale():
    icon = theme.icon("undo")
    normal = icon.pixmap(16, 16, QIcon.Mode.Normal).toImage()
    assert icon.pixmap(16, 16, QIcon.Mode.Disabled).toImage() != normal


def drawn(facet: str, colour: str) -> QImage:
    image = QImage(16, 16, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    theme.draw_shape(painter, facet, colour, 8, 8)
    painter.end()
    return image


def test_facets_differ_by_shape_not_only_by_colour():
    shapes = [drawn(facet, "ink") for facet in ("actor", "concern", "stance")]
    assert all(one != other for one, other in combinations(shapes, 2))


def test_a_hollow_shape_is_empty_inside():
    assert drawn("concern", "ink").pixelColor(8, 8) == QColor(theme.hue("ink").strong)
    assert drawn("concern", "hollow-ink").pixelColor(8, 8).alpha() == 0


def test_the_signs_of_the_style_sheet_follow_the_mode(qapp):
    def sign() -> bytes:
        path = re.findall(r"url\(([^)]*check[^)]*)\)", QApplication.instance().styleSheet())
        return QImage(path[0]).bits().tobytes()

    light = sign()
    theme.apply(qapp, dark=True)
    assert sign() != light
