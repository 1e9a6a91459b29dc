"""Random projects in memory: claims with all that a matrix can ask of them."""

from collections.abc import Callable
from dataclasses import dataclass

from hypothesis import strategies as st

from db.records import CONFIDENCES, Coder, Document, Facet, Tag
from workbench.matrix import Axis, Context, Filter, Request
from workbench.matrix.facts import Facts
from workbench.matrix.needs import text_key
from workbench.matrix.request import DECISIONS, FIELDS, MEASURES, ONCE, PERCENTS, PERIODS

FACETS = (
    Facet(1, "actor", "Actors", False, 0),
    Facet(2, "concern", "Concerns", False, 1),
    Facet(3, "stance", "Stance", True, 2),
)
CODERS = (Coder(11, "Ana"), Coder(12, "Bo"))
DATES = ("", "2024", "2024-05", "2024-05-31", "2024-06-03", "2025-01-01")
SEARCHED = "water"


@dataclass(frozen=True)
class PlainClaim:
    id: int
    document: Document
    coder: Coder
    tags: dict[int, bool]
    confidence: str
    credibility: int
    words: int
    verdict: str | None
    verdicts: dict[int, str]
    matches: bool


@dataclass(frozen=True)
class World:
    context: Context
    claims: tuple[PlainClaim, ...]

    def facts(self) -> Facts:
        """The table of facts with everything read in."""
        of = {
            document.id: [claim.id for claim in self.claims if claim.document == document]
            for document in self.context.documents
        }
        found = Facts(self.context, of.items())
        ids = [claim.id for claim in self.claims]
        for tag in self.context.tags:
            found.give_tag(tag.id, [claim.id for claim in self.claims if tag.id in claim.tags])
        found.give_about(
            (tag.id, [claim.id for claim in self.claims if claim.tags.get(tag.id)])
            for tag in self.context.tags
        )
        columns: dict[str, Callable[[PlainClaim], int]] = {
            "coder": lambda claim: claim.coder.id,
            "confidence": lambda claim: ("", *CONFIDENCES).index(claim.confidence),
            "credibility": lambda claim: claim.credibility,
            "words": lambda claim: claim.words,
        }
        for name, value in columns.items():
            found.give_column(name, ids, [value(claim) for claim in self.claims])
        found.give_verdicts(
            {claim.id: claim.verdict for claim in self.claims if claim.verdict},
            {(claim.id, tag): v for claim in self.claims for tag, v in claim.verdicts.items()},
        )
        found.give_text(text_key(SEARCHED), [claim.id for claim in self.claims if claim.matches])
        return found


documents = st.builds(
    Document,
    id=st.just(0),
    name=st.just("one.txt"),
    title=st.just(""),
    text_sha256=st.just(""),
    length=st.just(9),
    author=st.sampled_from(["", "A. Writer", "a.  writer"]),
    publisher=st.sampled_from(["", "The Post", "THE POST"]),
    published_on=st.sampled_from(DATES),
    reliability=st.sampled_from(["", "A", "C", "F"]),
    language=st.sampled_from(["", "en", "ar"]),
)


@st.composite
def worlds(draw: st.DrawFn) -> World:
    context = Context(
        facets=FACETS,
        tags=_codebook(draw),
        documents=tuple(_with_id(draw(documents), 100 + n) for n in range(draw(st.integers(1, 4)))),
        coders=CODERS,
        readings={
            (100 + n, coder.id): state
            for n in range(4)
            for coder in CODERS
            if (state := draw(st.sampled_from(["unread", "done", "done"]))) != "unread"
        },
        groups={100 + n: name for n in range(4) if (name := draw(st.sampled_from(["", "East"])))},
        projects=("One",),
    )
    many = draw(st.integers(0, 12))
    # Ids in no order, as they are.
    ids = draw(st.lists(st.integers(1, 2**63 - 1), min_size=many, max_size=many, unique=True))
    return World(context, tuple(_claim(draw, context, number) for number in ids))


def _with_id(document: Document, number: int) -> Document:
    return Document(
        number, f"{number}.txt", f"Document {number}", document.text_sha256, 9, "text/plain",
        document.author, document.publisher, document.published_on, "", document.reliability,
        document.language,
    )  # fmt: skip


def _codebook(draw: st.DrawFn) -> tuple[Tag, ...]:
    """Some actors and concerns, up to three deep, a group before its members, and stances."""
    found: list[Tag] = []
    for facet, most in ((1, 6), (2, 4)):
        tops: list[list[Tag]] = []
        for n in range(draw(st.integers(0, most))):
            group = draw(st.sampled_from([None, *range(len(tops))]))
            parent = None if group is None else draw(st.sampled_from(tops[group]))
            tag = Tag(
                1000 * facet + n, facet, parent.id if parent else None, f"Tag {9 - n}", "ink",
                sign=draw(st.sampled_from([0, 0, 1, -1])), archived=draw(st.booleans()),
            )  # fmt: skip
            if group is None:
                tops.append([tag])
            else:
                tops[group].append(tag)
        found += [tag for group in tops for tag in _depth_first(group)]
    stances = [("For", 1), ("Against", -1), ("Mixed", 0)]
    for n, (name, sign) in enumerate(stances):
        found.append(Tag(3000 + n, 3, None, name, "ink", sign=sign))
    return tuple(found)


def _depth_first(group: list[Tag], parent: int | None = None) -> list[Tag]:
    found = []
    for tag in group:
        if tag.parent == parent:
            found += [tag, *_depth_first(group, tag.id)]
    return found


def _claim(draw: st.DrawFn, context: Context, number: int) -> PlainClaim:
    carried = draw(
        st.lists(st.sampled_from([tag.id for tag in context.tags]), max_size=5, unique=True)
    )
    verdict = st.sampled_from([None, None, "accept", "reject", "question"])
    return PlainClaim(
        number,
        draw(st.sampled_from(context.documents)),
        draw(st.sampled_from(CODERS)),
        {tag: draw(st.booleans()) for tag in carried},
        draw(st.sampled_from(["", *CONFIDENCES])),
        draw(st.sampled_from([0, 1, 3, 6])),
        draw(st.integers(1, 9)),
        draw(verdict),
        {tag: v for tag in carried if (v := draw(verdict))},
        draw(st.booleans()),
    )


def axes() -> st.SearchStrategy[Axis]:
    facet = st.builds(
        Axis,
        of=st.sampled_from([one.key for one in FACETS]),
        role=st.sampled_from(["", "", "holder", "about"]),
        levels=st.sampled_from(["tags", "groups", "both"]),
        collapsed=st.frozensets(st.sampled_from([1000, 1001, 2000]), max_size=2),
    )
    return facet | st.builds(Axis, of=st.sampled_from([f":{name}" for name in FIELDS]))


def filters() -> st.SearchStrategy[Filter]:
    some_tags = st.frozensets(st.sampled_from([1000, 1001, 2000, 3000, 3001]), max_size=2)
    usual = st.just(Filter())
    return usual | st.builds(
        Filter,
        documents=st.frozensets(st.sampled_from([100, 101, 102]), max_size=2),
        groups=st.frozensets(st.sampled_from(["", "East"]), max_size=1),
        languages=st.frozensets(st.sampled_from(["", "en", "ar"]), max_size=2),
        coders=st.frozensets(st.sampled_from([11, 12]), max_size=2),
        since=st.sampled_from(DATES),
        until=st.sampled_from(DATES),
        decisions=st.sampled_from(["", *DECISIONS]),
        confidence=st.sampled_from(["", *CONFIDENCES]),
        reliability=st.sampled_from(["", "A", "D", "F"]),
        credibility=st.sampled_from([None, 2, 5, 6]),
        tags=st.just(frozenset()) | some_tags,
        without=st.just(frozenset()) | some_tags,
        role=st.sampled_from(["", "", "holder", "about"]),
        text=st.sampled_from(["", "", SEARCHED]),
    )  # fmt: skip


def one_condition() -> st.SearchStrategy[Filter]:
    """Filters of which only one or two conditions are set, so that claims are left."""
    kept = st.sets(st.sampled_from(list(Filter.__dataclass_fields__)), min_size=1, max_size=2)
    return st.builds(
        lambda whole, names: Filter(**{name: getattr(whole, name) for name in names}),
        filters(), kept,
    )  # fmt: skip


def requests() -> st.SearchStrategy[Request]:
    return st.builds(
        Request,
        rows=axes(),
        columns=axes(),
        measure=st.sampled_from(MEASURES),
        once=st.sampled_from(ONCE),
        percent=st.sampled_from(["", *PERCENTS]),
        filter=st.just(Filter()) | one_condition() | filters(),
        period=st.sampled_from(["", "", *PERIODS]),
        hide_empty=st.booleans(),
    )
