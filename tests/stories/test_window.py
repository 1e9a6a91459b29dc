def test_x(at_work):
    assert at_work.text.startswith("Kelmaria")
    c = at_work.tag(0, 8, "duv")
    assert at_work.text[c.start : c.end] == "Kelmaria"
