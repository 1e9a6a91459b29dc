"""What lasts, as frozen records. Offsets are Unicode code points of the canonical text.

An `Id` is a random number of 63 bits, the same in every copy of a project: it serves as the
row's key, its name in the log, and its identity when two copies are merged.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Id = int

#: The hues of tags, in the order in which new tags take them (far apart first).
#: A colour is stored by name so that light, dark and later palettes all fit.
HUES = (
    "ink", "brick", "lagoon", "amber", "violet", "jade",
    "rust", "sky", "olive", "rose", "moss", "plum",
)  # fmt: skip
#: After twelve the hues come again, drawn hollow.
COLOURS = HUES + tuple(f"hollow-{hue}" for hue in HUES)

ReadingState = Literal["unread", "reading", "done"]
Confidence = Literal["", "low", "moderate", "high"]
Role = Literal["holder", "about"]
Verdict = Literal["accept", "reject", "question"]
#: What an alias names. `capital` is the seat of a government, which often means the city and no
#: more; `auto` is a capital if the program knows it as one, else a name.
AliasKind = Literal["auto", "name", "capital"]
ALIAS_KINDS: tuple[AliasKind, ...] = ("auto", "name", "capital")
VERDICTS: tuple[Verdict, ...] = ("accept", "reject", "question")
READING_STATES: tuple[ReadingState, ...] = ("unread", "reading", "done")
CONFIDENCES: tuple[Confidence, ...] = ("low", "moderate", "high")
#: Source reliability of the Admiralty scale.
RELIABILITIES = ("A", "B", "C", "D", "E", "F")
#: Information credibility of the Admiralty scale.
CREDIBILITIES = (1, 2, 3, 4, 5, 6)


@dataclass(frozen=True, slots=True)
class Coder:
    """A person who annotates."""

    id: Id
    name: str

    @property
    def initials(self) -> str:
        """Up to two letters for badges: of the first and last word of the name."""
        words = self.name.split()
        letters = words[0][:1] + (words[-1][:1] if len(words) > 1 else words[0][1:2])
        return letters.upper()


@dataclass(frozen=True, slots=True)
class Facet:
    """A kind of tag; an exclusive one allows one tag per claim."""

    id: Id
    key: str
    name: str
    exclusive: bool
    position: int


@dataclass(frozen=True, slots=True)
class Tag:
    """An entry of the codebook."""

    id: Id
    facet: Id
    parent: Id | None
    name: str
    colour: str
    description: str = ""
    sign: int = 0
    archived: bool = False
    position: int = 0
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Alias:
    """A name by which texts speak of a tag, and where it is none.

    `needs` are words and phrases of which one must stand in the same sentence. `unless` are phrases
    with the name inside in which it is no mention (`Voice of America`); one without the name stands
    for itself right before or after it (`engineers`). A `*` at the end of either allows any ending.
    """

    tag: Id
    name: str
    needs: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    kind: AliasKind = "auto"


@dataclass(frozen=True, slots=True)
class Style:
    """A styled stretch of canonical text; stretches may overlap and lie within each other.

    Of whole paragraphs: `h1`..`h6`, `quote`, `item`, `pre`, `rtl` (written from right to left);
    `table` with its `row`s, a line each, and their `cell`s, with a tab between (a cell of several
    paragraphs has line ends of its own: go by the cells); `note`, the body of a footnote or
    endnote, at the end of the text (value: its number).
    Of words: `strong`, `em`, `code`, `link` (value: the address); `noteref`, the mark of a note
    (value: the number of the note); `image`, a place that says `[image: …]` (value: what it shows).
    Of any stretch: `page` (value: its label) and `chapter` (value: its title), from their start to
    their end; `furniture`, the running heads, feet and page numbers that a switch hides; `scrap`,
    what of a web page lies outside its main article.
    """

    start: int
    end: int
    kind: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A source, without its text (ask `documents.text`)."""

    id: Id
    name: str
    title: str
    text_sha256: str
    length: int
    media_type: str = "text/plain"
    author: str = ""
    publisher: str = ""
    published_on: str = ""
    url: str = ""
    reliability: str = ""
    language: str = ""
    note: str = ""
    position: int = 0


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A passage: code points `start` up to, not including, `end`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ClaimTag:
    """A tag on a claim, by a coder; the role says whether an actor holds it or it is about them."""

    tag: Id
    coder: Id
    role: Role = "holder"


@dataclass(frozen=True, slots=True)
class Claim:
    """One or more passages of one document, what they claim, and how they are tagged."""

    id: Id
    document: Id
    coder: Id
    spans: tuple[Span, ...]
    tags: tuple[ClaimTag, ...] = ()
    name: str = ""
    statement: str = ""
    speaker: str = ""
    confidence: Confidence = ""
    credibility: int | None = None
    note: str = ""

    @property
    def start(self) -> int:
        return self.spans[0].start

    @property
    def end(self) -> int:
        return self.spans[-1].end


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A passage to be placed by hand: the place proposed, its words before, and how like they are.

    The score goes from 0, where nothing like it was found, to 100.
    """

    id: Id
    claim: Id
    span: Span
    quote: str
    score: int


@dataclass(frozen=True, slots=True)
class Comment:
    """What a coder says about a claim."""

    id: Id
    claim: Id
    coder: Id
    text: str
    at: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What a reviewer says of a claim, or (with `tag`) of one tag on it, and why.

    `stale` where what was decided on has changed since: it stands no longer and asks for a new
    look.
    """

    id: Id
    claim: Id
    tag: Id | None
    coder: Id
    verdict: Verdict
    reason: str
    at: str
    stale: bool = False


@dataclass(frozen=True, slots=True)
class Region:
    """A rectangle on a page (counted from 0), in 1/100,000 of the page's width and height."""

    page: int
    left: int
    top: int
    right: int
    bottom: int


@dataclass(frozen=True, slots=True)
class Changes:
    """What one action touched: row ids by table, and the claims and documents concerned."""

    action: Id
    label: str
    kind: str
    rows: Mapping[str, frozenset[Id]] = field(default_factory=dict)
    claims: frozenset[Id] = frozenset()
    documents: frozenset[Id] = frozenset()

    def touches(self, *tables: str) -> bool:
        """Whether a row of any of these tables was touched."""
        return any(table in self.rows for table in tables)


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One action of the log, as it is read."""

    id: Id
    at: str
    coder: str
    label: str
    kind: str
    changes: int
