"""The only SQL. Tables, queries, the unit of work, the outbox, the audit log and the migrations live here."""
