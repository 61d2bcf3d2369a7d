"""From the session to what widgets show: marks, margin, inspector. Values in, values out."""
