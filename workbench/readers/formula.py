"""Formulas of Word and MathML as one line of text."""

from workbench.readers.markup import Node, local

#: How the parts of an element are written; by their order.
_SHAPES = {
    "f": "{}/{}", "mfrac": "{}/{}",
    "sSup": "{}^{}", "msup": "{}^{}", "mover": "{}^{}",
    "sSub": "{}_{}", "msub": "{}_{}", "munder": "{}_{}",
    "sSubSup": "{}_{}^{}", "msubsup": "{}_{}^{}", "munderover": "{}_{}^{}",
    "mroot": "√[{1}]{0}",
}  # fmt: skip
_ROOTS = {"rad": "√", "msqrt": "√"}
_LIMITS = (("sub", "_"), ("sup", "^"))
#: Settings and other writings of the same formula.
_UNSEEN = frozenset({"annotation", "annotation-xml", "degHide", "mphantom"})
_DEEPEST = 60


def formula(node: Node, depth: int = 0) -> str:
    """Return a formula in one line: fractions by a slash, powers by ^, indices by _."""
    name = local(node)
    if depth > _DEEPEST or not name or name in _UNSEEN or name.endswith("Pr"):
        return ""
    parts = [text for child in node if (text := formula(child, depth + 1))]
    if name in _SHAPES and len(parts) == _SHAPES[name].count("{"):
        return _SHAPES[name].format(*map(_grouped, parts))
    own = (node.text or "").strip() if not len(node) else ""
    inside = own + "".join(parts)
    if name == "d":
        return f"({inside})"
    if name == "nary":
        sign = next((value for key, value in _settings(node) if key == "chr"), "∫")
        bounds = {local(each): formula(each, depth + 1) for each in node}
        limits = [f"{mark}{_grouped(bounds[key])}" for key, mark in _LIMITS if bounds.get(key)]
        return f"{sign}{''.join(limits)} {bounds.get('e', '')}"
    if name in ("mtr", "mr"):
        return " ".join(parts) + "; "
    return _ROOTS.get(name, "") + (_grouped(inside) if name in _ROOTS else inside)


def _settings(node: Node) -> list[tuple[str, str]]:
    return [
        (local(each), next(iter(each.attrib.values()), ""))
        for properties in node
        if local(properties).endswith("Pr")
        for each in properties
    ]


def _grouped(text: str) -> str:
    return text if len(text) == 1 or text.isalnum() else f"({text})"
