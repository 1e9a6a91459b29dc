import pytest

from db import claims, coders, documents, tags
from db.check import check
from db.errors import FullDisk, Invalid, ReadOnlyProject
from db.project import Project
from resources import resource
from workbench import operations
from workbench.operations import SAMPLE_CODER, info, new_project, write_sample


def test_a_new_project_has_facets_and_stances_and_nothing_to_undo(tmp_path):
    with new_project(tmp_path / "Upper Teshk.workbench", "", "Mira") as project:
        assert project.title == "Upper Teshk"
        assert [facet.key for facet in tags.all_facets(project)] == ["actor", "concern", "stance"]
        assert [(tag.name, tag.sign) for tag in tags.all_tags(project)] == [
            ("For", 1), ("Against", -1), ("Mixed", 0),
        ]  # fmt: skip
        assert project.log.undoable() is None
        assert project.log.undo() is None
        assert check(project) == []
    with new_project(tmp_path / "p", " Title ", "Mira") as project:
        assert project.title.strip() == "Title"


def test_nothing_remains_of_a_project_that_could_not_be_made(tmp_path, monkeypatch):
    def fail(_action):
        raise FullDisk("There is no room.")

    monkeypatch.setattr(tags, "add_starters", fail)
    with pytest.raises(FullDisk):
        new_project(tmp_path / "p.workbench", "", "Mira")
    assert list(tmp_path.iterdir()) == []


def test_the_sample_is_whole_and_shows_something(tmp_path):
    path = write_sample(tmp_path / "new" / "folder")
    assert path == tmp_path / "new" / "folder" / "Upper Teshk water.workbench"
    with Project.open(path) as project:
        assert project.coder.name == SAMPLE_CODER
        assert check(project) == []
        found = documents.all_documents(project)
        assert len(found) == 4
        assert all(document.title != document.name for document in found)
        assert {document.language for document in found} == {"ar", "en"}
        assert len(claims.all_claims(project)) >= 55
        assert len(coders.all_coders(project)) == 2
        assert sorted(documents.reading_states(project, project.coder.id).values()) == [
            "done", "done", "reading",
        ]  # fmt: skip
    files = {item.name for item in resource("sample").iterdir()}
    assert {file.name for file in path.parent.iterdir()} == files | {path.name}


def test_a_sample_that_is_there_is_left_as_it_is(tmp_path):
    path = write_sample(tmp_path)
    with Project.open(path) as project, project.action("Work") as action:
        operations.add_tag(action, "actor", None, "Mine")
    (tmp_path / "claims.csv").write_text("mine")
    before = path.read_bytes()
    assert write_sample(tmp_path) == path
    assert path.read_bytes() == before
    assert (tmp_path / "claims.csv").read_text() == "mine"


def test_the_sample_overwrites_nobodys_files(tmp_path):
    (tmp_path / "codebook.csv").write_text("mine")
    with pytest.raises(Invalid, match=r"another codebook\.csv already; choose an empty folder"):
        write_sample(tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["codebook.csv"]
    # Its own sources, left by an earlier run, are no obstacle.
    (tmp_path / "codebook.csv").unlink()
    write_sample(tmp_path).unlink()
    assert write_sample(tmp_path).exists()


def test_a_sample_that_fails_half_way_leaves_no_project(tmp_path, monkeypatch):
    def fail(*_args, **_named):
        raise Invalid("That does not fit.")

    monkeypatch.setattr("workbench.operations.projects.import_claims", fail)
    with pytest.raises(Invalid, match="does not fit"):
        write_sample(tmp_path)
    assert not [file for file in tmp_path.iterdir() if ".workbench" in file.name]


def test_a_folder_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    for folder in (tmp_path / "file", tmp_path / "file" / "inner"):
        with pytest.raises(ReadOnlyProject, match="cannot be written"):
            write_sample(folder)


def test_info_says_what_there_is(project, do, document):
    do(documents.set_reading, document, "done")
    said = dict(info(project))
    assert said["Project"] == "p"
    assert said["File"] == str(project.path)
    assert said["Coders"] == "Mira Tolan"
    assert said["Documents"] == "1, 1 read by Mira Tolan"
    assert (said["Claims"], said["Actors"], said["Stance"]) == ("0", "0 tags", "3 tags")
    do(operations.add_tag, "actor", None, "A")
    assert dict(info(project))["Actors"] == "1 tag"
    assert said["Last change"].startswith("Step, Mira Tolan, 20")
