"""The learned engine: a small encoder that finds cues, and contents and source of each."""
