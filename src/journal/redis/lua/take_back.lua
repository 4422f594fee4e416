-- Takes back the grant that was left under a code, if it is still this one.
-- KEYS: the code's offer. ARGV: the grant, what the names of grants begin with.
local secret = redis.call('GET', KEYS[1])
if secret and redis.call('GET', ARGV[2] .. secret) == ARGV[1] then
  redis.call('DEL', ARGV[2] .. secret)
end
