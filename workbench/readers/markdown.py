"""Markdown: rendered by the `markdown` package, then taken apart into text and styles.

Raw HTML is not interpreted but kept as the words it is, so what is taken apart holds only tags
that the package wrote itself, and nothing is ever fetched. What would take too long or nests too
deep is read as plain text. The limits count work, not seconds: a file reads the same everywhere.
"""

import re
from collections.abc import Callable
from typing import Any

from markdown import Markdown

from workbench.readers.html import pieces_of
from workbench.readers.plain import guess_title, read_plain
from workbench.readers.reading import Reading

_LONGEST = 2_000_000
_MOST_FENCES = 5_000
_MOST_BARS = 200_000
#: Characters looked at, for a text of no length and for each of its characters.
_WORK = 15_000_000
_WORK_PER_CHARACTER = 100

_HEAD = re.compile(
    r"---[ \t]*\n((?:(?:[\w-]+[ \t]*:|[ \t#-]).*\n|\n){1,200}?)(?:---|\.\.\.)[ \t]*\n"
)
_FIELD = re.compile(r"^(title|author|date|lang|language)[ \t]*:[ \t]*(.*?)[ \t]*$", re.M | re.I)
_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?(?!\d)")
_FALLBACK = "Its Markdown is too large, dense or deep to be laid out; it was read as plain text."


class _TooMuch(Exception):
    """More work than the text is worth."""


def read_markdown(text: str) -> Reading:
    """Return what canonical Markdown `text` says: paragraphs apart, items and rows on own lines.

    The title is the first heading of level 1, the fields of a head between `---` lines are used;
    what cannot be laid out comes back as plain text with a warning.
    """
    head = _HEAD.match(text)
    fields = {} if head is None else _fields(head[1])
    body = text[head.end() :] if head else text
    try:
        pieces = pieces_of(_html(body))
    except (_TooMuch, RecursionError):
        pieces = None
    if pieces is None or pieces.too_deep:
        plain = read_plain(text)
        return Reading(text, title=plain.title, warnings=(_FALLBACK,))
    laid_out, styles = pieces.result()
    if not laid_out:
        return read_plain(text)
    first = next((style for style in styles if style.kind == "h1"), None)
    heading = " ".join(laid_out[first.start : first.end].split()) if first else ""
    date = _DATE.match(fields.get("date", ""))
    return Reading(
        laid_out,
        styles,
        title=fields.get("title") or heading or guess_title(laid_out),
        author=fields.get("author", ""),
        published_on=date[0] if date else "",
        language=fields.get("language") or fields.get("lang", ""),
    )


def _fields(head: str) -> dict[str, str]:
    return {name.lower(): value.strip("\"'") for name, value in _FIELD.findall(head)}


def _html(text: str) -> str:
    fences = text.count("```") + text.count("~~~")
    if len(text) > _LONGEST or fences > _MOST_FENCES or text.count("|") > _MOST_BARS:
        raise _TooMuch
    markdown = Markdown(extensions=["tables", "fenced_code", "sane_lists"], output_format="xhtml")
    markdown.preprocessors.deregister("html_block")
    markdown.inlinePatterns.deregister("html")
    _count_work(markdown, _WORK + _WORK_PER_CHARACTER * len(text))
    html: str = markdown.convert(text)
    return html


def _count_work(markdown: Any, work: int) -> None:
    """Have `markdown` stop with `_TooMuch` once its parts have looked at `work` characters.

    Every part may look through all it is given, so thousands of brackets in one paragraph
    cost thousands of times its length.
    """

    def counted(look: Callable[[Any, str], Any]) -> Callable[[Any, str], Any]:
        def look_and_count(where: Any, text: str) -> Any:
            nonlocal work
            work -= len(text)
            if work < 0:
                raise _TooMuch
            return look(where, text)

        return look_and_count

    for pattern in markdown.inlinePatterns:
        pattern.handleMatch = counted(pattern.handleMatch)
    for processor in markdown.parser.blockprocessors:
        processor.test = counted(processor.test)
