"""Quality of what the register holds: what is looked at every night, and the signals of it.

`aanbodregels`, `grondregels` and `organisatieregels` hold a function for each kind of signal; `aanbodronde` takes them
over the offers part by part, `bijwerking` keeps the open signals as they find them; `raadplegingen` reads them, those
of a bestuur by `eigen_signalen`. Public are these modules.
"""
