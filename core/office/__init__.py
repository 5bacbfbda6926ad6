"""How the office keeps itself in order: one to-do list, remediation, training, retention, use of rules, law changes."""
