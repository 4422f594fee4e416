-- Deletes a forum's journal and leaves a mark, so that a node that still has it open cannot write it
-- again. KEYS: head, entries, words, turns, snapshot.
redis.call('DEL', KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5])
redis.call('HSET', KEYS[1], 'gone', 1)
return 1
