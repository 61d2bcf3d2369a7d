"""What the program costs and reaches: a script for each question; `make bench` runs them all."""
