from making import claim, tag

from workbench.agreement.confusion import confusions
from workbench.agreement.measures import MEASURES, number, sentence
from workbench.agreement.pairing import pair_claims

BY_KEY = {measure.key: measure for measure in MEASURES}


def test_a_sentence_says_what_a_value_means() -> None:
    assert sentence(BY_KEY["alpha"], 0.78, 0.64, 0.89, "") == (
        "Krippendorff’s alpha 0.78 (95 % interval 0.64 to 0.89): of the disagreement that chance "
        "would bring, 78 % is absent; enough for tentative conclusions."
    )
    assert sentence(BY_KEY["percent"], 0.5, None, None, "") == (
        "Percent agreement 0.50: the coders agree on 50 % of the units, by chance or not."
    )
    assert sentence(BY_KEY["kappa"], -0.2, None, None, "") == (
        "Cohen’s kappa −0.20: the coders agree less than by chance."
    )
    assert sentence(BY_KEY["kappa"], None, None, None, "there is nothing") == (
        "Cohen’s kappa is undefined: there is nothing."
    )


def test_nothing_short_of_full_agreement_is_shown_as_full() -> None:
    assert [number(value) for value in (1.0, 0.9999, 0.994, 0.996, 0.0, -0.001)] == [
        "1.00", "0.99", "0.99", "0.99", "0.00", "0.00",
    ]  # fmt: skip


def test_tags_stand_against_those_of_their_facet() -> None:
    facets = {tag("a"): 1, tag("b"): 1, tag("x"): 2, tag("y"): 2}
    found = pair_claims(
        [claim((0, 9), tags="ax"), claim((20, 29), tags="ax")],
        [claim((0, 9), tags="bx"), claim((20, 29), tags="b")],
    )
    first, second = confusions(found, facets)
    assert (first.facet, first.left, first.right, first.count) == (1, tag("a"), tag("b"), 2)
    assert (second.facet, second.left, second.right, second.count) == (2, tag("x"), None, 1)
    assert second.claims == (((found[1].left[0].id,), (found[1].right[0].id,)),)
