"""Rich text files (RTF): groups, control words and code pages, read without any library.

Libraries for it give plain words and drop notes without a word; the format itself is a small one.
"""

import re

from workbench.readers.errors import Unreadable
from workbench.readers.markup import BROKEN
from workbench.readers.pieces import Pieces
from workbench.readers.reading import Reading
from workbench.readers.rtf_flow import Flow, Teller
from workbench.readers.rtf_words import Interpreter
from workbench.readers.titles import choose_title, date_of

_TOKEN = re.compile(
    rb"\\([A-Za-z]{1,32})(-?\d{1,10})?[ ]?"  # a control word with its number
    rb"|\\'([0-9A-Fa-f]{2})"  # a byte
    rb"|\\([^A-Za-z0-9'])"  # a control sign
    rb"|([{}])"
    rb"|[\r\n\0]+"  # the file's own layout
    rb"|([^\\{}\r\n\0]+)"
    rb"|\\.?",
    re.S,
)
_MOST_TOKENS = 20_000_000
_DEEPEST = 1_000


def read_rtf(data: bytes) -> Reading:
    """Read the bytes of a rich text file; raises `Unreadable`."""
    if not data.startswith(b"{\\rtf"):
        raise Unreadable("The file is no rich text: it does not begin as one.")
    words = Interpreter()
    whole = _interpret(data, words)
    pieces = Pieces()
    teller = Teller(pieces)
    _furniture(pieces, teller, words.heads)
    pieces.mark("page", "1")
    teller.tell(words.text.blocks)
    pieces.mark("page", None)
    for number, note in enumerate(words.notes, 1):
        teller.tell_note(number, note)
    _furniture(pieces, teller, words.feet)
    text, styles = pieces.result()
    if teller.page == 1:
        styles = tuple(style for style in styles if style.kind != "page")
    told = words.told
    warnings: tuple[str, ...] = () if whole else (BROKEN,)
    if words.comments:
        count = words.comments
        warnings += (f"{count} comment{'' if count == 1 else 's'} in the margin left out.",)
    return Reading(
        text,
        styles,
        title=choose_title(text, styles, told.get("title", "")),
        author=told.get("author", ""),
        publisher=told.get("company", ""),
        published_on=date_of(words.created),
        warnings=warnings,
    )


def _interpret(data: bytes, words: Interpreter) -> bool:
    """Go through the file; return whether it came to its end as it should."""
    place, size, count = 0, len(data), 0
    while place < size and not words.ended:
        match = _TOKEN.match(data, place)
        if match is None:
            break
        count += 1
        if count > _MOST_TOKENS:
            raise Unreadable("The file has more parts than any document: it cannot be read.")
        place = match.end()
        word, number, byte, sign, brace, run = match.groups()
        if word is not None:
            place += words.control(word.decode("ascii"), int(number) if number else None)
        elif run is not None:
            words.run(run)
        elif byte is not None:
            words.byte(int(byte, 16))
        elif sign is not None:
            words.sign(sign.decode("latin-1"))
        elif brace == b"{":
            words.begin(_DEEPEST)
        elif brace == b"}":
            words.end()
    whole = words.ended
    words.close()
    return whole


def _furniture(pieces: Pieces, teller: Teller, flows: list[Flow]) -> None:
    """Tell running heads or feet once each, not the numbers of pages."""
    said: set[str] = set()
    for flow in flows:
        words = "".join(
            run.text for block in flow.blocks if not isinstance(block, list) for run in block.runs
        )
        if words not in said and any(letter.isalpha() for letter in words):
            said.add(words)
            pieces.start("furniture")
            teller.tell(flow.blocks)
            pieces.end("furniture")
