"""Two or more layers of one article: where they differ, and which side is right."""
