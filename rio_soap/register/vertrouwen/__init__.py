"""Whom the register trusts: parties by their certificates, CAs with their CRLs, and mandates to sign for others.

`trust.RegisterVertrouwen` is the trust of the transport profile, asked before a message's work begins (`partij`) and in
its transaction (`partij_in`); `partijen` and `mandaten` change it.
"""
