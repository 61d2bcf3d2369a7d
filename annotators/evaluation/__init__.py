"""How well one set of attributions agrees with another."""
