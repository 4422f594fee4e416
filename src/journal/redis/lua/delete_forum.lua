-- Leaves nothing of a forum's head but a mark, so that a node that still has it open cannot write it again. The mark comes first: of a
-- key that has no field any more no other is made while its slot is moved. KEYS: head.
redis.call('HSET', KEYS[1], 'gone', 1)
local fields = redis.call('HGETALL', KEYS[1])
for at = 1, #fields, 2 do
  if fields[at] ~= 'gone' then
    redis.call('HDEL', KEYS[1], fields[at])
  end
end
return 1
