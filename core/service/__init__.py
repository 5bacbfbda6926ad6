"""客户服务: complaints and their legal clocks, questions, satisfaction, opinions and the department each goes to."""
