"""The pages a citizen sees, one file for each journey."""
