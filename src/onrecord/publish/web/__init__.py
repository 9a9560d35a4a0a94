"""The ledger as web pages and as JSON over HTTP."""
