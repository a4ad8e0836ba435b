"""The pages on which an organisation's administrator sets it up, one file for each thing that is set."""
