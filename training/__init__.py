"""How the models were made; never imported by the program."""
