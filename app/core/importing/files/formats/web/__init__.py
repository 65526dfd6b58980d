"""Web pages: the tree of a page, its main part without the furniture, what its metadata states."""
