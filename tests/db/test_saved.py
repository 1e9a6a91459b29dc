import pytest

from db import check, saved
from db.errors import Invalid
from db.project import Project


def test_filters_are_saved_replaced_and_forgotten(project: Project) -> None:
    with project.action("Save") as action:
        assert saved.FILTERS.save(action, " open  ones ", '{"text": "a"}')
        assert saved.FILTERS.save(action, "Without concern", "{}")
    assert saved.FILTERS.all(project) == {
        "open ones": '{"text": "a"}',
        "Without concern": "{}",
    }
    with project.action("Save again") as action:
        assert saved.FILTERS.save(action, "open ones", "{}")
        assert not saved.FILTERS.save(action, "open ones", "{}")
    project.log.undo()
    assert saved.FILTERS.all(project)["open ones"] == '{"text": "a"}'
    with project.action("Forget") as action:
        saved.FILTERS.remove(action, "open ones")
    assert list(saved.FILTERS.all(project)) == ["Without concern"]
    assert check.check(project) == []


@pytest.mark.parametrize("name", ["", "  ", "x" * 81])
def test_a_filter_without_a_fit_name_is_refused(project: Project, name: str) -> None:
    with pytest.raises(Invalid), project.action("Save") as action:
        saved.FILTERS.save(action, name, "{}")


def test_a_filter_that_is_not_there_cannot_be_forgotten(project: Project) -> None:
    with pytest.raises(Invalid, match="no filter"), project.action("Forget") as action:
        saved.FILTERS.remove(action, "nothing")
