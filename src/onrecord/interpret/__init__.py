"""Statements → speakers, channels and acts."""
