-- A node has nothing to append any more. KEYS: head, turns. ARGV: the node.
if redis.call('LINDEX', KEYS[2], 0) == ARGV[1] then
  local clock = redis.call('TIME')
  redis.call('HSET', KEYS[1], 'turn', clock[1] * 1000 + math.floor(clock[2] / 1000))
end
return redis.call('LREM', KEYS[2], 0, ARGV[1])
