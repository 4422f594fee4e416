-- KEYS: settings. ARGV: key, value, and what is expected there, if anything is.
if redis.call('HGET', KEYS[1], ARGV[1]) ~= (ARGV[3] or false) then
  return 0
end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
return 1
