-- What was left for a screen; its offer ends soon after. The offer's end is the grant's, even where a grant left in the
-- last moment outlives it. KEYS: the screen's code, the screen's grant.
-- ARGV: how long it may ask again in ms, what the names of offers begin with.
local code = redis.call('GET', KEYS[1])
local grant = redis.call('GET', KEYS[2])
if not code or not grant then
  return false
end
if redis.call('PTTL', KEYS[1]) > tonumber(ARGV[1]) then
  redis.call('PEXPIRE', KEYS[1], ARGV[1])
  redis.call('PEXPIRE', KEYS[2], ARGV[1])
  redis.call('PEXPIRE', ARGV[2] .. code, ARGV[1])
end
return grant
