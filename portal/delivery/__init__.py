"""Empties the outbox: each row is sent at least once, in order for each person, and its own id is the
receiver's idempotency key. `routes.py` says what becomes of each topic, `relay.py` does it.
"""
