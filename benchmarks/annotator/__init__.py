"""A simulated annotator who knows the gold and has nothing but the keys."""
