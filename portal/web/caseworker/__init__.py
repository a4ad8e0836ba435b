"""The pages a caseworker sees, one file for each journey."""
