"""What is sold: product versions and the values that the insurer printed for them."""
