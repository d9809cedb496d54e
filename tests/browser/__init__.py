"""Tests of the built site in a real browser; `install.py` finds or installs one."""
