"""Bytes → Document: files, addresses, and the article in them."""
