"""How fast, how large."""
