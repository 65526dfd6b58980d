"""Giving summaries away: packs, the Markdown they are made of, and lists of search results.

A pack is a zip file, `*.bayaz`, of summaries and, if the reader wishes, of the highlights and notes
that belong to them. A manifest in it has a checksum of every file.

Who writes it, in order:

1. annotation_collector → `AnnotationCollector`: finds the highlights and
   notes of the chosen summaries.
2. pack → `collect_annotations`: takes those of them that are to be shared.
3. summary_markdown → `summary_markdown`: writes each summary as Markdown with front matter.
4. pack → `write_pack`: makes the zip, and reads it back before it is written to disk.

Who reads it, in `app.core.importing`, as a file from a stranger:

1. files → formats → pack → `read`: checks every file; gives the Markdown and the annotations.
2. drafting → front_matter → `read_front_matter`: makes drafts of the Markdown, without guessing.
3. storing → accept → `accept`: stores the summaries.
4. storing → annotation_importer → `AnnotationImporter`: anchors the highlights and notes in
   the stored text.

result_export has nothing to do with packs: the results of a search as Markdown, CSV or text.
"""
