"""The colours of the window and of what is exported: tokens for light, for dark and for paper.

No colour value stands anywhere else. Nothing here knows Qt, so that finished products wear the
same colours as the screen.
"""

from dataclasses import dataclass, replace


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
    cold: tuple[tuple[str, str], ...]  # the same below nothing: of the classes -1, -2 …

    def heat_of(self, heat: int) -> tuple[str, str]:
        """Return ground and text of a heat class, from -5 (much less) by 0 to 5 (much more)."""
        return self.heat[heat] if heat >= 0 else self.cold[-heat - 1]


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
    cold=(
        ("#FAEBDD", "#1F2226"),
        ("#F5D3B0", "#1F2226"),
        ("#E9B27A", "#1F2226"),
        ("#D48B48", "#1F2226"),
        ("#8F4E14", "#FFFFFF"),
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
    cold=(
        ("#33261A", "#E6E3DD"),
        ("#4F371F", "#E6E3DD"),
        ("#704C23", "#E6E3DD"),
        ("#D29A5B", "#10182A"),
        ("#F6D6AE", "#10182A"),
    ),
)

#: for paper: the light colours on white, and no large grounds
PRINT = replace(LIGHT, window="#FFFFFF", panel="#FFFFFF", page="#FFFFFF", text="#000000")


def heat_class(count: int, limits: tuple[int, ...]) -> int:
    """Return the heat class (0 to 5) of a count; `limits` are the least counts of classes 1.."""
    return sum(count >= limit for limit in limits) if count else 0


def heat_limits(highest: int) -> tuple[int, ...]:
    """Return the least counts of the heat classes 1 to 5 (fewer for small counts).

    The classes follow the data: five near-equal steps up to the highest count.
    """
    steps = (0.0, 0.16, 0.4, 0.62, 0.85)
    return tuple(sorted({1 + round(step * (highest - 1)) for step in steps})) if highest else ()
