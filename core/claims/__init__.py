"""理赔: what a claim needs."""
