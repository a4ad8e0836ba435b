"""HTTP in, pages out: reads forms and addresses, calls an action or a query, renders what came of it.

It decides nothing. `urls.py` is the table of every address; templates mirror the folders here.
"""
