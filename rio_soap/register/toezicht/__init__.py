"""What operators must look at and senders never see.

`signalen` keeps it, `ketencontrole` says what is to be held against BAG and Handelsregister and what came of it,
`uitval` notes what an answer leaves out because the contract cannot hold it.
"""
