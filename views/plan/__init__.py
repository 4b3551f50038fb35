"""The saved plan that every page of Rencanakan works on: which is open, what is saved, who saved in between."""
