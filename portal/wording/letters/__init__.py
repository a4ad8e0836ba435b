"""Letters: what is decided, in words that bind, and what was done, in words that tell.

`texts/` holds what they say, one file per kind, version and language; a text that has gone out is never
changed, a new version is a new file. What binds is in Danish alone. A module for each family chooses the
passages that fit a case (`fratagelse.py`, `samtale.py` …), `letter.py` is the letter itself, kept word for
word as it went out, `pdf.py` makes it a tagged PDF, `examples.py` fills each text in for nobody.
"""
