from db.merging.lineage import Entry, Lineage


def entry(
    name: int, session: int, lamport: int, kind: str = "do", undoes: int | None = None
) -> Entry:
    return Entry(name, session, lamport, session, "", "", kind, undoes, "")


#: two sessions of one file, and one of a copy made after the first action, brought in and undone
FIRST, OWN, APART = entry(1, 10, 1), entry(2, 20, 2), entry(3, 30, 2)
MERGE = entry(4, 20, 3, "merge")
BETWEEN = entry(5, 20, 4)
UNDO = entry(6, 20, 5, "undo", 4)
AFTER = entry(7, 20, 6)
REDO = entry(8, 20, 7, "redo", 4)
AGAIN = entry(9, 20, 8)
ALL = [FIRST, OWN, APART, MERGE, BETWEEN, UNDO, AFTER, REDO, AGAIN]
LINEAGE = Lineage(ALL, [(2, 0, 1), (3, 0, 1), (4, 1, 3)])


def test_an_action_has_seen_what_was_in_its_file() -> None:
    assert all(LINEAGE.has_seen(one, FIRST) for one in ALL)
    assert not LINEAGE.has_seen(OWN, APART)
    assert not LINEAGE.has_seen(APART, OWN)
    assert not LINEAGE.has_seen(FIRST, OWN)
    assert LINEAGE.has_seen(AGAIN, OWN)


def test_a_merge_shows_what_it_brings_until_it_is_undone() -> None:
    assert LINEAGE.has_seen(BETWEEN, APART)
    assert not LINEAGE.has_seen(AFTER, APART)
    assert LINEAGE.has_seen(AFTER, OWN)
    assert LINEAGE.has_seen(AGAIN, APART)


def test_a_later_session_knows_what_the_one_before_it_knew() -> None:
    later = entry(10, 40, 9)
    lineage = Lineage([*ALL, later], [(2, 0, 1), (3, 0, 1), (4, 1, 3), (10, 0, 9)])
    assert all(lineage.has_seen(later, one) for one in ALL)
    forgetful = Lineage([*ALL[:7], later], [(2, 0, 1), (3, 0, 1), (4, 1, 3), (10, 0, 7)])
    assert not forgetful.has_seen(later, APART)


def test_a_parent_that_comes_later_or_never_is_passed_over() -> None:
    lineage = Lineage([FIRST, OWN], [(1, 0, 2), (2, 0, 99)])
    assert not lineage.has_seen(FIRST, OWN)
    assert not lineage.has_seen(OWN, FIRST)
