"""The onderwijsaanbieder, its groepen and its onderwijsbesturen: how they are judged, delivered and read.

`besturen` tells for whom a sender acts and who is over an aanbieder, `rustend_aanbod` what rests on an aanbieder or an
opleidingseenheid, `handelsregister` ties a bestuur to its registration. The other files are those of every domain room
(see `eenheid`).
"""
