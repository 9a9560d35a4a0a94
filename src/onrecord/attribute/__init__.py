"""Annotated document → statements: who is said to have said what."""
