"""What speaks for two claims being of one matter, by `joins.FEATURES`: made by `python -m training.fit_joins --write`."""

WEIGHTS = (
    3.2067,  # meaning
    1.6216,  # words
    0.9315,  # words of the shorter
    -0.0083,  # names
    0.5825,  # the same frame
    0.5301,  # the same verb
    0.2234,  # who acts
    0.7740,  # to whom
    0.4936,  # one denies
    -0.4880,  # one report
    -0.1531,  # paragraphs apart
    0.3270,  # one party
    2.2951,  # one answers the other
    2.5421,  # one goes on with the other
)
BIAS = -1.1242
