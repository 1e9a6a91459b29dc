import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from db import claims, coders, documents, tags
from db.errors import Invalid
from db.log import Action
from db.project import Project
from db.records import Id, Span
from workbench.operations.compare import (
    Comparison,
    by_kind,
    compare_coders,
    compare_document,
    comparison_sentence,
)

sys.path.insert(0, str(Path(__file__).parent))
import gold

SHARED = Path(__file__).parents[2] / ".." / "shared"


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    if not SHARED.is_dir():
        pytest.skip("the shared sources are absent")
    with gold.opened(SHARED.resolve(), tmp_path_factory.mktemp("gold")) as project:
        yield project


def compared(project: Project) -> list[Comparison]:
    wanted = gold.doubly_coded(project, SHARED / "gold").values()
    return compare_coders(project, gold.coder(project, "gold"), gold.coder(project, "B"), wanted)


def test_the_gold_pairs_are_found(both: Project) -> None:
    truth = json.loads((SHARED / "gold" / "truth.json").read_text(encoding="utf-8"))
    found = {}
    for comparison in compared(both):
        for pairing in comparison.pairings:
            kinds = pairing.kinds
            for one in [claim.name for claim in pairing.left] or [None]:
                for other in [claim.name for claim in pairing.right] or [None]:
                    found[one, other] = (
                        "only-gold" if other is None
                        else "only-B" if one is None
                        else "tags-differ" if "tags" in kinds
                        else "boundary-differs" if "boundaries" in kinds
                        else "same",
                        "split" if "split" in kinds
                        else "merge" if "merge" in kinds
                        else "one-to-one" if one and other
                        else "none",
                    )  # fmt: skip
    missed: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for row in truth["pairs"]:
        total[row["relation"]] += 1
        kind, relation = found.get((row["gold"], row["b"]), ("", ""))
        # The pieces of a split are held against the whole together, not one by one.
        pieces = row["relation"] in ("split", "merge")
        if relation != row["relation"] or (kind != row["class"] and not pieces):
            missed[row["relation"]] += 1
    assert total == {"one-to-one": 96, "none": 38, "merge": 4, "split": 4}
    assert not missed


def test_the_gold_stances_that_differ_are_found(both: Project) -> None:
    truth = json.loads((SHARED / "gold" / "truth.json").read_text(encoding="utf-8"))
    differing = {
        (row["gold"], row["b"])
        for row in truth["pairs"]
        if row["relation"] == "one-to-one" and row["stance_differs"]
    }
    assert differing
    assert differing == {
        (pairing.left[0].name, pairing.right[0].name)
        for comparison in compared(both)
        for pairing in comparison.pairings
        if "stance" in pairing.kinds and len(pairing.left) == len(pairing.right) == 1
    }


@pytest.fixture
def pair(project: Project, do: Callable[..., Any], document: Id) -> tuple[Id, Id]:
    """Two coders, with claims on the dam that differ in their stance and one that is alone."""
    stance = {tag.name: tag.id for tag in tags.all_tags(project)}

    def annotate(action: Action) -> tuple[Id, Id]:
        mine, theirs = (coders.ensure(action, name) for name in ("Mira Tolan", "Joren Vask"))
        for coder, word in ((mine, "For"), (theirs, "Against")):
            tagged = [(stance[word], "holder")]
            claims.add(action, document, [Span(15, 37)], tags=tagged, coder=coder)
        claims.add(action, document, [Span(0, 13)], coder=theirs)
        return mine, theirs

    return do(annotate)


def test_a_document_is_compared(project: Project, document: Id, pair: tuple[Id, Id]) -> None:
    found = compare_document(project, document, *pair)
    assert [pairing.kinds for pairing in found] == [{"only right"}, {"stance"}]
    (comparison,) = compare_coders(project, *pair)
    assert comparison.pairings == found == comparison.differences
    assert comparison.document.name == "dam.txt"
    assert by_kind([comparison]) == {"only right": 1, "stance": 1}
    assert comparison.paired == 1
    assert comparison_sentence([comparison]) == (
        "2 differences at 2 places in 1 document; both have a claim at 1."
    )


def test_documents_without_claims_are_left_out(
    project: Project, do: Callable[..., Any], pair: tuple[Id, Id]
) -> None:
    do(documents.add, "empty.txt", "Nothing.")
    told: list[tuple[int, int]] = []
    found = compare_coders(project, *pair, progress=lambda done, total: told.append((done, total)))
    assert len(found) == 1
    assert told == [(0, 2), (1, 2), (2, 2)]
    assert compare_coders(project, *pair, cancelled=lambda: True) == []
    assert comparison_sentence([]) == "Neither of the two has a claim here."


@pytest.mark.parametrize("threshold", [0.0, -1.0, 1.1])
def test_a_threshold_is_a_share(
    project: Project, document: Id, pair: tuple[Id, Id], threshold: float
) -> None:
    with pytest.raises(Invalid, match="between 0 and 100"):
        compare_document(project, document, *pair, threshold)


def test_nobody_is_compared_with_themselves(project: Project, pair: tuple[Id, Id]) -> None:
    with pytest.raises(Invalid, match="two different coders"):
        compare_coders(project, pair[0], pair[0])
