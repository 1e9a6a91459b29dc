from workbench.exporters.codebook_page import COLOURS
from workbench.gui import theme


def test_the_printed_page_has_the_light_colours_of_the_window():
    assert {name: hue.strong for name, hue in theme.LIGHT.hues.items()} == COLOURS
