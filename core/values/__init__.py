"""Values of a policy: mortality, reserve, cash value and what is settled from them.

Three labelled figures, never mixed: 合同 (the insurer's table), 公式 (a stated basis), 法定最低 (the regulation).
"""
