"""Alembic runs this to carry out migrations. The connection, and its transaction, are the caller's."""

from alembic import context

from portal.store.tables import Base

# Nothing is compared here: the migrations take the way constraints are named from the metadata, and no more.
context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
