"""Target & realisasi: targets with frozen baselines, what came of them, and the activities of the open plan."""
