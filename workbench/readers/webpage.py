"""A web page: all its words, with those outside the main article set aside as scraps.

The text is always that of the whole page, and what is scrap is a style. So the choice between
article and page can be made again at any time, both can be compared, and offsets never move.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from db.records import Style
from workbench.readers.decoding import decode
from workbench.readers.elements import feed
from workbench.readers.html import pieces_of
from workbench.readers.linked import find_notes
from workbench.readers.markup import TOO_DEEP, Node, local, parse_html, texts
from workbench.readers.pieces import Pieces
from workbench.readers.reading import Reading
from workbench.readers.titles import choose_title, date_of, language_of

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{2,30})""", re.I)
_XML = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w-]{2,30})""")
#: Fewer letters are rather a menu than an article.
_SHORTEST_ARTICLE = 200
_MOST_LINES = 20_000
#: So many letters stand for themselves wherever in the article they are found.
_TELLING = 30
_SAVED_FROM = re.compile(rb"<!--\s*saved from url=\(\d+\)(\S{1,2000}?)\s*-->")
_NO_ARTICLE = "No main article was found in the page; all of it was taken."
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Article:
    """The main article of a page: its lines, and what is known of it."""

    lines: tuple[str, ...] = ()
    title: str = ""
    author: str = ""
    publisher: str = ""
    published_on: str = ""
    url: str = ""


def read_webpage(data: bytes, name: str = "", encoding: str | None = None) -> Reading:
    """Read a page of HTML, with what lies outside its main article styled as `scrap`.

    Raises `EncodingDoubt` where neither the page nor its bytes say how they are encoded.
    """
    html, warnings = decode(data, name, encoding or _declared(data))
    reading = read_html(html)
    url = reading.url
    if not url and (saved := _SAVED_FROM.search(data[:4096])):
        url = saved[1].decode("utf-8", "replace")
    url = url if url.startswith(("http://", "https://")) else ""
    return replace(reading, url=url, warnings=warnings + reading.warnings)


def _declared(data: bytes) -> str | None:
    """Return the encoding that the page names, if Python knows it."""
    head = data[:4096]
    found = _XML.search(head) or _CHARSET.search(head)
    if found is None or data.startswith(_MARKS):
        return None
    name = found[1].decode("ascii", "replace").lower()
    # Browsers read these so, and so do those who write the pages.
    name = {"iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252"}.get(name, name)
    if name.startswith(("utf-16", "utf-32", "utf16", "utf32")):
        return None  # it would not have been found so
    try:
        data.decode(name)
    except (LookupError, UnicodeError):
        return None
    return name


def read_html(html: str) -> Reading:
    """Read a page that is decoded already."""
    root = parse_html(html)
    if root is None:
        return Reading("")
    pieces = Pieces()
    language = language_of(root.get("lang") or root.get(_XML_LANG) or "")
    feed(pieces, root, find_notes([("", root)]), language)
    text, styles = pieces.result()
    if not text:
        # The tree ends where the page nests too deep; all its words are worth more than none.
        pieces = pieces_of(html)
        text, styles = pieces.result()
    warnings = [TOO_DEEP] if pieces.too_deep else []
    article = _article(html)
    scraps = _scraps(text, styles, article)
    if scraps is None:
        warnings.append(_NO_ARTICLE)
    else:
        both = (*styles, *scraps)
        styles = tuple(sorted(both, key=lambda s: (s.start, -s.end, s.kind, s.value)))
    return Reading(
        text,
        styles,
        title=article.title or choose_title(text, styles, _title(root)),
        author=article.author,
        publisher=article.publisher,
        published_on=date_of(article.published_on),
        url=article.url,
        language=language,
        warnings=tuple(warnings),
    )


def _title(root: Node) -> str:
    found = next((each for each in root.iter() if local(each) == "title"), None)
    return texts(found) if found is not None else ""


def _article(html: str) -> Article:
    """Return what trafilatura takes for the main article; none where it fails."""
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    try:
        found = bare_extraction(
            html, include_comments=False, include_tables=True, with_metadata=True
        )
    except Exception:  # whatever goes wrong in there, the page itself can be read
        found = None
    if not isinstance(found, Document):
        return Article()
    return Article(
        tuple((found.text or "").split("\n")),
        found.title or "", found.author or "", found.sitename or "", found.date or "",
        found.url or "",
    )  # fmt: skip


def _scraps(text: str, styles: Sequence[Style], article: Article) -> list[Style] | None:
    """Return the stretches outside the article, or None where there is no article."""
    wanted = [key for line in article.lines if (key := _key(line))]
    if sum(map(len, wanted)) < _SHORTEST_ARTICLE:
        return None
    lines = text.split("\n")
    taken = _taken([_key(line) for line in _without_images(text, styles).split("\n")], wanted)
    if not any(taken):
        return None
    _take_notes(text, taken, styles)
    _take_neighbours(lines, taken, styles, _key(article.title))
    return list(_stretches(lines, taken))


def _without_images(text: str, styles: Sequence[Style]) -> str:
    """Return a text with the same lines, without what stands for pictures: articles have none."""
    pieces, done = [], 0
    for style in styles:
        if style.kind == "image" and style.start >= done:
            pieces.append(text[done : style.start])
            pieces.append("\n" * text.count("\n", style.start, style.end))
            done = style.end
    return "".join((*pieces, text[done:]))


def _key(line: str) -> str:
    """Return the letters and digits alone, for marks and blanks differ between the readers."""
    return "".join(letter for letter in line.casefold() if letter.isalnum())


def _taken(keys: list[str], wanted: list[str]) -> list[bool]:
    """Return for each line of the page whether it belongs to the article."""
    taken = [False] * len(keys)
    known = set(wanted)
    places = [place for place, key in enumerate(keys) if key in known]
    if max(len(places), len(wanted)) <= _MOST_LINES:
        matcher = SequenceMatcher(None, [keys[place] for place in places], wanted, autojunk=False)
        for block in matcher.get_matching_blocks():
            for place in places[block.a : block.a + block.size]:
                taken[place] = True
    # Lines that the readers divide in other ways, between the first and the last that are alike.
    everything = "\n".join(wanted)
    joined = "".join(wanted)
    first = taken.index(True) if True in taken else 0
    last = len(taken) - taken[::-1].index(True) if True in taken else len(taken)
    for place in range(first, last):
        key = keys[place]
        taken[place] |= (len(key) >= _TELLING and key in joined) or (
            len(key) >= _TELLING // 2 and key in everything and _near(taken, place)
        )
    return taken


def _near(taken: list[bool], place: int) -> bool:
    return any(taken[max(0, place - 3) : place + 4])


def _take_notes(text: str, taken: list[bool], styles: Sequence[Style]) -> None:
    """Take the notes whose marks stand in the article."""
    ends = [place for place, letter in enumerate(text) if letter == "\n"]
    marks = (style for style in styles if style.kind == "noteref")
    named = {style.value for style in marks if taken[bisect_left(ends, style.start)]}
    for style in styles:
        if style.kind == "note" and style.value in named:
            for line in range(bisect_left(ends, style.start), bisect_left(ends, style.end) + 1):
                taken[line] = True


def _take_neighbours(
    lines: list[str], taken: list[bool], styles: Sequence[Style], title: str
) -> None:
    """Take the title before the article, headings that lead to it, and pictures within it."""
    first = taken.index(True)
    for place in range(first - 1, -1, -1):
        if title and _key(lines[place]) == title:
            taken[place] = True
            break
    starts = {style.start: style.kind for style in styles if style.kind[:1] in "hi"}
    offsets, offset = [], 0
    for line in lines:
        offsets.append(offset)
        offset += len(line) + 1
    said = [place for place, line in enumerate(lines) if line.strip()]
    for before, here, after in zip([-1, *said], said, [*said[1:], -1], strict=False):
        kind = starts.get(offsets[here], "")
        leads = kind in ("h1", "h2", "h3", "h4", "h5", "h6") and after >= 0 and taken[after]
        if leads or (kind == "image" and before >= 0 and taken[before] and taken[after]):
            taken[here] = True


def _stretches(lines: list[str], taken: list[bool]) -> list[Style]:
    found: list[Style] = []
    offset = 0
    last = -1  # the last line that says something and is a scrap, if the run goes on
    start = end = 0
    for line, wanted in zip(lines, taken, strict=True):
        if line.strip():
            if wanted:
                if last >= 0:
                    found.append(Style(start, end, "scrap"))
                last = -1
            else:
                if last < 0:
                    start = offset
                last, end = offset, offset + len(line)
        offset += len(line) + 1
    if last >= 0:
        found.append(Style(start, end, "scrap"))
    return found
