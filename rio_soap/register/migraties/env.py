"""Alembic's way in; the connection comes from `rio_soap.register.database.migration`."""

from alembic import context

from rio_soap.register.database.model import metadata

context.configure(
    connection=context.config.attributes["verbinding"],
    target_metadata=metadata,
    render_as_batch=context.config.attributes["verbinding"].dialect.name == "sqlite",
    transaction_per_migration=False,
)
context.run_migrations()
