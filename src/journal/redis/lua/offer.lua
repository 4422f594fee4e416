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
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[3])
redis.call('SET', KEYS[2], ARGV[2], 'PX', ARGV[3])
redis.call('DEL', KEYS[3])
return 1
