"""The parts of a Word file, found as Word finds them: through their relationships."""

import re
from dataclasses import dataclass
from posixpath import normpath
from typing import Final
from urllib.parse import unquote

from app.core.importing.files.formats.loose_xml import attribute, local_name, parse_xml
from app.core.importing.files.formats.zipped import TolerantZip
from app.core.importing.model import FileRefusedError
from app.core.importing.refusal import Refusal

_USUAL: Final = re.compile(r"word/document\d{0,3}\.xml", re.IGNORECASE)
_ROOT: Final = "_rels/.rels"


@dataclass(frozen=True, slots=True)
class PackageRelation:
    """What one part says of another: `kind` is the last word of its type, such as `footnotes`."""

    id: str
    kind: str
    target: str


class WordPackage:
    """The parts of a Word file by what they are, whatever their names."""

    def __init__(self, archive: TolerantZip) -> None:
        self._archive = archive
        self._names = {name.casefold(): name for name in archive.names}
        self._relations: list[PackageRelation] = []
        self.main = self._find_main()
        if self.main:
            self._relations = self._relations_of(self.main)

    def part(self, kind: str) -> bytes | None:
        """Return the part of a kind, None if there is none: `styles`, `numbering`, `footnotes`."""
        targets = [relation.target for relation in self._relations if relation.kind == kind]
        name = next(filter(None, map(self._named, [*targets, f"word/{kind}.xml"])), None)
        return self._archive.read(name) if name else None

    def related(self, relation_id: str) -> bytes | None:
        """Return the part that the main part names by this id, None if there is none."""
        targets = (r.target for r in self._relations if r.id == relation_id)
        name = self._named(next(targets, ""))
        return self._archive.read(name) if name else None

    def properties(self) -> bytes | None:
        """Return the part with title, author and dates, None if there is none."""
        targets = [r.target for r in self._relations_of("") if r.kind == "core-properties"]
        name = next(filter(None, map(self._named, [*targets, "docProps/core.xml"])), None)
        return self._archive.read(name) if name else None

    def read_main(self) -> bytes:
        """Return the main part; raises FileRefusedError: DAMAGED where there is none."""
        if not self.main:
            raise FileRefusedError(Refusal.DAMAGED)
        return self._archive.read(self.main)

    def _find_main(self) -> str:
        """Return the name of the main part; an empty text where there is none."""
        targets = [r.target for r in self._relations_of("") if r.kind == "officeDocument"]
        usual = [name for name in self._names.values() if _USUAL.fullmatch(name)]
        return next(filter(None, map(self._named, [*targets, *usual])), "")

    def _named(self, name: str) -> str:
        """Return a name as the zip has it; an empty text if it has none like it."""
        return self._names.get(name.casefold(), "")

    def _relations_of(self, part: str) -> list[PackageRelation]:
        """Return the relations of a part, those of the whole file for an empty name."""
        folder, _, name = part.rpartition("/")
        rels = self._named(f"{folder}/_rels/{name}.rels".lstrip("/") if part else _ROOT)
        if not rels:
            return []
        root = parse_xml(self._archive.read(rels))
        return [
            PackageRelation(
                attribute(element, "Id"),
                attribute(element, "Type").rpartition("/")[2],
                _resolved(folder, attribute(element, "Target")),
            )
            for element in root
            if local_name(element) == "Relationship"
            and attribute(element, "TargetMode").casefold() != "external"
        ]


def _resolved(folder: str, target: str) -> str:
    """Return a target as a name in the zip: relative to its folder, or from the top with a `/`."""
    target = unquote(target).replace("\\", "/").partition("#")[0]
    whole = target if target.startswith("/") else f"{folder}/{target}"
    return normpath(whole).lstrip("/")
