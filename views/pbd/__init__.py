"""Planning by data: from a weak indicator over hypotheses to activities and targets."""
