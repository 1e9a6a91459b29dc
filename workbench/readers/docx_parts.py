"""What the parts of a Word file say beside its text: styles, numbering, addresses of links."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from workbench.readers.markup import Node, local

_HEADING = re.compile(r"(?:heading|überschrift|titre|título|titolo|kop)\s*([1-6])$", re.I)
_QUOTES = frozenset({"quote", "intense quote", "block text"})
_CODES = frozenset({"html preformatted", "plain text", "code", "source code", "code block"})
_DEEPEST = 10


def child(node: Node, *names: str) -> Node:
    """Return the element along a path of local names, or None."""
    for name in names:
        if node is None:
            return None
        node = next((each for each in node if local(each) == name), None)
    return node


def value(node: Node, name: str = "val") -> str:
    """Return an attribute by its local name, whatever the namespace; empty where there is none."""
    if node is None:
        return ""
    found = (told for key, told in node.attrib.items() if key.rpartition("}")[2] == name)
    return str(next(found, ""))


def is_on(node: Node) -> bool:
    """Whether a switch is there and not off."""
    return node is not None and value(node) not in ("0", "false", "off", "none")


@dataclass(slots=True)
class ParagraphStyle:
    """What a style of paragraphs, or a paragraph itself, says; None leaves it to the base."""

    tag: str = ""
    numbering: tuple[str, int] | None = None
    rtl: bool | None = None
    bold: bool = False
    italic: bool = False
    base: str = ""
    title: bool = False


class Styles:
    """The styles of a Word file, by their ids."""

    def __init__(self, root: Node) -> None:
        self._found: dict[str, ParagraphStyle] = {}
        self.language = ""
        for node in root if root is not None else ():
            if local(node) == "style":
                self._found[value(node, "styleId")] = _style(node)
            elif local(node) == "docDefaults":
                language = child(node, "rPrDefault", "rPr", "lang")
                self.language = value(language)

    def of(self, name: str) -> ParagraphStyle:
        """Return a style with all that it inherits."""
        told = ParagraphStyle()
        for _ in range(_DEEPEST):
            style = self._found.get(name)
            if style is None:
                break
            told.tag = told.tag or style.tag
            told.numbering = told.numbering or style.numbering
            told.rtl = style.rtl if told.rtl is None else told.rtl
            told.bold |= style.bold
            told.italic |= style.italic
            told.title |= style.title
            name = style.base
        return told


def _style(node: Node) -> ParagraphStyle:
    name = value(child(node, "name")).lower()
    paragraph = child(node, "pPr")
    style = ParagraphStyle(base=value(child(node, "basedOn")))
    style.title = name == "title"
    if style.title:
        style.tag = "h1"
    elif match := _HEADING.match(name):
        style.tag = f"h{match[1]}"
    elif name in _QUOTES:
        style.tag = "blockquote"
    elif name in _CODES:
        style.tag = "pre"
    level = value(child(paragraph, "outlineLvl"))
    if not style.tag and level in ("0", "1", "2", "3", "4", "5"):
        style.tag = f"h{int(level) + 1}"
    style.numbering = numbering_of(paragraph)
    style.rtl = direction_of(paragraph)
    if value(node, "type") == "character":
        style.bold = is_on(child(node, "rPr", "b"))
        style.italic = is_on(child(node, "rPr", "i"))
    return style


def numbering_of(paragraph: Node) -> tuple[str, int] | None:
    """Return the list that the properties of a paragraph name and its level there."""
    numbering = child(paragraph, "numPr")
    if numbering is None:
        return None
    level = value(child(numbering, "ilvl"))
    return value(child(numbering, "numId")), int(level) if level.isdecimal() else 0


def direction_of(paragraph: Node) -> bool | None:
    """Return whether a paragraph runs from right to left, None where it does not say."""
    switch = child(paragraph, "bidi")
    return None if switch is None else is_on(switch)


@dataclass(slots=True)
class _Level:
    start: int = 1
    form: str = "decimal"
    pattern: str = ""


@dataclass(slots=True)
class Numbering:
    """The lists of a Word file; counts as the text goes on."""

    _lists: dict[str, dict[int, _Level]] = field(default_factory=dict)
    #: the numbers of one abstract list go on through all lists that are made of it
    _kin: dict[str, str] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, root: Node) -> "Numbering":
        """Return the lists that the part on numbering declares; none without it."""
        told = cls()
        abstract: dict[str, dict[int, _Level]] = {}
        for node in root if root is not None else ():
            if local(node) == "abstractNum":
                abstract[value(node, "abstractNumId")] = _levels(node)
        for node in root if root is not None else ():
            if local(node) == "num":
                name, kin = value(node, "numId"), value(child(node, "abstractNumId"))
                levels = dict(abstract.get(kin, {}))
                overrides = [each for each in node if local(each) == "lvlOverride"]
                for each in overrides:
                    _override(each, levels)
                told._lists[name] = levels
                told._kin[name] = f"{name}!" if overrides else kin
        return told

    def mark(self, name: str, level: int) -> str:
        """Return the mark of the next paragraph of a list, empty where the list has none."""
        levels = self._lists.get(name)
        if levels is None or name == "0":
            return ""
        here = levels.get(level, _Level(form="bullet"))
        counts = self._counts.setdefault(self._kin[name], {})
        counts[level] = counts.get(level, here.start - 1) + 1
        for deeper in [each for each in counts if each > level]:
            del counts[deeper]
        if here.form == "bullet":
            return "•"
        if here.form == "none":
            return ""

        def number(match: re.Match[str]) -> str:
            each = int(match[1]) - 1
            other = levels.get(each, _Level())
            return numeral(counts.get(each, other.start), other.form)

        return re.sub(r"%([1-9])", number, here.pattern).strip()


def _levels(node: Node) -> dict[int, _Level]:
    return {int(value(each, "ilvl") or 0): _level(each) for each in node if local(each) == "lvl"}


def _level(node: Node) -> _Level:
    start = value(child(node, "start"))
    return _Level(
        int(start) if start.isdecimal() and len(start) < 7 else 1,
        value(child(node, "numFmt")) or "decimal",
        value(child(node, "lvlText")),
    )


def _override(node: Node, levels: dict[int, _Level]) -> None:
    level = int(value(node, "ilvl") or 0)
    if (inner := child(node, "lvl")) is not None:
        levels[level] = _level(inner)
    start = value(child(node, "startOverride"))
    if start.isdecimal() and len(start) < 7 and level in levels:
        old = levels[level]
        levels[level] = _Level(int(start), old.form, old.pattern)


_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
          (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


def numeral(number: int, form: str) -> str:
    """Return a number as letters, Roman or plain, by the names that Word has for the forms."""
    if form in ("lowerLetter", "upperLetter") and number > 0:
        letter = chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, 5)
        return letter.upper() if form == "upperLetter" else letter
    if form in ("lowerRoman", "upperRoman") and 0 < number < 4000:
        roman = ""
        for size, sign in _ROMAN:
            roman, number = roman + sign * (number // size), number % size
        return roman.upper() if form == "upperRoman" else roman
    if form == "decimalZero":
        return f"{number:02}"
    return str(number)


def addresses(root: Node) -> Mapping[str, tuple[str, str]]:
    """Return the targets of a part by their ids: kind and address."""
    return {
        value(node, "Id"): (value(node, "Type").rpartition("/")[2], value(node, "Target"))
        for node in (root if root is not None else ())
    }
