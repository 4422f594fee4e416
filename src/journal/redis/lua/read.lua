-- KEYS: entries; words, which not every forum has, are found by its name. ARGV: after this revision, at most so many. Answers with
-- frames.
return entries_after(KEYS[1], beside(KEYS[1], 'words'), tonumber(ARGV[1]), tonumber(ARGV[2]))
