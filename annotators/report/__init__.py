"""A project's figures as one page that needs nothing but itself."""
