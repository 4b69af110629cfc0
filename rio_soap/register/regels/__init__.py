"""The rules of the register as far as they need no database: values, periods, kenmerken, refusals.

`controle` runs an ordered list of controles over a zaak; `periodecontroles`, `kenmerkcontroles` and `zonder_foutcode`
have the rules that all domains share. `foutcodes` holds every code with its text and order, `sleutelgegevens` the
refusal as a value, `plaatsen` tells what in a request it is about. `waardenlijsten` and `kenmerktabel` are dated data,
`kenmerkdragers` what carries kenmerken. `uitslag` says who asks by which settings, and what is answered.
"""
