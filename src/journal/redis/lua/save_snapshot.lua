-- Keeps the newer snapshot. KEYS: head; the snapshot, which not every forum has, is found by its name.
-- ARGV: epoch, revision, hash, format, bytes.
local head = redis.call('HMGET', KEYS[1], 'epoch', 'gone')
if not head[1] or head[2] then
  return 0
end
local snapshot_key = beside(KEYS[1], 'snapshot')
local kept = redis.call('HMGET', snapshot_key, 'epoch', 'rev')
local kept_epoch, kept_rev = tonumber(kept[1] or 0), tonumber(kept[2] or 0)
local epoch, rev = tonumber(ARGV[1]), tonumber(ARGV[2])
if epoch < kept_epoch or (epoch == kept_epoch and rev < kept_rev) then
  return 0
end
redis.call('HSET', snapshot_key, 'epoch', ARGV[1], 'rev', ARGV[2], 'hash', ARGV[3], 'format', ARGV[4],
  'bytes', ARGV[5])
return 1
