-- Takes a forum out of the registry. KEYS: slugs, codes. ARGV: forum.
-- A code leads to "forum" or "forum hall".
local slugs = redis.call('HGETALL', KEYS[1])
for at = 1, #slugs, 2 do
  if slugs[at + 1] == ARGV[1] then
    redis.call('HDEL', KEYS[1], slugs[at])
  end
end
local codes = redis.call('HGETALL', KEYS[2])
for at = 1, #codes, 2 do
  if string.match(codes[at + 1], '^%x+') == ARGV[1] then
    redis.call('HDEL', KEYS[2], codes[at])
  end
end
return 1
