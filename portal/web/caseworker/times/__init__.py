"""The pages on published times: the week, publishing, changing, withdrawing, absence, files."""
