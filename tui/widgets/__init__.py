"""What is drawn: widgets that know values of `annotators.model` and their own messages only."""
