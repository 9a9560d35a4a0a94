"""Document → annotated document: tokens, syntax, entities, encoder output."""
