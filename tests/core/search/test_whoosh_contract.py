"""What the index relies on in Whoosh, compared with the installed package.

`app/core/search/index/README.md` says it in words; a new version that breaks any of it fails here
and not in somebody's library.
"""

import gc
import inspect
import io
import json
import pickle
import re
import struct
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from whoosh import columns, fields, index, reading, writing
from whoosh.codec import base, whoosh3
from whoosh.filedb import compound, filestore, structfile
from whoosh.lang import porter
from whoosh.matching import mcore

import app.core.search.index
from app.core.search.index.codec import Codec
from app.core.search.index.index import IndexFolder
from app.core.search.index.schema import Writer, make_schema
from tests.core.search.whoosh_trace import entry
from tests.vouching import vouch

ROOT = Path(__file__).resolve().parents[3]
README = Path(app.core.search.index.__file__).with_name("README.md").read_text(encoding="utf-8")


def test_the_page_names_the_installed_version() -> None:
    assert f"`whoosh3`, {version('whoosh3')}" in README


def modules_under(heading: str) -> set[str]:
    """Return the modules in the table under a heading of the page."""
    _, _, section = README.partition(f"## {heading}\n")
    section, _, _ = section.partition("\n## ")
    return set(re.findall(r"^\| `(whoosh[\w.]*)` \|", section, re.MULTILINE))


def test_the_modules_that_run_are_those_of_the_page() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.core.search.whoosh_trace"],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    found = json.loads(done.stdout)
    assert set(found["ran"]) == modules_under("What runs")
    assert set(found["loaded"]) - set(found["ran"]) == modules_under(
        "What is loaded and does not run"
    )


# What is called or overridden, with the names of the parameters; some of it is private to Whoosh.
SIGNATURES: list[tuple[Any, str]] = [
    (filestore.FileStorage.__init__, "self path supports_mmap readonly debug"),
    (index.FileIndex.__init__, "self storage schema indexname"),
    (index.FileIndex.create, "storage schema indexname"),
    (index.FileIndex.reader, "self reuse"),
    (index.FileIndex.close, "self"),
    (index.TOC.read, "storage indexname gen schema"),
    (index.TOC.write, "self storage indexname"),
    (
        writing.SegmentWriter.__init__,
        "self ix poolclass timeout delay _lk limitmb docbase codec compound kwargs",
    ),
    (writing.SegmentWriter.commit, "self mergetype optimize merge"),
    (writing.SegmentWriter.cancel, "self"),
    (writing.SegmentWriter._finish, "self"),  # noqa: SLF001
    (reading.SegmentReader.__init__, "self storage schema segment generation codec"),
    (reading.SegmentReader.__contains__, "self term"),
    (reading.SegmentReader.postings, "self fieldname text scorer"),
    (reading.SegmentReader.has_column, "self fieldname"),
    (reading.SegmentReader.column_reader, "self fieldname column reverse translate"),
    (reading.SegmentReader.doc_count_all, "self"),
    (reading.SegmentReader.segment, "self"),
    (reading.SegmentReader.storage, "self"),
    (reading.MultiReader.leaf_readers, "self"),
    (base.PerDocWriterWithColumns.add_column_value, "self fieldname column value"),
    (whoosh3.W3PerDocWriter.start_doc, "self docnum"),
    (whoosh3.W3PerDocWriter.finish_doc, "self"),
    (whoosh3.W3Codec.field_writer, "self storage segment"),
    (whoosh3.W3Codec.terms_reader, "self storage segment"),
    (whoosh3.W3Segment.delete_document, "self docnum delete"),
    (base.Segment.make_filename, "self ext"),
    (base.Segment.create_file, "self storage ext kwargs"),
    (base.Segment.open_file, "self storage ext kwargs"),
    (mcore.ListMatcher.all_ids, "self"),
    (columns.NumericColumn.reader, "self dbfile basepos length doccount"),
    (columns.RefBytesColumn.reader, "self dbfile basepos length doccount"),
    (columns.VarBytesColumn.reader, "self dbfile basepos length doccount"),
    (structfile.BufferFile.get, "self position length"),
    (structfile.BufferFile.get_array, "self position typecode length"),
    (structfile.BufferFile.get_int, "self position"),
    (structfile.StructFile.write_int, "self n"),
    (compound.CompoundStorage.__init__, "self dbfile use_mmap basepos"),
    (fields.FieldType.to_bytes, "self value"),
    (fields.FieldType.from_bytes, "self bs"),
    (porter.stem, "w"),
]


@pytest.mark.parametrize(
    ("called", "parameters"), SIGNATURES, ids=[one.__qualname__ for one, _ in SIGNATURES]
)
def test_what_is_called_takes_what_it_took(called: Any, parameters: str) -> None:
    assert list(inspect.signature(called).parameters) == parameters.split()


def test_a_writer_has_what_ours_builds_on(tmp_path: Path) -> None:
    IndexFolder(tmp_path / "i", "").apply([entry("note:1", "flood")], 1)
    opened = IndexFolder(tmp_path / "i", "").open()
    assert opened is not None
    writer = Writer(opened)
    assert (writer.docnum, writer.is_closed, writer.indexname) == (0, False, "MAIN")
    assert Path(writer.storage.folder) == tmp_path / "i"
    assert [segment.doc_count_all() for segment in writer.segments] == [1]
    assert writer.newsegment.COMPOUND_EXT == ".seg"
    assert writer.schema.names() == make_schema().names()
    writer.cancel()
    assert writer.is_closed
    assert whoosh3.W3Codec.TERMS_EXT != Codec.TERMS_EXT
    assert issubclass(reading.TermNotFound, Exception)


def test_columns_keep_their_numbers_and_texts_where_ours_reads_them(tmp_path: Path) -> None:
    folder = IndexFolder(tmp_path / "i", "")
    folder.apply([entry("note:1", "flood", ("law",)), entry("note:2", "treaty")], 1)
    opened = folder.open()
    assert opened is not None
    with opened.reader() as reader:
        kinds = reader.column_reader("kind", translate=False)
        assert {"_dbfile", "_basepos", "_typecode", "_count", "_doccount", "_default"} <= set(
            vars(kinds)
        )
        assert list(kinds.load()) == [kinds[0], kinds[1]]
        subjects = reader.column_reader("subjects", translate=False)
        assert {"_dbfile", "_basepos", "_typecode", "_doccount", "_uniques"} <= set(vars(subjects))
        numbers, names = subjects.load()
        assert [names[number].encode() for number in numbers] == [subjects[0], subjects[1]]
        texts = reader.column_reader("folded", translate=False)
        assert {"_dbfile", "_basepos", "_offsets", "_lengths"} <= set(vars(texts))
        assert texts.holding([0, 1], b" treaty ") == [1]
        # A column that no document has is not there.
        assert not reader.has_column("topics")


def test_files_are_named_and_made_as_the_page_says(tmp_path: Path) -> None:
    folder = IndexFolder(tmp_path / "i", "")
    folder.apply([entry("note:1", "flood")], 1)
    folder.apply([entry("note:2", "treaty")], 2)
    files = {path.name: path for path in folder.folder.iterdir()}
    (contents,) = folder.folder.glob("*.toc")
    assert contents.name == "_MAIN_2.toc"
    assert files.keys() - {contents.name, "manifest.json", "MAIN_WRITELOCK"} == {
        name for name in files if re.fullmatch(r"MAIN_[0-9a-z]{16}\.seg", name)
    }
    head = contents.read_bytes()
    assert struct.unpack(">ii", head[3:11]) == (-12345, -111)
    for path in folder.folder.glob("*.seg"):
        data = path.read_bytes()
        start, length = struct.unpack(">qi", data[:12])
        assert start + length == len(data)
        directory = pickle.load(io.BytesIO(data[start:]))
        assert {f"{path.stem}.words", f"{path.stem}.record.col"} <= directory.keys()
        words = directory[f"{path.stem}.words"]
        (size,) = struct.unpack(">i", data[words["offset"] :][:4])
        listed = json.loads(data[words["offset"] + 4 :][:size])
        assert [name for name, *_ in listed] == ["owner", "words"]


def test_documents_keep_their_order_when_segments_are_merged(tmp_path: Path) -> None:
    folder = IndexFolder(tmp_path / "i", "")
    folder.apply([entry(f"note:{number}", f"text {number}") for number in range(6)], 1)
    folder.apply([entry("note:2", ""), entry("note:6", "text 6")], 2)
    opened = folder.open()
    assert opened is not None
    writer = Writer(opened)
    writer.commit(optimize=True)
    with opened.refresh().reader() as reader:
        records = reader.column_reader("record", translate=False)
        ids = [json.loads(records[number])["id"] for number in range(reader.doc_count_all())]
    assert ids == [f"note:{number}" for number in (0, 1, 3, 4, 5, 6)]


def test_what_was_cancelled_is_not_seen_and_is_cleared_by_the_next_commit(tmp_path: Path) -> None:
    folder = IndexFolder(tmp_path / "i", "")
    folder.apply([entry("note:1", "flood")], 1)
    before = {path.name for path in folder.folder.iterdir()}
    writing_ = folder.write()
    writing_.add([entry("note:1", "treaty")])
    writing_.cancel()
    assert folder.number() == 1
    left = {path.name for path in folder.folder.iterdir()} - before
    assert all(re.fullmatch(r"MAIN_[0-9a-z]{16}\.[\w.]+", name) for name in left)
    folder.apply([entry("note:2", "treaty")], 2)
    assert left.isdisjoint(path.name for path in folder.folder.iterdir())


def test_every_way_to_a_pickle_is_guarded() -> None:
    """Whatever of Whoosh is loaded: no name in it gets past the allow-list any more."""
    code = """
import pickle, sys
from app.core.search.results.searcher import Searcher
from app.core.search.index.safe_pickle import guard_whoosh
ways = (pickle, pickle.load, pickle.loads, pickle.Unpickler)
def unguarded():
    return sorted(
        f"{name}.{key}" for name, module in list(sys.modules.items()) if name.startswith("whoosh")
        for key, value in vars(module).items() if any(value is way for way in ways)
    )
print(unguarded())
guard_whoosh()
print(unguarded(), __import__("whoosh.index").index.toc_loaders)
"""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    before, after = done.stdout.splitlines()
    escape_formula = [
        "whoosh.codec.whoosh3.loads", "whoosh.columns.loads", "whoosh.externalsort.load",
        "whoosh.filedb.structfile.load", "whoosh.formats.loads", "whoosh.index.pickle",
    ]  # fmt: skip
    # For old formats, whose loaders are dropped.
    loader = "whoosh.util.loading.pickle"
    assert before == str([*escape_formula, loader])
    assert after == f"{[loader]} {{}}"
    assert all(f"`{name}`" in README for name in escape_formula)


class _Touch:
    """Makes a file when its pickle is read."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __reduce__(self) -> tuple[Any, tuple[Path]]:
        return Path.touch, (self._path,)


def _merge_all(folder: IndexFolder) -> None:
    for number in range(3, 30):
        folder.apply([entry(f"note:{number}", "x")], number)


@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_stored_fields_run_nothing_when_segments_are_merged(tmp_path: Path) -> None:
    """We store none, but a merge reads them: a foreign index may have some."""
    folder, mark = IndexFolder(tmp_path / "i", ""), tmp_path / "mark"
    folder.apply([entry("note:1", "flood")], 1)
    opened = folder.open()
    assert opened is not None
    writer = Writer(opened)
    documents = writer.perdocwriter
    documents.start_doc(writer.docnum)
    # No public way leads there: our schema stores no field.
    documents._storedfields = {"x": _Touch(mark)}  # noqa: SLF001
    documents.finish_doc()
    writer.docnum += 1
    writer._added = True  # noqa: SLF001
    writer.commit(merge=False)
    vouch(folder, 2)
    with pytest.raises(pickle.UnpicklingError, match="is not of the index"):
        _merge_all(folder)
    gc.collect()
    assert not mark.exists()


def test_stems_are_those_the_index_was_built_with() -> None:
    stems = {
        "insurgents": "insurg", "insurgency": "insurg", "treaties": "treati", "treaty": "treati",
        "sovereignty": "sovereignti", "constitutional": "constitut", "nations": "nation",
        "relational": "relat", "dropped": "dropp",
    }  # fmt: skip
    assert {word: porter.stem(word) for word in stems} == stems
