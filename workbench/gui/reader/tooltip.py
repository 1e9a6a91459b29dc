"""Tool tips that stay plain text whatever the names in them."""

from collections.abc import Iterable


def plain(lines: Iterable[str]) -> str:
    """Return lines as the text of a tool tip that Qt never takes for rich text.

    Qt reads any text with something like a tag in it as HTML; a space of no width after each `<`
    makes it no tag, and shows nothing.
    """
    return "\n".join(dict.fromkeys(lines)).replace("<", "<\u200b")
