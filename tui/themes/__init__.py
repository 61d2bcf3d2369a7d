"""The two themes of the workbench; any other Textual theme works too, by being dark or light."""

from __future__ import annotations

from textual.theme import Theme

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
