"""Which documents and claims a filter lets through, as masks over the table of facts."""

import numpy as np

from db.errors import Invalid
from db.records import CONFIDENCES, CREDIBILITIES, RELIABILITIES, Id
from workbench.matrix.arrays import Mask, Numbers
from workbench.matrix.facts import ACCEPTED, REJECTED, Facts
from workbench.matrix.needs import MERGED, text_key
from workbench.matrix.request import Filter
from workbench.text.dates import may_meet


def documents_in(facts: Facts, wanted: Filter) -> Mask:
    """Return which documents of the context pass the conditions on documents."""
    documents, groups = facts.context.documents, facts.context.groups
    reliable = _at_least(RELIABILITIES[:-1], wanted.reliability)
    found = np.ones(len(documents), np.bool_)
    for place, document in enumerate(documents):
        found[place] = (
            (not wanted.documents or document.id in wanted.documents)
            and (not wanted.groups or groups.get(document.id, "") in wanted.groups)
            and (not wanted.languages or document.language in wanted.languages)
            and (not wanted.reliability or document.reliability in reliable)
            and (
                not (wanted.since or wanted.until)
                or may_meet(document.published_on, wanted.since, wanted.until)
            )
        )
    return found


def _at_least(scale: tuple[str, ...], least: str) -> tuple[str, ...]:
    """Return the grades that are as good as one, which comes after the better ones."""
    return scale[: scale.index(least) + 1] if least in scale else scale


def claims_in(facts: Facts, wanted: Filter, documents: Mask) -> Mask:
    """Return which claims pass a filter, given the documents that do; raises Invalid."""
    # Claims that are gone have the document NONE, which takes the mask's last place.
    found = np.append(documents, False)[facts.document]
    if wanted.coders:
        places = [at for at, one in enumerate(facts.context.coders) if one.id in wanted.coders]
        found &= np.isin(facts.columns["coder"], places)
    if wanted.confidence:
        found &= facts.columns["confidence"] > CONFIDENCES.index(wanted.confidence)
    if wanted.credibility:
        grade = facts.columns["credibility"]
        found &= (grade > 0) & (grade <= wanted.credibility)
        if wanted.credibility < CREDIBILITIES[-1]:
            found &= grade < CREDIBILITIES[-1]
    if wanted.text.split():
        found &= facts.texts[text_key(wanted.text)]
    if wanted.before_merge:
        found &= ~facts.texts[MERGED]
    if wanted.decisions:
        found &= _decided(facts, wanted)
    return found & _tagged(facts, wanted)


def _decided(facts: Facts, wanted: Filter) -> Mask:
    verdict = facts.columns["verdict"]
    if wanted.decisions == "not rejected":
        return np.asarray(verdict != REJECTED)
    if wanted.decisions == "open":
        return np.asarray(verdict == 0)
    # A claim without a verdict whose tags were accepted one by one counts for these.
    found = verdict == ACCEPTED
    open_still = verdict == 0
    for tag in facts.used:
        claims = facts.carrying(tag)
        accepted = claims[facts.verdicts(tag, claims) == ACCEPTED]
        found[accepted[open_still[accepted]]] = True
    return np.asarray(found)


def _tagged(facts: Facts, wanted: Filter) -> Mask:
    found = np.ones(len(facts), np.bool_)
    below = facts.below
    facet_of = {tag.id: tag.facet for tag in facts.context.tags}
    missing = (wanted.tags | wanted.without) - facet_of.keys()
    if missing:
        raise Invalid("A tag of the filter is no longer in the codebook; choose another filter.")
    for facet in {facet_of[tag] for tag in wanted.tags}:
        some = [tag for tag in wanted.tags if facet_of[tag] == facet]
        found &= carrying_any(
            facts, [one for tag in some for one in below[tag]], wanted, wanted.role
        )
    if wanted.without:
        inside = [one for tag in wanted.without for one in below[tag]]
        found &= ~carrying_any(facts, inside, wanted)
    if wanted.role and not wanted.tags:
        found &= carrying_any(facts, list(facet_of), wanted, wanted.role)
    return found


def carrying_any(facts: Facts, tags: list[Id], wanted: Filter, role: str = "") -> Mask:
    """Return which claims carry one of some tags."""
    found = np.zeros(len(facts), np.bool_)
    for tag in tags:
        found[carried(facts, tag, wanted, role)] = True
    return found


def carried(facts: Facts, tag: Id, wanted: Filter, role: str = "") -> Numbers:
    """Return the claims that carry a tag as far as the decisions of a filter let it count."""
    claims = facts.carrying(tag, role)
    if not wanted.decisions:
        return claims
    verdict = facts.verdicts(tag, claims)
    kept: Mask = verdict == ACCEPTED if wanted.decisions == "accepted" else verdict != REJECTED
    found: Numbers = claims[kept]
    return found
