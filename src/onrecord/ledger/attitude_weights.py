"""What speaks for each of `attitudes.KINDS`, by `attitudes.NAMES`: made by `python -m training.fit_attitudes --write`."""

WEIGHTS = (
    (1.599, -0.008, -0.836, -0.755),  # bias
    (-0.219, 0.209, 0.045, -0.035),  # condemns
    (0.156, -0.089, -0.032, -0.035),  # pledges
    (0.273, -0.150, -0.060, -0.062),  # demands
    (0.143, -0.029, -0.019, -0.096),  # accuses by it
    (-0.056, -0.025, -0.009, 0.090),  # points at another claim
    (0.038, -0.246, 0.042, 0.165),  # in the outlet's own voice
    (-0.171, 0.453, -0.041, -0.242),  # negative
    (-0.241, 0.136, -0.020, 0.125),  # calls it false
    (-0.126, -0.228, 0.359, -0.005),  # is sorry
    (-0.448, -0.208, 0.053, 0.603),  # has changed
    (-0.165, -0.166, 0.153, 0.179),  # in the first person
    (-0.146, 0.385, -0.064, -0.175),  # all and every
    (-0.148, 0.131, -0.075, 0.092),  # quoted
    (-0.055, -0.174, 0.275, -0.046),  # admits elsewhere in the report
    (-0.144, 0.254, -0.083, -0.027),  # denies elsewhere in the report
    (-0.163, -0.014, -0.010, 0.187),  # withdraws elsewhere in the report
    (-0.427, 0.099, 0.463, -0.135),  # denied before
    (0.200, -0.288, -0.091, 0.180),  # asserted before
    (-0.138, 0.253, -0.091, -0.024),  # denies later
    (-0.190, 0.335, -0.144, -0.001),  # admits later
    (-0.112, -0.021, 0.179, -0.046),  # accused
    (0.195, -0.104, 0.014, -0.105),  # an accuser
    (0.217, 0.022, -0.094, -0.146),  # contradicted
    (0.183, -0.152, 0.004, -0.035),  # nobody else
    (-0.311, 0.332, -0.049, 0.027),  # answers
    (0.597, 0.140, -0.324, -0.413),  # like what another asserts
    (-0.091, 0.276, -0.081, -0.104),  # like it, with another sign
    (-0.192, -0.116, 0.348, -0.039),  # accused and sorry
    (-0.135, -0.085, -0.042, 0.261),  # asserted before and has changed
    (-0.533, 0.271, 0.415, -0.154),  # denies anywhere
    (-0.414, 0.344, 0.208, -0.138),  # denies anywhere, and is no accuser
    (-0.099, -0.036, 0.148, -0.012),  # the headline admits
    (-0.213, -0.138, 0.318, 0.033),  # sorry in the first person
)  # one row a feature, one column a kind
