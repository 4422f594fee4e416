-- KEYS: slugs. ARGV: slug, forum. Answers with the forum that has the slug.
local holder = redis.call('HGET', KEYS[1], ARGV[1])
if holder then
  return holder
end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
return ARGV[2]
