"""权限: whose account this is, which role it has, and what it may see or change. 个人信息保护法第五十一条."""
