"""The chain: what the register asks of the BAG and of the Handelsregister, over their real contracts.

`poorten` holds the protocols and plain data, `adressen` and `stand` the rules, `bag` and `kvk` the zeep adapters,
`veer` what keeps a failing neighbour from failing the register, `proef` the stand-ins that serve the same contracts.
"""
