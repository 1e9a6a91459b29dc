"""How the panes compare, count and show words; nothing of Qt."""

import html
import unicodedata
from functools import lru_cache

from workbench.text.fold import fold


@lru_cache(maxsize=8192)
def folded(text: str) -> str:
    """Return a short text as it is compared in searches: without case and diacritics."""
    return fold(text).text


def is_right_to_left(text: str) -> bool:
    """Return whether the first letter of a text belongs to a right-to-left script."""
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind in ("R", "AL"):
            return True
        if kind == "L":
            return False
    return False


def counted(count: int, noun: str) -> str:
    """Return a number with its noun: 1 claim, 2 claims."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def tool_tip(text: str) -> str:
    """Return a text as a tool tip that shows it literally, wrapped, whatever signs are in it."""
    return f"<qt>{html.escape(text).replace(chr(10), '<br>')}</qt>" if text else ""


def menu_text(text: str) -> str:
    """Return a text as a menu entry: an ampersand in it stays an ampersand."""
    return " ".join(text.replace("&", "&&").split())
