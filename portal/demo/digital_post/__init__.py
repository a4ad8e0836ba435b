"""A double of Digital Post's sending service: a program of its own that refuses what the real one would.

`contract` knows what a message must be, `mailbox` keeps what was taken and what is told of it, `service`
answers over HTTP as KOMBIT's SF1601 and as Digital Post itself do, and has a page that shows what it got.

It is the demo's, and the tests'. Nothing in it is ever part of a portal that is in use.
"""
