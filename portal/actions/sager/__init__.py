"""What a caseworker does in a decision's case, one file per act: each is one step of `policy.afgoerelse`."""
