"""What the mutation run found unseen: answers that no case can ask for, because a page asks them."""
