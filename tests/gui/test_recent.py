import os
from datetime import datetime, timedelta

import pytest

from db import claims
from db.project import Project
from workbench import operations
from workbench.gui.recent import MOST, recent_projects, remember_project

from .fixtures import ME


def open_and_remember(path, settings):
    with Project.open(path, ME) as project:
        remember_project(settings, project)


def set_day(settings, at):
    (entry,) = settings.place("recent")
    settings.remember({"recent": [entry | {"at": at}]})


def test_a_project_is_listed_with_what_it_holds(small_path, settings):
    open_and_remember(small_path, settings)
    (found,) = recent_projects(settings)
    assert found.path == small_path
    assert found.title == "Upper Teshk"
    assert found.detail.startswith("2 documents, 4 claims · ")
    assert small_path.parent.name in found.detail
    assert found.when == "today"


def test_one_of_a_thing_is_counted_as_one(tmp_path, settings):
    with operations.new_project(tmp_path / "one.workbench", "", ME) as project:
        source = operations.Source("a.txt", "A", "Some text", (), "text/plain", b"")
        with project.action("Import") as action:
            (document,) = operations.add_sources(action, [source]).added
            claims.add(action, document, [claims.Span(0, 4)])
        remember_project(settings, project)
    assert recent_projects(settings)[0].detail.startswith("1 document, 1 claim · ")


def test_what_was_written_elsewhere_since_is_not_told(small_path, settings):
    open_and_remember(small_path, settings)
    with Project.open(small_path, ME) as project, project.action("Remove") as action:
        claims.remove(action, claims.all_claims(project)[0].id)
    os.utime(small_path, (1, 1))
    (found,) = recent_projects(settings)
    assert "claim" not in found.detail
    assert small_path.parent.name in found.detail
    open_and_remember(small_path, settings)
    assert recent_projects(settings)[0].detail.startswith("2 documents, 3 claims · ")


def test_the_newest_comes_first_once_and_the_list_ends(tmp_path, settings):
    paths = [tmp_path / f"{n}.workbench" for n in range(MOST + 2)]
    for path in paths:
        operations.new_project(path, path.stem, ME).close()
        open_and_remember(path, settings)
    open_and_remember(paths[5], settings)
    shown = [entry.path for entry in recent_projects(settings)]
    assert shown[:2] == [paths[5], paths[-1]]
    assert len(shown) == len(set(shown)) == MOST


def test_what_is_gone_is_not_offered_until_it_is_back(small_path, settings):
    open_and_remember(small_path, settings)
    away = small_path.rename(small_path.with_name("elsewhere"))
    assert recent_projects(settings) == []
    away.rename(small_path)
    assert len(recent_projects(settings)) == 1


@pytest.mark.parametrize(("ago", "said"), [(0, "today"), (1, "yesterday"), (2, "")])
def test_days_are_told_in_words(small_path, settings, ago, said):
    open_and_remember(small_path, settings)
    day = datetime.now() - timedelta(days=ago)
    set_day(settings, day.isoformat())
    assert recent_projects(settings)[0].when == (said or day.strftime("%A"))


def test_a_day_long_ago_has_its_year(small_path, settings):
    open_and_remember(small_path, settings)
    set_day(settings, "2020-03-04T10:00")
    assert recent_projects(settings)[0].when == "4 March 2020"
    month_ago = datetime.now() - timedelta(days=40)
    set_day(settings, month_ago.isoformat())
    assert recent_projects(settings)[0].when == f"{month_ago.day} {month_ago:%B}"


@pytest.mark.parametrize(
    "broken",
    ["text", 7, {"path": "x"}, [1, None, "x"], [{}], [{"path": 5, "at": 6, "title": None}]],
)
def test_a_broken_list_is_no_trouble(small_path, settings, broken):
    settings.remember({"recent": broken})
    assert recent_projects(settings) == []
    open_and_remember(small_path, settings)
    assert recent_projects(settings)[0].path == small_path
    set_day_of_first(settings, "no day")
    assert recent_projects(settings)[0].when == ""


def set_day_of_first(settings, at):
    first, *others = settings.place("recent")
    settings.remember({"recent": [first | {"at": at}, *others]})
