"""The operations: what is read and asked before each, what does it, and by which controles.

Who may call it is data (`bevoegdheid.operatierollen`).

`levering` and `raadpleging` say what an operation is made of, `tabel` has them all; whoever handles, judges, previews
or explains an operation (service, workbench, batch, documentation) reads that table. `onbereikbaar`
says which documented codes have no controle, and why. `ingreep` makes deliveries of what stands, for the operator.
"""
