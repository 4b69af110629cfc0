"""Contactadressen: how to reach an organisatorische eenheid in a context, and who may know it.

An institution writes them per eenheid, context and subcontextnummer, with periods. Read they are with or without a
fallback: to the groep and the bestuur above, then to the context ALGEMEEN, at last to the formal address of the bevoegd
gezag. What a reader may see is decided in one place (`bevoegdheid.contactzicht`), and nothing here goes around it.
"""
