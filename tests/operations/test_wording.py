from workbench.operations.wording import counted, listed


def test_a_number_has_its_noun():
    assert counted(0, "tag") == "0 tags"
    assert counted(1, "tag") == "1 tag"
    assert counted(12345, "tag") == "12,345 tags"


def test_a_long_list_is_cut():
    assert listed(["a"]) == "“a”"
    assert listed(["a", "b", "c"], 2) == "“a”, “b” and 1 more"
