"""Speed: each page beside the app that most people would write on the same exports."""
