"""Which tags the palette offers first: those used last, and those that are likely now."""

from collections.abc import Mapping, Sequence

from db.records import Id

MOST = 12  # tags that are put first


def first_tags(
    recent: Sequence[Id], together: Mapping[Id, int], here: Mapping[Id, int]
) -> list[Id]:
    """Return the tags to offer first, at most `MOST`, each once.

    Where tags are on the claim already, those that mostly go with them (`together`, how often)
    lead; then come the recent ones, then those that are common in the document (`here`).
    """
    order = [*_by_count(together), *recent, *_by_count(here)]
    return list(dict.fromkeys(order))[:MOST]


def _by_count(counts: Mapping[Id, int]) -> list[Id]:
    return sorted(counts, key=lambda tag: (-counts[tag], tag))[: MOST // 2]
