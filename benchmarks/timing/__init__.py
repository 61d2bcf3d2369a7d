"""Programs in a pseudo terminal, timed from outside."""
