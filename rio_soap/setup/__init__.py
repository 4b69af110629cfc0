"""The settings, and the composition root: the one place where the parts of a service are put together.

Nothing below knows the settings; what a part needs is handed to it here. Public are:

- `settings`: `Settings`, `read_settings`, `SettingsError`, made of `chain_settings`, `publication_settings` and
  `witness_settings`;
- `service`: the WSGI application, the pipeline, and by what the workbench judges; `serving`: that behind the server;
- `register_use`: how commands and services come to a register, each knowing of the other;
- `keys`, `seal`, `witnesses`, `chain`, `health`, `replica_register`, `tls_context`: a part each;
- `log_check`, `log_format`: the berichtenlog held against all that is known of it, the log of this process;
- `trial`, `trial_run`, `trial_listener`, `standins`: the trial environment, also for tests, benchmarks and fuzzers.
"""
