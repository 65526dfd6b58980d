"""Files of word processors to text: Word, OpenDocument, Rich Text."""
