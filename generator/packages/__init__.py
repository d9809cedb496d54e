"""The engine and the schemes of a built site as packages for other programs: npm and PyPI.

In: the folder of a built site. Out: a package of each kind, and nothing that the site does not
publish; the engine in both is the site's own file.
"""
