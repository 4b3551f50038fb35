"""Context of a region: participation, facilities, welfare."""
