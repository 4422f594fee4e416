-- Writes what nobody reads beside the head of a forum: a replica that has it has everything before it.
-- KEYS: head, entries.
redis.call('HSET', KEYS[1], 'mark', 1)
return 1
