"""保单送达: sent, signed, the 犹豫期 that follows, what is late; and the call-back that has to come inside it."""
