"""Every change of the schema, in order.

Each one stands alone: none reads `tables.py`, which goes on changing.
"""
