from db import switches
from db.project import Project
from db.switches import BLIND


def test_a_switch_is_off_until_it_is_turned_on(project: Project) -> None:
    assert not switches.is_on(project, BLIND)
    with project.action("Blind") as action:
        assert not switches.turn(action, BLIND, False)
        assert switches.turn(action, BLIND, True)
    assert switches.is_on(project, BLIND)
    with project.action("Open") as action:
        assert switches.turn(action, BLIND, False)
        assert not switches.turn(action, BLIND, False)
    assert not switches.is_on(project, BLIND)
    project.log.undo()
    assert switches.is_on(project, BLIND)
