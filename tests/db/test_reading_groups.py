import pytest

from db import check, documents, reading_groups
from db.errors import Invalid
from db.project import Project


def test_a_document_stands_in_one_group(filled: Project) -> None:
    one, two = (document.id for document in documents.all_documents(filled))
    with filled.action("Group") as action:
        assert reading_groups.put(action, one, " First  week ")
        assert not reading_groups.put(action, one, "First week")
        assert reading_groups.put(action, one, "Second week")
        assert not reading_groups.put(action, two, "")
    assert reading_groups.all_groups(filled) == {one: "Second week"}
    with filled.action("Remove") as action:
        documents.remove(action, one)
    assert reading_groups.all_groups(filled) == {}
    filled.log.undo()
    with filled.action("Ungroup") as action:
        assert reading_groups.put(action, one, "")
    assert reading_groups.all_groups(filled) == {}
    assert check.check(filled) == []


@pytest.mark.parametrize(("document", "name"), [(1, "a"), (None, "x" * 81)])
def test_what_cannot_be_grouped_is_refused(
    filled: Project, document: int | None, name: str
) -> None:
    target = document or documents.all_documents(filled)[0].id
    with pytest.raises(Invalid), filled.action("Group") as action:
        reading_groups.put(action, target, name)
