"""A bilingual policy site from YAML records: rules, visits, findings and policies.

Data flows one way, each step with one neighbour on each side::

    load -> validate -> link -> catalogue -> render / export -> MkDocs adapter

``docs/architecture.md`` tells the whole story.
"""
