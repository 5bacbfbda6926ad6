"""保全: what a change of a policy needs."""
