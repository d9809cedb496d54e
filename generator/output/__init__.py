"""Output: finished pages checked, and the built site put in the place of the last."""
