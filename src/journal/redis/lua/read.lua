-- KEYS: entries, words. ARGV: after this revision, at most so many. Answers with frames.
return entries_after(KEYS[1], KEYS[2], tonumber(ARGV[1]), tonumber(ARGV[2]))
