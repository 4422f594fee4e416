-- What was left for a screen; its offer ends soon after. The offer's end is the grant's, even where a grant left in the
-- last moment outlives it. KEYS: the screen's code, the screen's grant.
-- ARGV: how long it may ask again in ms, what the names of offers begin with.
local code = redis.call('GET', KEYS[1])
local grant = redis.call('GET', KEYS[2])
if not code or not grant then
  return false
end
if redis.call('PTTL', KEYS[1]) > tonumber(ARGV[1]) then
  -- One moment for all three: counted from the time of each call, one would outlive another.
  local now = redis.call('TIME')
  local ends = string.format('%.0f', now[1] * 1000 + math.floor(now[2] / 1000) + ARGV[1])
  redis.call('PEXPIREAT', KEYS[1], ends)
  redis.call('PEXPIREAT', KEYS[2], ends)
  redis.call('PEXPIREAT', ARGV[2] .. code, ends)
end
return grant
