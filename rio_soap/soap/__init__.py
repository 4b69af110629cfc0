"""The one SOAP shell: WSGI on the outside, raw bodies and names of operations on the inside.

The service and the stand-ins of the chain both stand behind it as a `Handler`. Spyne is known here and nowhere else,
and this room knows neither RIO nor Edukoppeling.
"""
