-- A screen shows a code. KEYS: the code's offer, the screen's code, the screen's grant.
-- ARGV: secret, code, how long in ms, what the names of offers begin with.
local holder = redis.call('GET', KEYS[1])
if holder and holder ~= ARGV[1] then
  return 0
end
local shown = redis.call('GET', KEYS[2])
if shown then
  redis.call('DEL', ARGV[4] .. shown)
end
-- One moment for both: counted from the time of each call, one would outlive the other.
local now = redis.call('TIME')
local ends = string.format('%.0f', now[1] * 1000 + math.floor(now[2] / 1000) + ARGV[3])
redis.call('SET', KEYS[1], ARGV[1], 'PXAT', ends)
redis.call('SET', KEYS[2], ARGV[2], 'PXAT', ends)
redis.call('DEL', KEYS[3])
return 1
