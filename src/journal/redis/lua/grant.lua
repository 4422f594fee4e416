-- Leaves a grant for the screen that shows a code, until its offer ends, unless one was left already.
-- KEYS: the code's offer. ARGV: the grant, what the names of grants begin with. Answers with what became of it, and the screen.
local secret = redis.call('GET', KEYS[1])
if not secret then
  return {'no_screen', ''}
end
local lasts = math.max(redis.call('PTTL', KEYS[1]), 1)
if redis.call('SET', ARGV[2] .. secret, ARGV[1], 'PX', lasts, 'NX') then
  return {'left', secret}
end
return {'taken', ''}
