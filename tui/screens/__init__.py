"""The screens: the desk, the corpus, help, and the small questions over them."""
