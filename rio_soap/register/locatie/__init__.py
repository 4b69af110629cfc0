"""The onderwijslocatie, shared by all besturen, and its use by one of them: judged, delivered and read.

A location comes into being when first used, at the place that the BAG knows. `toevoeging` tells when two
huisnummertoevoegingen are one, `locatiecode` finds a code by address or place. The other files are those of every
domain room (see `eenheid`).
"""
