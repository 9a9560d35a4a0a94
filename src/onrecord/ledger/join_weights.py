"""What speaks for two claims being of one matter, by `joins.FEATURES`: made by `python -m training.fit_joins --write`."""

WEIGHTS = (
    3.2929,  # meaning
    1.5736,  # words
    0.8960,  # words of the shorter
    0.0597,  # names
    0.5837,  # the same frame
    0.5092,  # the same verb
    0.2819,  # who acts
    0.7334,  # to whom
    0.4899,  # one denies
    -0.5018,  # one report
    0.1574,  # near in it
    0.3091,  # one party
    1.9675,  # one answers the other
    2.5587,  # one goes on with the other
)
BIAS = -2.0602
