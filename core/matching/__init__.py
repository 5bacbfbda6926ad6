"""方案匹配: which product versions fit what a customer needs and can pay, by rules alone, and which do not and why."""
