"""The styles of an OpenDocument text: what a paragraph, a word or a list is by the name it has."""

from collections.abc import Iterable
from dataclasses import dataclass

from workbench.readers.docx_parts import numeral
from workbench.readers.markup import Node, local

_DEEPEST = 10
_FORMS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman",
          "I": "upperRoman"}  # fmt: skip
_QUOTES = frozenset({"quotations", "quote", "block_20_text"})


def told(node: Node, name: str) -> str:
    """Return an attribute by its local name, whatever the namespace; empty where there is none."""
    found = (value for key, value in node.attrib.items() if key.rpartition("}")[2] == name)
    return str(next(found, ""))


@dataclass(frozen=True, slots=True)
class OdtStyle:
    """What a style says with all that it inherits."""

    bold: bool = False
    italic: bool = False
    hidden: bool = False
    rtl: bool = False
    breaks: bool = False
    kind: str = ""
    list_style: str = ""


@dataclass(frozen=True, slots=True)
class Level:
    """The mark of a level of a list: a form of numbers with what stands about them, or a bullet."""

    form: str = ""
    before: str = ""
    after: str = ""
    start: int = 1
    levels: int = 1

    def mark(self, numbers: list[int]) -> str:
        """Return the mark for the numbers of this level and those above it."""
        if not self.form:
            return "•"
        shown = [numeral(number, self.form) for number in numbers[-self.levels :]]
        return f"{self.before}{'.'.join(shown)}{self.after}".strip()


class Styles:
    """The styles that some parts declare; later parts win."""

    def __init__(self, roots: Iterable[Node]) -> None:
        self._nodes: dict[str, Node] = {}
        self._lists: dict[str, dict[int, Level]] = {}
        self._found: dict[str, OdtStyle] = {}
        self.language = ""
        for root in roots:
            for node in root.iter():
                name = local(node)
                if name == "style":
                    self._nodes[told(node, "name")] = node
                elif name == "list-style":
                    self._lists[told(node, "name")] = _levels(node)
                elif name == "default-style" and told(node, "family") == "paragraph":
                    self.language = self.language or _language(node)

    def of(self, name: str) -> OdtStyle:
        """Return a style by its name; an unknown one says nothing."""
        if name not in self._found:
            self._found[name] = self._resolved(name)
        return self._found[name]

    def levels(self, name: str) -> dict[int, Level] | None:
        """Return the levels of a style of lists, or None where there is none of that name."""
        return self._lists.get(name)

    def _resolved(self, name: str) -> OdtStyle:
        settings: dict[str, str] = {}
        kind = list_style = ""
        for _ in range(_DEEPEST):
            node = self._nodes.get(name)
            if node is None:
                break
            shown = (told(node, "display-name") or name).lower().replace("_20_", " ")
            kind = kind or _kind(shown)
            list_style = list_style or told(node, "list-style-name")
            for properties in node:
                for key, value in properties.attrib.items():
                    settings.setdefault(key.rpartition("}")[2], value)
            name = told(node, "parent-style-name")
        kind = kind or _kind(name.lower().replace("_20_", " "))
        return OdtStyle(
            bold=settings.get("font-weight", "") in ("bold", "600", "700", "800", "900"),
            italic=settings.get("font-style", "") in ("italic", "oblique"),
            hidden=settings.get("display") == "none",
            rtl=settings.get("writing-mode", "").startswith("rl"),
            breaks=settings.get("break-before") == "page",
            kind=kind,
            list_style=list_style,
        )


def _kind(name: str) -> str:
    if name == "title":
        return "title"
    if name in ("preformatted text", "source code"):
        return "pre"
    return "blockquote" if name in _QUOTES or name.replace(" ", "_20_") in _QUOTES else ""


def _language(node: Node) -> str:
    for properties in node:
        if (language := told(properties, "language")) not in ("", "none"):
            country = told(properties, "country")
            return f"{language}-{country}" if country not in ("", "none") else language
    return ""


def _levels(node: Node) -> dict[int, Level]:
    levels = {}
    for each in node:
        number = told(each, "level")
        if not number.isdecimal():
            continue
        start, shown = told(each, "start-value"), told(each, "display-levels")
        levels[int(number)] = Level(
            _FORMS.get(told(each, "num-format"), "") if local(each).endswith("number") else "",
            told(each, "num-prefix"),
            told(each, "num-suffix"),
            int(start) if start.isdecimal() and len(start) < 7 else 1,
            int(shown) if shown.isdecimal() and len(shown) < 3 else 1,
        )
    return levels
