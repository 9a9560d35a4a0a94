"""Scores on the corpora, their floors and their history."""
