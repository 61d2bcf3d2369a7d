"""Speakers that a file names by their names, as entities."""

from __future__ import annotations

from annotators.model.items import Entity


class Cast:
    """The entities of one file: one for each name, or for each id that the file has for one."""

    def __init__(self) -> None:
        self.entities: dict[str, Entity] = {}
        self._by_key: dict[str, str] = {}

    def entity(self, name: str, key: str = "", *, aliases: tuple[str, ...] = ()) -> str:
        """The id of the entity of that name, or of that key where the file has keys.

        White space in the name is one blank; a name of nothing but that is `?`.
        """
        shown = " ".join(name.split()) or "?"
        key = key or shown
        if key not in self._by_key:
            found = f"e{len(self.entities) + 1}"
            self._by_key[key] = found
            self.entities[found] = Entity(id=found, name=shown, aliases=aliases)
        return self._by_key[key]
