"""Drawings as SVG, with a proof among its metadata; no script, no style, nothing from elsewhere."""

from xml.etree import ElementTree as ET

from workbench.exporters.characters import xml_text
from workbench.exporters.picture_drawing import (
    FONTS,
    Box,
    Corner,
    Disc,
    Drawing,
    Shape,
    Stroke,
    Words,
)

_HATCH = 7  # between the lines of a hatch


def svg(drawing: Drawing, proof: str = "") -> str:
    """Return a drawing as an SVG document."""
    width, height = _number(drawing.width), _number(drawing.height)
    root = ET.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg", "width": width, "height": height,
            "viewBox": f"0 0 {width} {height}", "role": "img", "aria-labelledby": "title told",
            "font-family": ", ".join(f"'{name}'" for name in FONTS) + ", sans-serif",
        },
    )  # fmt: skip
    ET.SubElement(root, "title", id="title").text = xml_text(drawing.title)
    ET.SubElement(root, "desc", id="told").text = xml_text(drawing.told)
    if proof:
        ET.SubElement(root, "metadata", id="proof").text = xml_text(proof)
    _hatches(root, drawing)
    _add(root, "rect", width=width, height=height, fill=drawing.ground)
    for x, y, part in drawing.parts:
        group = ET.SubElement(root, "g", transform=f"translate({_number(x)} {_number(y)})")
        for shape in part.shapes:
            _shape(group, shape)
    return ET.tostring(root, encoding="unicode") + "\n"


def _hatches(root: ET.Element, drawing: Drawing) -> None:
    used = {s.hatch for *_, part in drawing.parts for s in part.shapes if isinstance(s, Box)}
    for colour in sorted(used - {""}):
        pattern = _add(
            ET.SubElement(root, "defs"), "pattern",
            id=_hatch_id(colour), width=str(_HATCH), height=str(_HATCH),
            patternUnits="userSpaceOnUse", patternTransform="rotate(45)",
        )  # fmt: skip
        _add(pattern, "rect", width="1", height=str(_HATCH), fill=colour)


def _hatch_id(colour: str) -> str:
    return f"hatch-{colour.lstrip('#')}"


def _add(parent: ET.Element, name: str, **values: str) -> ET.Element:
    return ET.SubElement(parent, name, {key.replace("_", "-"): v for key, v in values.items() if v})


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _shape(parent: ET.Element, shape: Shape) -> None:
    match shape:
        case Box():
            _box(parent, shape)
        case Disc(x, y, radius, fill, stroke):
            _add(parent, "circle", cx=_number(x), cy=_number(y), r=_number(radius), fill=fill,
                 stroke=stroke)  # fmt: skip
        case Corner(x, y, size, fill):
            points = f"{_number(x - size)},{_number(y)} {_number(x)},{_number(y)} "
            points += f"{_number(x)},{_number(y + size)}"
            _add(parent, "polygon", points=points, fill=fill)
        case Stroke():
            _stroke(parent, shape)
        case Words():
            _words(parent, shape)


def _box(parent: ET.Element, box: Box) -> None:
    fill = f"url(#{_hatch_id(box.hatch)})" if box.hatch else box.fill or "none"
    _add(
        parent, "rect", x=_number(box.x), y=_number(box.y), width=_number(box.width),
        height=_number(box.height), rx=_number(box.radius) if box.radius else "", fill=fill,
        stroke=box.stroke,
    )  # fmt: skip


def _stroke(parent: ET.Element, line: Stroke) -> None:
    x1, y1, x2, y2 = map(_number, (line.x1, line.y1, line.x2, line.y2))
    middle = _number((line.x1 + line.x2) / 2)
    path = (
        f"M{x1} {y1}C{middle} {y1} {middle} {y2} {x2} {y2}"
        if line.curved
        else (f"M{x1} {y1}L{x2} {y2}")
    )
    _add(
        parent, "path", d=path, fill="none", stroke=line.colour, stroke_width=_number(line.width),
        stroke_dasharray="6 4" if line.dashed else "",
    )  # fmt: skip


def _words(parent: ET.Element, words: Words) -> None:
    x, y = _number(words.x), _number(words.y)
    element = _add(
        parent, "text", x=x, y=y, font_size=_number(words.size), fill=words.colour,
        text_anchor=words.anchor if words.anchor != "start" else "",
        font_weight="600" if words.bold else "",
        stroke=words.colour if words.outline else "",
        stroke_width="4" if words.outline else "",
        transform=f"rotate({_number(words.turn)} {x} {y})" if words.turn else "",
    )  # fmt: skip
    element.text = xml_text(words.text)
