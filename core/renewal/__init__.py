"""续期: what falls due, how to reach the customer, what lapses when, what can still be brought back, what worked."""
