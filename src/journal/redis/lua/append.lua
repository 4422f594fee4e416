-- Appends an entry if the journal stands where its writer does and it is the writer's turn.
--
-- KEYS: head, entries, words, turns.
-- ARGV: epoch, revision and hash the writer has; the entry's epoch, hash, time, deadline (or empty), body
-- and erased numbers; the writing node; the command that publishes; the channel; then number and salt with text of each word.
-- Answers with what it came to and Redis's time, then what belongs to that.

local AHEAD_MS = 2000 -- a node's wrong clock must not close every poll
local TURN_MS = 50 -- a head of the line that does not come in this time is passed over
local MISSED = 256
local ZERO = string.rep('\0', 32)

local head_key, entries_key, words_key, turns_key = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local after_epoch, after_rev, after_hash = tonumber(ARGV[1]), tonumber(ARGV[2]), ARGV[3]
local entry_epoch, hash, time, deadline = ARGV[4], ARGV[5], ARGV[6], ARGV[7]
local body, erased = ARGV[8], ARGV[9]
local node, publish, channel = ARGV[10], ARGV[11], ARGV[12]
local WORDS = 13

local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)

local head = redis.call('HMGET', head_key, 'epoch', 'rev', 'hash', 'time', 'turn', 'gone')
if head[6] or (not head[1] and after_rev == 0) then
  return { 'no forum', now }
end
-- A journal that was lost whole has forgotten everything: it stands before its first entry.
local epoch, rev = tonumber(head[1] or 1), tonumber(head[2] or 0)
local head_hash, last_time = head[3] or ZERO, tonumber(head[4] or 0)

local function hash_at(at)
  if at == rev then
    return head_hash
  elseif at == 0 then
    return ZERO
  end
  local id = string.format('%.0f-0', at)
  local item = redis.call('XRANGE', entries_key, id, id)[1]
  for field = 1, item and #item[2] or 0, 2 do
    if item[2][field] == 'hash' then
      return item[2][field + 1]
    end
  end
end

local stands = { epoch, rev, head_hash }
if after_epoch > epoch or (after_epoch == epoch and after_rev > rev) then
  return { 'behind', now, stands }
elseif hash_at(after_rev) ~= after_hash or (after_rev == rev and after_epoch < epoch) then
  return { 'fork', now, stands }
end

-- The line of those who were refused, first come first. Its head's time begins when it gets there.
local first = redis.call('LINDEX', turns_key, 0)
local turn = tonumber(head[5] or 0)
while first and first ~= node and now - turn >= TURN_MS do
  redis.call('LPOP', turns_key)
  turn = turn + TURN_MS
  redis.call('HSET', head_key, 'turn', turn)
  first = redis.call('LINDEX', turns_key, 0)
end

local function step_out()
  if first == node then
    redis.call('LPOP', turns_key)
    redis.call('HSET', head_key, 'turn', now)
  end
end

if after_rev < rev or (first and first ~= node) then
  if not first then
    redis.call('HSET', head_key, 'turn', now)
    first = node
  end
  if not redis.call('LPOS', turns_key, node) then
    redis.call('RPUSH', turns_key, node)
  end
  local missed = entries_after(entries_key, words_key, after_rev, MISSED)
  return { 'conflict', now, first ~= node and 1 or 0, missed }
end

-- Where the clock was set back the last entry lies ahead of it, and what follows may not be earlier.
local latest = math.max(now, last_time)
if tonumber(time) > latest + AHEAD_MS then
  step_out()
  return { 'ahead', now, time - latest }
elseif tonumber(time) < last_time then
  step_out()
  return { 'backwards', now, last_time - time }
end
for at = WORDS, #ARGV, 2 do
  if redis.call('HEXISTS', words_key, ARGV[at]) == 1 then
    step_out()
    return { 'words taken', now }
  end
end

-- From here on everything is written: nothing below is refused.
local next_rev = string.format('%.0f', rev + 1)
local fields = { entry_epoch, next_rev, hash, time, erased, body }
local numbers = {}
for at = WORDS, #ARGV, 2 do
  numbers[#numbers + 1] = ARGV[at]
  fields[#fields + 1] = ARGV[at]
  fields[#fields + 1] = ARGV[at + 1]
end
redis.call('XADD', entries_key, next_rev .. '-0', 'epoch', entry_epoch, 'hash', hash, 'time', time,
  'erased', erased, 'words', table.concat(numbers, ','), 'body', body)
for at = WORDS, #ARGV, 2 do
  redis.call('HSET', words_key, ARGV[at], ARGV[at + 1])
end
for no in string.gmatch(erased, '%d+') do
  redis.call('HDEL', words_key, no)
end
redis.call('HSET', head_key, 'epoch', entry_epoch, 'rev', next_rev, 'hash', hash, 'time', time)
if deadline == '' then
  redis.call('HDEL', head_key, 'deadline')
else
  redis.call('HSET', head_key, 'deadline', deadline)
end
step_out()
redis.call(publish, channel, framed(fields))
return { 'written', now }
