"""The HTTP server around one WSGI application: connections, worker threads, TLS, and what strangers may ask of them.

It knows nothing of what it serves; that is handed in as an `Application`, and so is all that is of this service only
(names in the WSGI environment, the answer to a body that is too large, paths with threads of their own). Public are:

- `application`: `Application`, `Answer`, `Lane`, `Deferred`;
- `http_server`: `HttpServer`, `Address`, `CannotServe`, `wait_for_stop`;
- `memory`: `limit_arenas`, `freeze_objects`, `Trimmer`.

The others work on waitress from the inside: `channel`, `dispatcher`, `lanes`, `maintenance`, `reception`, `tls_server`
behind `interface`.
"""
