"""The first ten keys, learnt by pressing them on a scratch copy of a small article."""
