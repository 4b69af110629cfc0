"""The opleidingseenheid and the opleidingsrelatie: how they are judged, delivered and read.

As in every domain room: `rijen` reads rows, `bericht` has the message as the rules see it, `zaak` what is judged,
`controles` the rules in documented order, `leveringen` and `raadplegingen` the operations, `leesvorm` the shape of what
is read. What ends in ``_relatie`` is about an opleidingsrelatie, `afgeleid` about fields that the register adds.
"""
