"""Rules: a scheme's rules checked, compiled, run and compared."""
