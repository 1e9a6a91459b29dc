import pytest

from db import check, template
from db.errors import Invalid

from .making import snapshot


def test_a_template_names_what_cards_leave_out_and_undo_brings_it_back(project):
    assert template.hidden(project) == frozenset()
    before = snapshot(project)
    with project.action("Fields") as action:
        assert template.hide(action, ["speaker", "facet.time-frame", "speaker"])
    assert template.hidden(project) == {"speaker", "facet.time-frame"}
    assert project.log.entries(1)[0].label == "Fields"
    assert check.check(project) == []
    with project.action("Fields") as action:
        assert not template.hide(action, ["facet.time-frame", "speaker"])
        assert template.hide(action, [])
    assert template.hidden(project) == frozenset()
    project.log.undo()
    project.log.undo()
    assert snapshot(project) == before


@pytest.mark.parametrize("name", ["", "time frame", " note"])
def test_a_name_with_spaces_is_refused(project, name):
    with pytest.raises(Invalid), project.action("Fields") as action:
        template.hide(action, [name])
