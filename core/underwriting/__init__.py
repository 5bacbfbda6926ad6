"""核保 and 出单: a decision per application from the findings, the extra premium, the examinations, the policy."""
