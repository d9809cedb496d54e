"""What the site tells other machines: search engines, feed readers, chats that show a link.

``structured`` says in schema.org's words what a page is about; ``feed`` and ``files`` make
what stands at the site's root; ``cards`` draws the picture that goes with a shared link.
"""
