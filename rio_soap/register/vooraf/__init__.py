"""What a delivery would do, without doing it.

`bekijken` carries it out in a transaction that is undone, `onderwerpen` looks at the objects that it concerns before
and after.
"""
