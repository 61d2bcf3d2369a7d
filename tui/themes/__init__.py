"""The two themes of the workbench; any other Textual theme works too, by being dark or light."""

from __future__ import annotations

from typing import Any

from textual.app import App
from textual.theme import BUILTIN_THEMES, Theme

from annotators.errors import CopydeskError

DARK_THEME = Theme(
    name="copydesk-dark",
    dark=True,
    primary="#e8b64c",
    secondary="#8fbfe8",
    accent="#e8b64c",
    foreground="#cbcdd1",
    background="#15171a",
    surface="#1c1f23",
    panel="#22262b",
    success="#93cf9f",
    warning="#e8c67a",
    error="#f0938a",
    text_alpha=1.0,
    variables={
        "border": "#3a3f48",
        "border-blurred": "#3a3f48",
        "scrollbar": "#3a3f48",
        "scrollbar-hover": "#5a616d",
        "scrollbar-active": "#e8b64c",
        "scrollbar-background": "#15171a",
        "scrollbar-background-hover": "#15171a",
        "scrollbar-background-active": "#15171a",
        "input-cursor-background": "#e8b64c",
        "input-cursor-foreground": "#17140b",
        "input-selection-background": "#e8b64c 35%",
    },
)

LIGHT_THEME = Theme(
    name="copydesk-light",
    dark=False,
    primary="#8a4b00",
    secondary="#1a5c96",
    accent="#b86400",
    foreground="#2b2d31",
    background="#fbfaf6",
    surface="#f4f2eb",
    panel="#ece9df",
    success="#1d6b3c",
    warning="#7d5700",
    error="#b3261e",
    text_alpha=1.0,
    variables={
        "border": "#cfccc2",
        "border-blurred": "#cfccc2",
        "scrollbar": "#cfccc2",
        "scrollbar-hover": "#a9a698",
        "scrollbar-active": "#b86400",
        "scrollbar-background": "#fbfaf6",
        "scrollbar-background-hover": "#fbfaf6",
        "scrollbar-background-active": "#fbfaf6",
        "input-cursor-background": "#b86400",
        "input-cursor-foreground": "#ffffff",
        "input-selection-background": "#f0b63a 45%",
    },
)

THEMES = (DARK_THEME, LIGHT_THEME)


def theme_name(setting: str) -> str:
    """The name of the theme that a setting means; CopydeskError for one that is not there."""
    own = {"dark": DARK_THEME.name, "light": LIGHT_THEME.name}
    if setting in own:
        return own[setting]
    if setting in {theme.name for theme in THEMES} or setting in BUILTIN_THEMES:
        return setting
    raise CopydeskError(
        f"theme: {setting} is not known",
        place="config.yaml",
        remedy=f"use dark, light, or one of {', '.join(sorted(BUILTIN_THEMES))}",
    )


def begin_in(app: App[Any], theme: str) -> None:
    """Have an application that does not run yet begin in a theme.

    Set as usual, it has all styles read a second time before the first paint; ours need not be.
    """
    for known in THEMES:
        app.register_theme(known)
    if theme in {known.name for known in THEMES}:
        app.set_reactive(App.theme, theme)
        app.stylesheet.set_variables(app.get_css_variables())
    else:
        app.theme = theme
