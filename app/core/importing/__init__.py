"""Files to text, text to drafts, drafts into the library.

The way of one pasted text, in order; each line names folder → module → function:

1. sandbox → client → `ReaderProcess.read_text`: hands it to the process that takes steps 2 to 8.
2. files → reader → `document_of`: the text as a document, of one part or of a chat's messages.
3. drafting → parse_text → `parse_text`: runs steps 4 to 8 on each part; gives drafts or a refusal.
4. lines → clean → `clean`: one kind of newline and space, nothing invisible.
5. repair → inline_lists → `break_lists` and others: mend what copying broke, drop the frame.
6. splitting → split → `split_text`: cuts the text into summaries where lines read as headings;
   cues → `find_cues` says what the words of such a line are.
7. mcq → extract → `extract_questions`: takes the multiple-choice questions out of a body.
8. body → sections → `read_body`: divides the rest into sections, facts, vocabulary and subjects.
   stated → `with_stated` (in drafting) weighs what the source says outright against the text, and
   as_it_is → `take_as_it_is` makes a draft of a text whose form is unknown.
9. drafting → batch → `resolve_dates`: resolves the dates of all drafts together.
10. drafting → review_state → `Review`: the reader checks, corrects, merges and splits the drafts.
11. storing → accept → `accept`: stores one as new, as a correction or as an alternate.

lines/ knows what a single line is, and every folder uses it; model has the records passed along. A
file goes the same way: `ReaderProcess.read_file`, then `read_document` in files → reader in step 2.
importer → `Importer` is the way in for whoever does not show a review, and stores for all.
"""
