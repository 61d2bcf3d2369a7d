import pytest
from rich.style import Style
from textual.color import Color
from textual.constants import DIM_FACTOR
from textual.theme import Theme

from tui.themes import DARK_THEME, LIGHT_THEME
from tui.themes.looks import looks_for
from tui.themes.palette import DARK, LIGHT, PLAIN, Table

CONTRAST = 4.5
SHAPES = {look for look in DARK if look.startswith(("bar", "rule", "progress"))}
SIGNS = ("bold", "italic", "underline", "underline2", "dim", "reverse", "strike")


def luminance(color: Color) -> float:
    parts = (part / 255 for part in color.rgb)
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Color, other: Color) -> float:
    """The contrast ratio of the WCAG."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(("theme", "table"), [(DARK_THEME, DARK), (LIGHT_THEME, LIGHT)])
def test_every_look_reads_well_on_its_ground(theme: Theme, table: Table) -> None:
    base = Style.parse(f"{theme.foreground} on {theme.background}")
    looks = looks_for(base, dark=theme.dark, no_color=False)
    for look in table.keys() - SHAPES:
        style = looks.style((look,))
        assert style.color
        assert style.bgcolor
        text, ground = (Color.from_rich_color(each) for each in (style.color, style.bgcolor))
        seen = ground.blend(text, DIM_FACTOR) if style.dim else text
        assert contrast(seen, ground) >= CONTRAST, look


@pytest.mark.parametrize(("theme", "table"), [(DARK_THEME, DARK), (LIGHT_THEME, LIGHT)])
def test_bars_read_well_on_the_surface(theme: Theme, table: Table) -> None:
    assert theme.surface
    ground = Color.parse(theme.surface)
    for look in ("bold", "faint", "key", "brand", "good", "warning", "error", "heading"):
        color = Style.parse(table[look]).color
        assert color
        assert contrast(Color.from_rich_color(color), ground) >= CONTRAST, look


def test_both_themes_know_the_same_looks() -> None:
    assert DARK.keys() == LIGHT.keys()
    assert PLAIN.keys() <= DARK.keys()


def test_without_colour_a_sign_tells_the_looks_apart() -> None:
    looks = looks_for(Style.null(), dark=True, no_color=True)
    telling = [(), ("contents",), ("cue",), ("source",), ("name-PERSON",), ("focus",), ("caret",)]
    telling += [(f"{look}-pending",) for look in ("contents", "cue", "source")]
    signs = {tuple(getattr(looks.style(look), sign) for sign in SIGNS) for look in telling}
    assert len(signs) == len(telling)


@pytest.mark.parametrize("table", [DARK, LIGHT, PLAIN])
def test_parts_of_a_quote_carry_their_sign_in_every_theme(table: Table) -> None:
    assert "underline" in table["contents"].split()
    assert "italic" in table["cue"].split()
    assert "bold" in table["source"].split()
    assert all("dim" in table[f"{part}-pending"] for part in ("contents", "cue", "source"))
