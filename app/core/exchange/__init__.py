"""Two libraries become one without losing anything: from a backup, or over a folder.

Of each record a library knows which changes it contains (`model`, `merging.siblings`), so that of
two states it can say whether one follows from the other, or both from a third. What was changed in
two places at once becomes one record by rules that give the same everywhere (`merging.groups`,
`merging.merge`).
"""
