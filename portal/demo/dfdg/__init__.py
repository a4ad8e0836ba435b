"""A double of DFDG: it refuses what STAR's pages on the interface say that the real one refuses.

`contract` knows what a request must be, `register` keeps what was told, `service` answers over HTTP and has a
page that shows it.

It is the demo's, and the tests'. Nothing in it is ever part of a portal that is in use.
"""
