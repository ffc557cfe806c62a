"""Functions labelled with how their cost grows, for cost_suite.py."""
