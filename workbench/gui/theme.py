"""Colours, fonts and measures of the window: one set of tokens for light, one for dark.

Everything that is drawn asks here; the values of the colours stand in `workbench.colours`.
"""

from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QDir, QRectF, QSize, Qt, QTemporaryDir
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from resources import resource
from workbench.colours import DARK as DARK
from workbench.colours import LIGHT as LIGHT
from workbench.colours import Hue, Tokens
from workbench.colours import heat_class as heat_class
from workbench.colours import heat_limits as heat_limits

MEASURE = 72  # characters of a line in the reader

INTERFACE_FONTS = {
    "win32": ["Segoe UI Variable", "Segoe UI"],
    "darwin": [".AppleSystemUIFont"],
}
LINUX_INTERFACE_FONTS = ["Inter", "Noto Sans", "DejaVu Sans"]
READING_FONTS = [
    "Sitka Text", "Cambria", "New York", "Charter", "Georgia",
    "Source Serif 4", "Noto Serif", "DejaVu Serif",
]  # fmt: skip
ARABIC_FONTS = [
    "Sakkal Majalla", "Geeza Pro", "Noto Naskh Arabic", "Noto Sans Arabic", "Noto Color Emoji",
]  # fmt: skip


class _Current:
    tokens: Tokens = LIGHT
    signs: QTemporaryDir | None = None


def tokens() -> Tokens:
    """Return the colours of the mode the window is in now."""
    return _Current.tokens


def hue(colour: str) -> Hue:
    """Return the hue of a tag colour name; unknown names and the hollow ones fall back to one."""
    hues = tokens().hues
    return hues.get(colour.removeprefix("hollow-"), hues["ink"])


def is_hollow(colour: str) -> bool:
    """Return whether a tag of this colour is drawn as an outline."""
    return colour.startswith("hollow-")


def interface_font(role: str = "body") -> QFont:
    """Return the interface font in a role: body, small, badge, title, heading, sentence."""
    scale, weight = {
        "body": (1.0, QFont.Weight.Normal),
        "small": (12 / 13, QFont.Weight.Normal),
        "badge": (10.5 / 13, QFont.Weight.DemiBold),
        "title": (14 / 13, QFont.Weight.DemiBold),
        "heading": (19 / 13, QFont.Weight.DemiBold),
        "sentence": (15 / 13, QFont.Weight.Normal),
    }[role]
    font = QFont(QApplication.font())
    font.setPointSizeF(font.pointSizeF() * scale)
    font.setWeight(weight)
    return font


def reading_font(pixels: float = 16.5, family: str = "") -> QFont:
    """Return the font of the reader; an empty family takes the platform's reading font."""
    font = QFont()
    font.setFamilies([*([family] if family else []), *READING_FONTS, *ARABIC_FONTS])
    font.setStyleHint(QFont.StyleHint.Serif)
    font.setPixelSize(round(pixels))
    return font


@lru_cache(maxsize=512)
def icon_pixmap(name: str, colour: str, size: int = 16, ratio: float = 1.0) -> QPixmap:
    """Return one of our stroke icons (`resources/icons/NAME.svg`) tinted with a colour."""
    svg = resource("icons", f"{name}.svg").read_bytes().replace(b"currentColor", colour.encode())
    pixmap = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(svg)).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap


def icon(name: str, colour: str = "") -> QIcon:
    """Return an icon in `text2` (or the colour given), `text` when on, pale when disabled."""
    now = tokens()
    result = QIcon()
    for ratio in (1.0, 2.0):
        for mode, state, tint in (
            (QIcon.Mode.Normal, QIcon.State.Off, colour or now.text2),
            (QIcon.Mode.Normal, QIcon.State.On, colour or now.text),
            (QIcon.Mode.Active, QIcon.State.Off, colour or now.text),
            (QIcon.Mode.Disabled, QIcon.State.Off, now.hair),
        ):
            result.addPixmap(icon_pixmap(name, tint, 16, ratio), mode, state)
    return result


def draw_shape(
    painter: QPainter, facet: str, colour: str, x: float, y: float, size: float = 8
) -> None:
    """Draw a tag's shape with its centre at (x, y): actor circle, concern square, else diamond."""
    strong = QColor(hue(colour).strong)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, facet != "concern")
    painter.setPen(strong if is_hollow(colour) else Qt.PenStyle.NoPen)
    painter.setBrush(Qt.BrushStyle.NoBrush if is_hollow(colour) else strong)
    box = QRectF(x - size / 2, y - size / 2, size, size)
    if facet == "actor":
        painter.drawEllipse(box)
    elif facet == "concern":
        painter.drawRect(box)
    else:
        painter.translate(x, y)
        painter.rotate(45)
        side = size * 0.8
        painter.drawRect(QRectF(-side / 2, -side / 2, side, side))
    painter.restore()


def _palette(now: Tokens) -> QPalette:
    roles = {
        QPalette.ColorRole.Window: now.window,
        QPalette.ColorRole.WindowText: now.text,
        QPalette.ColorRole.Base: now.page,
        QPalette.ColorRole.AlternateBase: now.panel,
        QPalette.ColorRole.Text: now.text,
        QPalette.ColorRole.PlaceholderText: now.text3,
        QPalette.ColorRole.Button: now.raised,
        QPalette.ColorRole.ButtonText: now.text,
        QPalette.ColorRole.BrightText: now.no,
        QPalette.ColorRole.Highlight: now.select,
        QPalette.ColorRole.HighlightedText: now.text,
        QPalette.ColorRole.Link: now.accent,
        QPalette.ColorRole.LinkVisited: now.accent,
        QPalette.ColorRole.ToolTipBase: now.raised,
        QPalette.ColorRole.ToolTipText: now.text,
        QPalette.ColorRole.Light: now.raised,
        QPalette.ColorRole.Midlight: now.hover,
        QPalette.ColorRole.Mid: now.hair,
        QPalette.ColorRole.Dark: now.stroke,
        QPalette.ColorRole.Shadow: now.stroke,
        QPalette.ColorRole.Accent: now.accent,
    }
    palette = QPalette()
    for role, value in roles.items():
        palette.setColor(role, QColor(value))
    faint = QColor(now.text)
    faint.setAlphaF(0.45)
    for role in (
        QPalette.ColorRole.Text,
        QPalette.ColorRole.WindowText,
        QPalette.ColorRole.ButtonText,
    ):
        palette.setColor(QPalette.ColorGroup.Disabled, role, faint)
    return palette


def style_sheet(now: Tokens) -> str:
    """Return the short style sheet: chrome only, never item views (slow on large tables).

    Widgets opt in by a dynamic property: `role` = primary, flat, segment, small, ghost; a frame's
    `ground` = window, panel, page, raised.
    """
    values = {name: getattr(now, name) for name in Tokens.__slots__}
    return resource("theme.qss").read_text(encoding="utf-8") % values


def _tint_signs(now: Tokens) -> None:
    """Lay the small signs that the style sheet shows into a folder, in the colours in force.

    A style sheet can neither tint a picture nor take one that is not a file.
    """
    folder = _Current.signs = _Current.signs or QTemporaryDir()
    for name, colour in (
        ("check", now.accent_text), ("chevron-down", now.text2), ("chevron-up", now.text2),
    ):  # fmt: skip
        svg = resource("icons", f"{name}.svg").read_text(encoding="utf-8")
        Path(folder.filePath(f"{name}-{now.dark:d}.svg")).write_text(
            svg.replace("currentColor", colour), encoding="utf-8"
        )
    QDir.setSearchPaths("signs", [folder.path()])


def apply(app: QApplication, *, dark: bool) -> None:
    """Put the whole program into light or dark mode."""
    now = DARK if dark else LIGHT
    sheet = style_sheet(now)
    if now is _Current.tokens and sheet == app.styleSheet():
        return  # to polish every widget anew takes a moment
    _Current.tokens = now
    _tint_signs(now)
    app.setStyle("Fusion")
    app.setPalette(_palette(now))
    app.setStyleSheet(sheet)


def set_interface_font(app: QApplication, platform: str) -> None:
    """Take the platform's interface font; on Linux the first of our list that is installed."""
    font = QFont(app.font())
    families = INTERFACE_FONTS.get(platform)
    if families is None:
        installed = set(QFontDatabase.families())
        families = [name for name in LINUX_INTERFACE_FONTS if name in installed]
        font.setPixelSize(13)
        font.setPointSizeF(13 * 72 / 96)
    font.setFamilies([*families, *ARABIC_FONTS])
    font.setFeature(QFont.Tag("tnum"), 1)
    app.setFont(font)
