"""The one table of actions: hints, help, palette, documentation and keys come from it."""

from __future__ import annotations

from typing import Literal, NamedTuple

Context = Literal["quote", "mention", "cursor", "corpus"]
"""Where a key can mean something: on a quote, on a mention, on the bare text, in the queue."""

ITEM: tuple[Context, ...] = ("quote", "mention")
DESK: tuple[Context, ...] = ("quote", "mention", "cursor")
EVERYWHERE: tuple[Context, ...] = (*DESK, "corpus")

PLACES: dict[Context, str] = {
    "quote": "on a quote",
    "mention": "on a mention",
    "cursor": "on the bare text",
    "corpus": "in the corpus",
}
"""Each place as it is told."""


class Action(NamedTuple):
    """One thing a person can do.

    `label` is the word beside the key in the hint line, `help` one sentence.
    `keys` are the default ones: a printable character, or a name such as
    `shift+left`. `counted` are those that a count before them repeats.
    """

    id: str
    label: str
    help: str
    keys: tuple[str, ...]
    where: tuple[Context, ...]
    group: str
    counted: bool = False


_DIGITS = tuple("123456789")

ACTIONS: tuple[Action, ...] = (
    Action("accept", "accept", "Accept the suggestion and go to the next pending one.",
           ("a",), ITEM, "Decide"),
    Action("reject", "reject", "Reject the item (no quote, no mention) and go to the next pending one.",
           ("x",), ITEM, "Decide"),
    Action("accept-all", "accept all", "Accept all that are left, for training only; asks first.",
           ("A",), DESK, "Decide"),
    Action("flag", "flag", "Flag the item with a note; an empty note takes the flag away.",
           ("f",), ITEM, "Decide"),
    Action("dismiss-finding", "no problem", "Say that the problem here is none; it is not shown again unless the item changes.",
           ("!",), DESK, "Decide"),
    Action("undo", "undo", "Take the last change of this article back.", ("u",), DESK, "Decide", counted=True),
    Action("redo", "redo", "Bring back what was undone.", ("r", "ctrl+r"), DESK, "Decide", counted=True),
    Action("repeat", "repeat", "Repeat the last change on the item in focus.",
           (".",), ITEM, "Decide", counted=True),
    Action("finish", "finish", "Finish the article as gold or training and open the next one.",
           ("F",), DESK, "Decide"),
    Action("give-speaker", "speaker", "Give the quote, or the mention, to the member of the cast with this digit.",
           _DIGITS, ITEM, "Speaker"),
    Action("pick-speaker", "pick", "Letters appear on the mentions; type them to give the quote to one.",
           ("s",), ("quote",), "Speaker"),
    Action("type-speaker", "name", "Type part of a name; Enter gives the quote or the mention to it; a + at the end makes a new name; nothing typed means a new one whom the source names.",
           ("t",), ITEM, "Speaker"),
    Action("add-speaker", "one more", "Type part of a name to give the quote one more speaker, or to take one of several away.",
           ("&",), ("quote",), "Speaker"),
    Action("speaker-state", "no speaker", "Say that the speaker is unnamed, not given, or undecided.",
           ("0",), ("quote",), "Speaker"),
    Action("show-cast", "cast", "Show the whole cast.", ("i",), DESK, "Speaker"),
    Action("grow", "grow", "Grow the span to the next unit: token, phrase, clause, quotation, sentence, paragraph.",
           ("+", "="), DESK, "Span", counted=True),
    Action("shrink", "shrink", "Shrink the span to the unit before, around its active end.",
           ("-",), DESK, "Span", counted=True),
    Action("unit-token", "token", "Make the span the token at its active end.", ("T",), DESK, "Span"),
    Action("unit-phrase", "phrase", "Make the span the phrase around it.", ("P",), DESK, "Span"),
    Action("unit-clause", "clause", "Make the span the clause around it.", ("C",), DESK, "Span"),
    Action("unit-quotation", "quotation", "Make the span the quotation marks around it.",
           ("Q",), DESK, "Span"),
    Action("unit-sentence", "sentence", "Make the span the sentence around it.", ("S",), DESK, "Span"),
    Action("unit-paragraph", "paragraph", "Make the span the paragraph around it.",
           ("G",), DESK, "Span"),
    Action("token-left", "token left", "Move the active end, or the cursor, a token to the left.",
           ("left",), DESK, "Span", counted=True),
    Action("token-right", "token right", "Move the active end, or the cursor, a token to the right.",
           ("right",), DESK, "Span", counted=True),
    Action("character-left", "character left", "Move the active end a character to the left.",
           ("<", "shift+left"), DESK, "Span", counted=True),
    Action("character-right", "character right", "Move the active end a character to the right.",
           (">", "shift+right"), DESK, "Span", counted=True),
    Action("swap-end", "other end", "Make the other end of the span the active one.",
           ("o",), DESK, "Span"),
    Action("pick-end", "edge", "Letters appear on the words; type them to put the active end there.",
           ("e",), DESK, "Span"),
    Action("pick-ends", "both edges", "Letters appear on the words; type those of the first, then of the last, and the span lies between.",
           ("E",), DESK, "Span"),
    Action("hold", "mark", "Hold the cursor here, so that moving marks a span; again lets go.",
           ("space",), ("cursor",), "Span"),
    Action("new-quote", "new quote", "Make a quote of what is marked: of what was said, or of who says it; the rest is proposed.",
           ("q",), DESK, "Make"),
    Action("complete", "fill in", "Fill in the cue, source or speaker that the quote lacks, as the model sees it.",
           ("z",), ("quote",), "Make"),
    Action("choose-reading", "readings", "List other cues, sources, speakers and contents for the quote; a digit takes one.",
           ("Z",), ("quote",), "Make"),
    Action("contents", "contents", "On a quote: pick further contents by letters. On a span: add it to the quote at hand.",
           ("c",), DESK, "Make"),
    Action("cue", "cue", "On a quote: pick its cue by letters. On a span: make it the cue of the quote at hand.",
           ("v",), DESK, "Make"),
    Action("source", "source", "On a quote: pick its source by letters. On a span: make it the source of the quote at hand.",
           ("b",), DESK, "Make"),
    Action("add-cue", "one more cue", "As the key for the cue, but what is the cue already stays beside it.",
           ("V",), DESK, "Make"),
    Action("add-source", "one more source", "As the key for the source, but what is the source already stays beside it.",
           ("W",), DESK, "Make"),
    Action("mention", "mention", "Make the span a mention.", ("m",), DESK, "Make"),
    Action("label", "label", "Choose the label of the mention and its entity; a capital letter carries it on.",
           ("l",), ("mention",), "Make"),
    Action("carry", "carry on", "Show where else a corrected speaker or label would hold; one key takes it there.",
           ("*",), ITEM, "Make"),
    Action("delete", "delete", "Delete the part in focus; without contents the quote goes too.",
           ("d", "delete"), ITEM, "Make"),
    Action("next-pending", "next", "Go to the next item that waits for a decision.",
           ("n",), DESK, "Go", counted=True),
    Action("previous-pending", "previous", "Go to the item before that waits for a decision.",
           ("p",), DESK, "Go", counted=True),
    Action("next-quote", "next quote", "Go to the next quote, decided or not.", ("j",), DESK, "Go", counted=True),
    Action("previous-quote", "quote before", "Go to the quote before, decided or not.",
           ("k",), DESK, "Go", counted=True),
    Action("next-part", "part", "Go to the next part of the quote.", ("tab",), ("quote",), "Go", counted=True),
    Action("previous-part", "part before", "Go to the part before of the quote.",
           ("shift+tab",), ("quote",), "Go", counted=True),
    Action("next-mention", "next mention", "Go to the next mention.", ("]",), DESK, "Go", counted=True),
    Action("previous-mention", "mention before", "Go to the mention before.", ("[",), DESK, "Go", counted=True),
    Action("next-finding", "next finding", "Go to the next problem.", ("y",), DESK, "Go", counted=True),
    Action("previous-finding", "finding before", "Go to the problem before.", ("Y",), DESK, "Go", counted=True),
    Action("enter", "open item", "Focus the item at the cursor, innermost first; again for the one around it.",
           ("enter",), DESK, "Go"),
    Action("leave", "leave", "Leave the item for the bare text, or let go of the marked span.",
           ("escape",), DESK, "Go"),
    Action("row-up", "up", "Move the cursor a row up, off the item.", ("up",), DESK, "Go", counted=True),
    Action("row-down", "down", "Move the cursor a row down, off the item.", ("down",), DESK, "Go", counted=True),
    Action("page-up", "page up", "Move the cursor a page up.", ("pageup",), DESK, "Go", counted=True),
    Action("page-down", "page down", "Move the cursor a page down.", ("pagedown",), DESK, "Go", counted=True),
    Action("start", "start", "Go to the start of the article.", ("home", "{"), DESK, "Go"),
    Action("end", "end", "Go to the end of the article.", ("end", "}"), DESK, "Go"),
    Action("pick-word", "word", "Letters appear on the words; type them to put the cursor there, off the item.",
           ("'",), DESK, "Go"),
    Action("search", "search", "Search the article; Enter goes to the next place.",
           ("/",), DESK, "Go"),
    Action("next-match", "next match", "Go to the next place that the search found.",
           (";",), DESK, "Go", counted=True),
    Action("previous-match", "match before", "Go to the place before that the search found.",
           (",",), DESK, "Go", counted=True),
    Action("next-article", "next article", "Open the next article in the queue.", (")",), DESK, "Go"),
    Action("previous-article", "article before", "Open the article before in the queue.",
           ("(",), DESK, "Go"),
    Action("show-corpus", "corpus", "Show all articles.", ("w",), DESK, "See"),
    Action("show-scores", "scores", "Show how one set of layers does against another; Enter on a figure lists what counts against it.",
           ("%",), EVERYWHERE, "See"),
    Action("next-score", "next item", "Open the next item of the list that a figure of the scores opened.",
           ("$",), DESK, "See"),
    Action("previous-score", "item before", "Open the item before of the list that a figure of the scores opened.",
           ("#",), DESK, "See"),
    Action("show-rule", "rule", "Show the rule of the guideline that fits the item in focus.",
           ("h",), DESK, "See"),
    Action("history", "history", "Show who decided what in this article, and when; Enter goes to the item.",
           ("H",), DESK, "See"),
    Action("toggle-panel", "panel", "Open or close the right column.", ("|",), DESK, "See"),
    Action("draft-again", "draft", "Let the model draft this article now, before the others.",
           ("D",), DESK, "See"),
    Action("stop-drafting", "stop drafts", "Stop drafting in the background.",
           ("X",), EVERYWHERE, "See"),
    Action("help", "help", "Show what the keys do here, then all others.", ("?", "f1"), EVERYWHERE, "See"),
    Action("tutorial", "tutorial", "Learn the first ten keys on a small article; nothing of it is kept.",
           ("f2",), EVERYWHERE, "See"),
    Action("palette", "commands", "Find any action by its name.", (":", "f10"), EVERYWHERE, "See"),
    Action("quit", "quit", "Leave copydesk; everything is saved.", ("ctrl+q",), EVERYWHERE, "See"),
    Action("compare", "compare", "Compare layers of this article, differences first, and settle them; again goes back to your own.",
           ("K",), DESK, "Compare"),
    Action("take-left", "take left", "Where layers differ: take what the left one says; on a cue, a source or a decided quote only the part in focus.",
           ("L",), ITEM, "Compare"),
    Action("take-right", "take right", "Where layers differ: take what the right one says; on a cue, a source or a decided quote only the part in focus.",
           ("R",), ITEM, "Compare"),
    Action("take-both", "take both", "Where layers differ: take every reading, each as an item of its own.",
           ("B",), ITEM, "Compare"),
    Action("take-neither", "neither", "Where layers differ: say that there is nothing here, whatever they say.",
           ("N",), ITEM, "Compare"),
    Action("reason", "reason", "Where layers differ: say why it was settled so, of the item in focus or of what was settled last.",
           ('"',), DESK, "Compare"),
    Action("open-article", "open", "Open the article on the desk.", ("enter",), ("corpus",), "Corpus"),
    Action("open-blind", "open blind", "Open the article without its draft; what others made of it is hidden until it is finished.",
           ("b",), ("corpus",), "Corpus"),
    Action("corpus-down", "down", "Go to the next article of the list.", ("down", "j"), ("corpus",), "Corpus", counted=True),
    Action("corpus-up", "up", "Go to the article before.", ("up", "k"), ("corpus",), "Corpus", counted=True),
    Action("corpus-page-down", "page down", "Go a page down the list.", ("pagedown",), ("corpus",), "Corpus", counted=True),
    Action("corpus-page-up", "page up", "Go a page up the list.", ("pageup",), ("corpus",), "Corpus", counted=True),
    Action("corpus-start", "first", "Go to the first article.", ("home", "{"), ("corpus",), "Corpus"),
    Action("corpus-end", "last", "Go to the last article.", ("end", "}"), ("corpus",), "Corpus"),
    Action("filter", "filter", "Show only articles whose line holds these words.",
           ("/",), ("corpus",), "Corpus"),
    Action("sort", "sort", "Sort by the next column: queue, status, least sure, models differ, pending, title, last change.",
           ("s",), ("corpus",), "Corpus"),
    Action("back-to-desk", "desk", "Go back to the desk.", ("escape", "w"), ("corpus",), "Corpus"),
)  # fmt: skip

BY_ID: dict[str, Action] = {action.id: action for action in ACTIONS}
