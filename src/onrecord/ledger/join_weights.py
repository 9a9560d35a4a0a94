"""What speaks for two claims being of one matter, by `joins.FEATURES`: made by `python -m training.fit_joins --write`."""

WEIGHTS = (
    3.0739,  # meaning
    1.7215,  # words
    0.9608,  # words of the shorter
    0.0415,  # names
    1.4638,  # the same frame
    0.1883,  # the same verb
    -0.1224,  # who acts
    0.4643,  # to whom
    0.4254,  # one denies
    -0.5105,  # one report
    0.1698,  # near in it
    0.3009,  # one party
    1.3322,  # one answers the other
    2.4060,  # one goes on with the other
)
BIAS = -2.1226
