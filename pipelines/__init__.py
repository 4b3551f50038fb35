"""From exports to a snapshot: read, recognise, normalise, check, publish."""
