"""What speaks for two claims being of one matter, by `joins.FEATURES`: made by `python -m training.fit_joins --write`."""

WEIGHTS = (
    3.6754,  # meaning
    2.8166,  # words
    1.0946,  # words of the shorter
    -0.0551,  # names
    0.6479,  # the same frame
    0.4098,  # the same verb
    -0.1507,  # who acts
    0.0685,  # to whom
    0.2107,  # one denies
    -1.2343,  # one report
    0.2171,  # near in it
    0.0767,  # one party
    0.8356,  # one answers the other
    1.1656,  # one goes on with the other
    0.8978,  # headlines
    0.2558,  # denials
    0.8608,  # quotations
    0.2966,  # length of the shorter
)
BIAS = -2.9057
