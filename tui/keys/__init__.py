"""What keys do: one table of actions, and which key means which of them."""
