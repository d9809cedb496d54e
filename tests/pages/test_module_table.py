"""The table of modules: all of them, what they import, and in layers."""

from __future__ import annotations

import re

import grimp

from generator.pages.module_table import module_table, rooms

GRAPH = grimp.build_graph("generator", cache_dir=None)


def _room(module: str) -> str:
    return f"{module}.".split(".")[1]


def test_every_module_is_in_the_table_with_words() -> None:
    modules = {room.name: room.summary for room in rooms()}
    modules |= {module.name: module.summary for room in rooms() for module in room.modules}
    assert {f"generator.{name}" for name in modules} == GRAPH.modules - {"generator"}
    assert [name for name, summary in modules.items() if not summary] == []
    html = module_table("Room", "Task", "Imports", "Modules")
    for room in rooms():
        assert f'<tr id="room-{room.name}">' in html
        for module in room.modules:
            assert f"<li><code>{module.name.removeprefix(f'{room.name}.')}</code>" in html


def test_a_room_imports_what_the_graph_of_imports_says() -> None:
    imports = {room.name: set(room.imports) for room in rooms()}
    for room in imports:
        targets = {
            _room(target)
            for module in GRAPH.modules
            if _room(module) == room
            for target in GRAPH.find_modules_directly_imported_by(module)
        }
        assert imports[room] == targets - {room, ""}, room


def test_a_room_imports_only_rooms_below_it() -> None:
    names = [room.name for room in rooms()]
    for place, room in enumerate(rooms()):
        assert set(room.imports) <= set(names[place + 1 :]), room.name


def test_what_is_code_in_a_docstring_is_code_in_the_table() -> None:
    html = module_table("Room", "Task", "Imports", "Modules")
    assert "``" not in html
    assert not re.search(":(?:mod|class|func|data):", html)
