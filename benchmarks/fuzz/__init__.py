"""Hostile files: sound ones, what can be wrong in them, and what is done with them."""
