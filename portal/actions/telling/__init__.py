"""What a row that stays inside the house becomes: letters to the person, one file for each family of topics.

Each function works within the transaction that marks its row as sent, so a letter is written exactly once.
Nothing is decided here: the row says what was done, and the letter tells it.
"""
