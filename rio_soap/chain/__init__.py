"""The chain: what the register asks of the BAG and of the Handelsregister, over their real contracts.

`ports` holds the protocols and plain data, `failure` the one error, `adressen` and `activity` the rules, `bag` and
`kvk` the zeep adapters, `resilience` what keeps a failing neighbour from failing the register, `bagextract` the store
of BAG data and its loader, `standin` the stand-ins that serve the same contracts.
"""
