"""The pure model: text, spans, what is said about them, and how that changes.

Nothing below this package imports anything but the standard library, and
nothing in it reads or writes a file.
"""
