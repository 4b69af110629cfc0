"""Letting go of what an answered message leaves behind, at once and without the cycle collector.

An exception holds its traceback, that the frames, those their variables: the context of the request with the exception
in it, and the tree of the message. Such a ring stays until the collector comes round, which is seldom
(`rio_soap.server.server.stel_opruimer_in`), and a refused message of 1.9 MB is 44 MB of it.
"""


def ontwar(*fouten: BaseException | None) -> None:
    """Take the tracebacks from these exceptions and from all that they come from; what they say stays."""
    rij = [fout for fout in fouten if fout is not None]
    gezien: set[int] = set()
    while rij:
        fout = rij.pop()
        if id(fout) in gezien:
            continue
        gezien.add(id(fout))
        fout.__traceback__ = None
        rij.extend(eerder for eerder in (fout.__cause__, fout.__context__) if eerder is not None)
        if isinstance(fout, BaseExceptionGroup):
            rij.extend(fout.exceptions)
