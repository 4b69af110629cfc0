"""The ground of the register: durable transactions on SQLite and PostgreSQL, and the tables in them.

`engine` makes engines; `database.Register` runs tasks on one: `schrijf` in a transaction, `lees` on a snapshot, `los`
for one statement. A task sees a `session.Session`. On SQLite `writer` lets one thread write for all who wait, `turn`
one process after another, and `file_guard` and `wal_guard` look whether the file is still ours; on PostgreSQL
`patience` gives up on a server that is silent. `failures` says whose fault an error is, `deadline` how long a message
still has.

Two parts reach below SQLAlchemy, because that is measured to pay: `statements` and `connections`, over `driver`.

`model` has the tables, `stand` their types of columns, `migration` brings a database to them. `sightings` and
`visibility` keep what was visible when, `replica` reads from another server, `lock` and `lock_postgresql` say who has a
register in use, `code_issue` gives numbers out.
"""
