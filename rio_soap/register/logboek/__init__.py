"""What was said and answered, so that it can be proven: the berichtenlog and the chain over it.

`berichtenlog` keeps each message with its answer (packed by `packing`) in the transaction that carried it out; `claims`
has what a message used up for ever. `sealer` adds entries to the chain (`links`) shortly after; `chain_check` reads it
all and names what does not fit, `heads` holds it against what was noted elsewhere. `answers` finds the answer to a
repeated message, `evidence` one delivery to show to somebody else.
"""
