"""The way of a message from bytes to bytes, and what the service needs beside it.

`pijplijn.STAPPEN` is that way, one visible list of named steps over the types in `bericht`; `afhandeling` has the steps
of a delivery and of a reading, `oordeel` does the same without keeping anything. `soapservice` puts the pipeline behind
the SOAP shell, `wsgi` has the paths around it. What the register can do itself is not here, and no SQL.
"""
