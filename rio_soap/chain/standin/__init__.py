"""Stand-ins: services that speak the contracts of Kadaster and KvK, so that everything runs without them.

The BAG stand-in answers from a real BAG extract; the KvK stand-in from a small file. Both are for trials and tests.
"""
