-- Takes a forum out of the names or the codes. KEYS: slugs, or codes. ARGV: forum.
-- A name stands for a "forum", a code leads to "forum" or "forum hall".
local found = redis.call('HGETALL', KEYS[1])
for at = 1, #found, 2 do
  if string.match(found[at + 1], '^%x+') == ARGV[1] then
    redis.call('HDEL', KEYS[1], found[at])
  end
end
return 1
