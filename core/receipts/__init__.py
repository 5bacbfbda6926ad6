"""保费到账确认: what is due, what the bank says came in, which pays which, and what nobody can explain yet."""
