from db import claims, documents, likely, tags
from db.records import Span

from .making import facet


def test_tags_are_counted_by_the_company_they_keep_and_by_document(project):
    actor, concern = facet(project, "actor"), facet(project, "concern")
    with project.action("Fill") as action:
        one, two = (documents.add(action, name, f"{name} " * 30) for name in ("a.txt", "b.txt"))
        ana, bo = (tags.add(action, actor, name) for name in ("Ana", "Bo"))
        water, roads = (tags.add(action, concern, name) for name in ("water", "roads"))
        for number, (document, given) in enumerate(
            [(one, (ana, water)), (one, (ana, water)), (two, (ana, roads)), (two, (bo, roads))]
        ):
            span = Span(number * 4, number * 4 + 3)
            claims.add(action, document, [span], tags=[(tag, "holder") for tag in given])
    assert likely.together(project, [ana]) == {water: 2, roads: 1}
    assert likely.together(project, [ana, roads]) == {water: 2, bo: 1}
    assert likely.together(project, []) == {}
    assert likely.in_document(project, two) == {ana: 1, bo: 1, roads: 2}
    assert likely.in_document(project, 7) == {}
