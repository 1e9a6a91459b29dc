"""Colours, fonts and measures of the window: one set of tokens for light, one for dark.

Everything that is drawn asks here; no colour value stands anywhere else in the gui.
"""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QDir, QRectF, QSize, Qt, QTemporaryDir
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from resources import resource

MEASURE = 72  # characters of a line in the reader


@dataclass(frozen=True, slots=True)
class Hue:
    """One tag colour: strong for dots and lines, two fills for highlights."""

    strong: str
    fill: str
    selected: str


@dataclass(frozen=True, slots=True)
class Tokens:
    """The named colours of one mode."""

    dark: bool
    window: str
    panel: str
    page: str
    raised: str
    hover: str
    pressed: str
    accent_tint: str
    select: str
    text: str
    text2: str
    text3: str
    accent: str
    ok: str
    no: str
    ask: str
    accent_text: str
    ok_tint: str
    no_tint: str
    ask_tint: str
    stroke: str
    hair: str
    hues: dict[str, Hue]
    heat: tuple[tuple[str, str], ...]  # ground and text by class, 0 first


LIGHT = Tokens(
    dark=False,
    window="#F3F2EF",
    panel="#F9F8F6",
    page="#FFFEFC",
    raised="#FFFFFF",
    hover="#ECEAE5",
    pressed="#E1DED7",
    accent_tint="#E1EAF7",
    select="#C3D7F4",
    text="#1F2226",
    text2="#565A61",
    text3="#62666D",
    accent="#2A5CAA",
    ok="#1F6B45",
    no="#A83236",
    ask="#855500",
    accent_text="#FFFFFF",
    ok_tint="#E3F0E8",
    no_tint="#F8E5E4",
    ask_tint="#F8EDD8",
    stroke="#85827B",
    hair="#DFDCD5",
    hues={
        "brick": Hue("#B83943", "#FCDEDB", "#F8C4BF"),
        "rust": Hue("#5C2E22", "#FAE0D3", "#F5C8B1"),
        "amber": Hue("#C07108", "#F4E4CE", "#EACEA7"),
        "olive": Hue("#545C00", "#E6E9CF", "#D3D7AA"),
        "moss": Hue("#8A9058", "#DBECD7", "#BEDDB8"),
        "jade": Hue("#058261", "#D2EEE1", "#AEE0CA"),
        "lagoon": Hue("#024A48", "#CDEEED", "#A5E0DF"),
        "sky": Hue("#1D8BD6", "#D2EAFA", "#AEDAF5"),
        "ink": Hue("#4260B0", "#DBE7FE", "#BFD3FB"),
        "violet": Hue("#4B2C75", "#E7E2FB", "#D4CCF7"),
        "plum": Hue("#AA7A9F", "#F3DFF3", "#E8C6E8"),
        "rose": Hue("#903E6B", "#FADDE6", "#F4C3D3"),
    },
    heat=(
        ("#FFFEFC", "#1F2226"),
        ("#E7EEF8", "#1F2226"),
        ("#C6D7EF", "#1F2226"),
        ("#9DBAE3", "#1F2226"),
        ("#6C94D0", "#1F2226"),
        ("#2F5DA6", "#FFFFFF"),
    ),
)

DARK = Tokens(
    dark=True,
    window="#1A1B1D",
    panel="#1F2023",
    page="#16171A",
    raised="#26282B",
    hover="#2A2C30",
    pressed="#33363B",
    accent_tint="#243349",
    select="#2F4E7E",
    text="#E6E3DD",
    text2="#B0B1B4",
    text3="#A0A3A9",
    accent="#8DB3F0",
    ok="#7CCB9C",
    no="#F29A97",
    ask="#E8BE6B",
    accent_text="#10182A",
    ok_tint="#1F3329",
    no_tint="#3B2526",
    ask_tint="#382E1B",
    stroke="#7B7E85",
    hair="#34363B",
    hues={
        "brick": Hue("#FE928E", "#4F2B28", "#6F3A37"),
        "rust": Hue("#BE6517", "#4E2D1C", "#6C3E25"),
        "amber": Hue("#FED897", "#473213", "#634515"),
        "olive": Hue("#ACAE36", "#373915", "#4D501A"),
        "moss": Hue("#669259", "#273E22", "#35562D"),
        "jade": Hue("#8EF6D6", "#154030", "#175842"),
        "lagoon": Hue("#02A19A", "#043F3F", "#035757"),
        "sky": Hue("#58B9FD", "#163B4F", "#1A516F"),
        "ink": Hue("#D1DEFE", "#283653", "#374B75"),
        "violet": Hue("#8475B8", "#383150", "#4E4370"),
        "plum": Hue("#CBA6C6", "#452C46", "#613D62"),
        "rose": Hue("#A1707C", "#4D2A37", "#6C394C"),
    },
    heat=(
        ("#16171A", "#E6E3DD"),
        ("#1D2838", "#E6E3DD"),
        ("#263E5E", "#E6E3DD"),
        ("#31598C", "#E6E3DD"),
        ("#6B98DA", "#10182A"),
        ("#BBD4F9", "#10182A"),
    ),
)

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


def heat_class(count: int, limits: tuple[int, ...]) -> int:
    """Return the heat class (0 to 5) of a count; `limits` are the least counts of classes 1.."""
    return sum(count >= limit for limit in limits) if count else 0


def heat_limits(highest: int) -> tuple[int, ...]:
    """Return the least counts of the heat classes 1 to 5 (fewer for small counts).

    The classes follow the data: five near-equal steps up to the highest count.
    """
    steps = (0.0, 0.16, 0.4, 0.62, 0.85)
    return tuple(sorted({1 + round(step * (highest - 1)) for step in steps})) if highest else ()


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
