"""Document: a finished page, parsed once, for all that the build wants to know of it.

In: the HTML of a page and its name in the site. Out: a :class:`Document`: ids, links,
classes, scripts, and the page as a flat run of nodes for those that read its words (search,
marks of language). The parser is Lexbor, so a page is read as a browser reads it.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple, TypeAlias

from selectolax.lexbor import LexborHTMLParser, LexborNode

_LINKING = ("href", "src", "action")
_DATA_BLOCKS = frozenset({"application/json", "application/ld+json"})


class Start(NamedTuple):
    """An element begins; an attribute without a value has None."""

    tag: str
    attributes: Mapping[str, str | None]

    @property
    def classes(self) -> list[str]:
        """The names in its ``class``; none where it has no such attribute."""
        return (self.attributes.get("class") or "").split()


class End(NamedTuple):
    """An element ends, also one that holds nothing, such as ``br``."""

    tag: str


class Comment(NamedTuple):
    """A comment, without its marks."""

    text: str


Node: TypeAlias = Start | End | Comment | str
"""A part of a page in its order; text is a ``str``, its character references resolved."""


class Document:
    """A finished page as a browser reads it.

    Attributes:
        name: the page's file, relative to the site's root.
        html: the page as it was given.
        nodes: its parts in their order, with the elements that HTML lets one leave out.
    """

    def __init__(self, name: str, html: str) -> None:
        self.name = name
        self.html = html
        nodes: list[Node] = []
        root = LexborHTMLParser(html).root
        if root is not None and root.parent is not None:
            _flatten(root.parent, nodes)
        self.nodes: Sequence[Node] = nodes
        self._elements = [node for node in nodes if isinstance(node, Start)]

    def elements(self) -> Sequence[Start]:
        """Every element, in order."""
        return self._elements

    @property
    def anchors(self) -> set[str]:
        """What a link to a place in the page may name."""
        names = {value for element in self.elements() if (value := element.attributes.get("id"))}
        names.update(
            value
            for element in self.elements()
            if element.tag == "a" and (value := element.attributes.get("name"))
        )
        return names

    @property
    def links(self) -> set[str]:
        """The addresses that the page asks for or leads to, as they are written."""
        return {
            value
            for element in self.elements()
            for name in _LINKING
            if (value := element.attributes.get(name)) is not None
        }

    @property
    def classes(self) -> set[str]:
        """The classes of all elements."""
        return {name for element in self.elements() for name in element.classes}

    def values(self, prefixes: tuple[str, ...]) -> set[str]:
        """The attributes whose names begin with one of ``prefixes``, as ``name=value``."""
        return {
            f"{name}={value or ''}"
            for element in self.elements()
            for name, value in element.attributes.items()
            if name.startswith(prefixes)
        }

    @property
    def inline_scripts(self) -> list[str]:
        """What stands in scripts, one with an address too; blocks of data are none."""
        return [
            script
            for at, node in enumerate(self.nodes)
            if isinstance(node, Start)
            and node.tag == "script"
            and node.attributes.get("type") not in _DATA_BLOCKS
            and isinstance(script := self.nodes[at + 1], str)
        ]

    def inside(self, class_name: str, without: Container[str] = ()) -> Iterator[Node]:
        """What stands in the first element of ``class_name``.

        Elements with a class that is in ``without`` are left out, with all that they hold.
        """
        depth = hidden = 0
        for node in self.nodes:
            if isinstance(node, Start):
                if not depth:
                    depth = int(class_name in node.classes)
                    continue
                depth += 1
                if hidden or any(name in without for name in node.classes):
                    hidden += 1
                    continue
            elif isinstance(node, End) and depth:
                depth -= 1
                if not depth:
                    return
                if hidden:
                    hidden -= 1
                    continue
            if depth and not hidden:
                yield node


@cache
def _end(tag: str) -> End:
    """One for all elements of a name."""
    return End(tag)


def _flatten(parent: LexborNode, nodes: list[Node]) -> None:
    """Add what ``parent`` holds to ``nodes``."""
    for node in parent.iter(include_text=True):
        if node.is_element_node:
            tag = node.tag or ""
            nodes.append(Start(tag, node.attributes))
            if tag == "template":
                for fragment in node.template_fragments():
                    _flatten(fragment, nodes)
            _flatten(node, nodes)
            nodes.append(_end(tag))
        elif node.is_text_node:
            nodes.append(node.text_content or "")
        elif node.is_comment_node:
            nodes.append(Comment(node.comment_content or ""))
