"""What speaks for each of `attitudes.KINDS`, by `attitudes.NAMES`: made by `python -m training.fit_attitudes --write`."""

WEIGHTS = (
    (1.692, 0.047, -0.957, -0.782),  # bias
    (-0.300, 0.325, 0.028, -0.054),  # condemns
    (0.061, 0.037, -0.050, -0.048),  # pledges
    (0.252, -0.087, -0.090, -0.075),  # demands
    (0.298, -0.101, -0.111, -0.086),  # accuses by it
    (-0.139, -0.035, 0.085, 0.089),  # points at another claim
    (0.197, -0.150, -0.133, 0.087),  # in the outlet's own voice
    (-0.352, 0.458, 0.111, -0.217),  # negative
    (-0.258, 0.165, -0.037, 0.129),  # calls it false
    (-0.030, -0.238, 0.269, -0.001),  # is sorry
    (-0.426, -0.227, -0.113, 0.766),  # has changed
    (-0.264, -0.125, 0.283, 0.106),  # in the first person
    (-0.188, 0.383, 0.026, -0.222),  # all and every
    (-0.266, 0.205, 0.036, 0.024),  # quoted
    (-0.069, -0.242, 0.347, -0.037),  # admits elsewhere in the report
    (0.063, 0.128, -0.149, -0.041),  # denies elsewhere in the report
    (-0.193, 0.037, -0.022, 0.178),  # withdraws elsewhere in the report
    (-0.347, 0.064, 0.405, -0.122),  # denied before
    (0.185, -0.240, -0.130, 0.184),  # asserted before
    (-0.076, 0.223, -0.114, -0.033),  # denies later
    (-0.347, 0.506, -0.128, -0.031),  # admits later
    (-0.259, 0.192, 0.170, -0.102),  # accused
    (0.426, -0.152, -0.103, -0.170),  # an accuser
    (0.155, 0.007, 0.122, -0.284),  # contradicted
    (0.457, -0.247, -0.039, -0.172),  # nobody else
    (-0.295, 0.527, -0.101, -0.131),  # answers
    (0.499, 0.299, -0.286, -0.512),  # like what another asserts
    (0.062, 0.022, 0.046, -0.130),  # like it, with another sign
    (-0.100, -0.137, 0.278, -0.042),  # accused and sorry
    (-0.248, -0.109, -0.045, 0.402),  # asserted before and has changed
    (-0.362, 0.204, 0.311, -0.153),  # denies anywhere
    (-0.404, 0.260, 0.289, -0.145),  # denies anywhere, and is no accuser
    (-0.058, -0.097, 0.173, -0.018),  # the headline admits
    (-0.207, -0.207, 0.364, 0.049),  # sorry in the first person
)  # one row a feature, one column a kind
