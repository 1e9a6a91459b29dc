import pytest

from db.errors import Invalid
from db.records import Coder, Document, Facet, Tag
from workbench.matrix import Axis, Context, Filter
from workbench.matrix.named import axis_named, conditions

from .world import FACETS

CONTEXT = Context(
    (*FACETS, Facet(4, "year", "School years", False, 3)),
    (Tag(1, 1, None, "Iran", "", aliases=("Tehran",)), Tag(2, 2, None, "Water", ""),
     Tag(3, 1, None, "Water", "")),
    (Document(10, "a.txt", "A title", "", 9), Document(11, "b.txt", "Same", "", 9),
     Document(12, "c.txt", "Same", "", 9)),
    (Coder(7, "Ana"),),
)  # fmt: skip


@pytest.mark.parametrize(
    ("name", "axis"),
    [
        ("actor", Axis("actor")),
        ("actor:about", Axis("actor", role="about")),
        ("month", Axis(":month")),
        ("year", Axis("year")),
        (":year", Axis(":year")),
        ("nothing", Axis("nothing")),
    ],
)
def test_an_axis_has_a_name(name: str, axis: Axis) -> None:
    assert axis_named(name, CONTEXT) == axis


def test_conditions_add_up() -> None:
    found = conditions(
        ["document=A title", "document = b.txt", "coder=Ana", "language=en", "group=East",
         "since=2024-05", "until=2025", "decisions=Accepted", "confidence=high", "reliability=b",
         "credibility=2", "actor=tehran", "concern=WATER", "role=about", "text=a=b", "text=dam",
         "without=Iran"],
        CONTEXT, Filter(languages=frozenset(["ar"])),
    )  # fmt: skip
    assert found == Filter(
        documents=frozenset([10, 11]), groups=frozenset(["East"]),
        languages=frozenset(["ar", "en"]), coders=frozenset([7]), since="2024-05", until="2025",
        decisions="accepted", confidence="high", reliability="B", credibility=2,
        tags=frozenset([1, 2]), without=frozenset([1]), role="about", text="a=b dam",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("actor", "is no condition"),
        ("place=here", "no condition “place”; there are document"),
        ("document=Same", "2 documents called “Same”"),
        ("document=d", "no documents called “d”"),
        ("coder=Bo", "no coder “Bo”; this project has Ana"),
        ("actor=Peru", "no tags called “Peru”"),
        ("without=water", "2 tags called “water”"),
        ("since=soon", "is no date"),
        ("confidence=total", "is no confidence; there are low, moderate, high"),
        ("credibility=7", "is no credibility"),
    ],
)
def test_what_is_not_there_is_told(text: str, said: str) -> None:
    with pytest.raises(Invalid, match=said):
        conditions([text], CONTEXT, Filter())
