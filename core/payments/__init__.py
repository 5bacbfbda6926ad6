"""What the office pays: one list over 保全, 理赔 and 退费; prepared, signed off by a second account, paid, returned."""
