"""到账认领 and 到期处理 carried out: what a person confirmed becomes events of the ledger, one batch per decision."""
