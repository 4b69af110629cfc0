"""What the register knew: every kind of object as it is, as it was on a day, and as it was known at a moment.

`objecttypen` are the kinds and their keys, `bronnen` the rows of which each is made, `beeld` those rows at any number
of a mutatie, `vormen` what is read of them, `stroom` the way from cursors and moments to numbers. `feed`, `moment` and
`historie` are the three readings. docs/aanvulling/versie.md tells how, and what every change has to leave for it.
"""
