"""From a dirty cell to one canonical value, with a note on everything that was done to it."""
