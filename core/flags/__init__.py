"""可疑线索: hints for a person, never a decision. Nothing here refuses, delays or stops a claim or a payment.

个人信息保护法第二十四条 and 反洗钱法第三十五条: a person judges, and what is found stays confidential.
"""
