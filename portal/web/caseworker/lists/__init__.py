"""Work lists: who needs something done next, one list for each thing to do."""
