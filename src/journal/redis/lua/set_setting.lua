-- Sets a setting that is still what is expected, and counts how often that was done.
--
-- KEYS: settings. ARGV: key, value, the field of its count, and what is expected there, if anything is.
if redis.call('HGET', KEYS[1], ARGV[1]) ~= (ARGV[4] or false) then
  return 0
end
local times = tonumber(redis.call('HGET', KEYS[1], ARGV[3]) or 0) + 1
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2], ARGV[3], string.format('%.0f', times))
return 1
