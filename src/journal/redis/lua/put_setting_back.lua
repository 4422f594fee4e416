-- Sets a setting to what it was set to later than to what stands there, or of which nothing stands there.
--
-- KEYS: settings. ARGV: key, value, the field of its count, the count.
local stands = redis.call('HMGET', KEYS[1], ARGV[1], ARGV[3])
if stands[1] and tonumber(stands[2] or 0) >= tonumber(ARGV[4]) then
  return 0
end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2], ARGV[3], ARGV[4])
return 1
