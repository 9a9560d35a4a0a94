"""The ledger and its readings → people: pages and files to look at."""
