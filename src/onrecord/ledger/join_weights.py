"""What speaks for two claims being of one matter, by `joins.FEATURES`: made by `python -m training.fit_joins --write`."""

WEIGHTS = (
    3.1554,  # meaning
    1.6786,  # words
    0.9142,  # words of the shorter
    0.1005,  # names
    1.4447,  # the same frame
    0.2135,  # the same verb
    -0.1208,  # who acts
    0.4639,  # to whom
    0.4428,  # one denies
    -0.5127,  # one report
    0.1667,  # near in it
    0.3385,  # one party
    1.5121,  # one answers the other
    2.4986,  # one goes on with the other
)
BIAS = -2.1602
