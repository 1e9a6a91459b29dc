import pytest

from db.records import Coder, Document, Tag
from workbench.matrix import Axis, Context, Filter, Request
from workbench.matrix.sentence import phrases, sentence

from .world import FACETS

TAGS = (Tag(1, 1, None, "Iran", ""), Tag(2, 1, None, "Russia", ""), Tag(3, 3, None, "Against", ""))
CONTEXT = Context(
    FACETS,
    TAGS,
    tuple(Document(n, f"{n}.txt", f"Report {n}", "", 9) for n in range(10, 16)),
    (Coder(7, "Ana"), Coder(8, "Bo"), Coder(9, "Cy")),
)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (
            Request(),
            "Crossing Actors with Concerns, counting claims by everybody in all 6 documents.",
        ),
        (
            Request(
                Axis("actor", role="holder"), Axis("actor", role="about"), "split",
                filter=Filter(coders=frozenset([8, 7]), documents=frozenset([12])),
            ),
            "Crossing Actors as holders with Actors as those spoken of, showing the share of "
            "supporting claims by Ana or Bo in Report 12.",
        ),
        (
            Request(
                Axis(":month"), Axis("concern", levels="groups"), once="week", percent="row",
                filter=Filter(
                    since="2024", until="2025-03", decisions="accepted", reliability="B",
                    credibility=3, confidence="moderate", tags=frozenset([1, 3]),
                    without=frozenset([2]), text="  the   dam ",
                ),
            ),
            "Crossing Months with Concerns by group, counting claims once per week in percent of "
            "the row by everybody that were accepted in all 6 documents published 2024 to 2025-03, "
            "reliability B or better, credibility 3 or better, moderate confidence or more, tagged "
            "Iran and Against, without Russia, with “the dam”.",
        ),
        (
            Request(filter=Filter(documents=frozenset(range(10, 16)), coders=frozenset([5]))),
            "Crossing Actors with Concerns, counting claims by something deleted in Report 10, "
            "Report 11, Report 12 or 3 others.",
        ),
    ],
)  # fmt: skip
def test_a_request_in_a_sentence(asked: Request, said: str) -> None:
    assert sentence(asked, CONTEXT) == said


def test_each_choice_says_what_it_changes() -> None:
    asked = Request(
        period="year", filter=Filter(groups=frozenset(["East"]), languages=frozenset([""]))
    )
    assert [one.field for one in phrases(asked, CONTEXT) if one.field] == [
        "rows", "columns", "measure", "period", "coders", "documents", "groups", "languages",
    ]  # fmt: skip
