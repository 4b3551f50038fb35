"""Documents that write themselves: their blocks, filled from the data and from saved plans."""
