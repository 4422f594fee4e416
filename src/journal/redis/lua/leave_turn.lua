-- A node has nothing to append any more. KEYS: head; turns, which not every forum has, are found by its name. ARGV: the node.
local turns_key = beside(KEYS[1], 'turns')
local first = redis.pcall('LINDEX', turns_key, 0)
if type(first) == 'table' then
  return 0 -- out of reach while their slot is moved: it is passed over there
end
if first == ARGV[1] then
  local clock = redis.call('TIME')
  redis.call('HSET', KEYS[1], 'turn', clock[1] * 1000 + math.floor(clock[2] / 1000))
end
return redis.call('LREM', turns_key, 0, ARGV[1])
