"""Slips: what the hand typed where a parser or a validator failed, named with its mend."""
