"""The workbench: one client of `annotators`, drawn with Textual."""
