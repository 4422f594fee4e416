-- Appends an entry if the journal stands where its writer does and it is the writer's turn.
--
-- KEYS: head, entries; words and turns, which not every forum has, are found by the name of the head. While a slot of a cluster is
-- moved they may be out of reach: without the words nothing is written that needs them, and without the line nobody waits in it.
-- ARGV: epoch, revision and hash the writer has; the entry's epoch, hash, time, deadline (or empty), body
-- and erased numbers; the writing node; the command that publishes; the channel; the server this is asked of, where it is
-- known; then number and salt with text of each word.
-- Answers with what it came to and Redis's time, then what belongs to that.

local AHEAD_MS = 2000 -- a node's wrong clock must not close every poll
local TURN_MS = 50 -- a head of the line that does not come in this time is passed over
local MISSED = 256

local head_key = KEYS[1]
local entries_key, words_key, turns_key = beside(head_key, 'entries'), beside(head_key, 'words'), beside(head_key, 'turns')
local after_epoch, after_rev, after_hash = tonumber(ARGV[1]), tonumber(ARGV[2]), ARGV[3]
local entry_epoch, hash, time, deadline = ARGV[4], ARGV[5], ARGV[6], ARGV[7]
local body, erased = ARGV[8], ARGV[9]
local node, publish, channel, server = ARGV[10], ARGV[11], ARGV[12], server_of_now(ARGV[13])
local WORDS = 14

local now = now_ms()

local head = redis.call('HMGET', head_key, 'epoch', 'rev', 'hash', 'time', 'turn', 'gone', 'server', 'resuming', 'since')
if head[6] or (not head[1] and after_rev == 0) then
  return { 'no forum', now }
end
-- A journal that was lost whole has forgotten everything: it stands before its first entry.
local epoch, rev = tonumber(head[1] or 1), tonumber(head[2] or 0)
local head_hash, last_time = head[3] or ZERO, tonumber(head[4] or 0)

local stands = { epoch, rev, head_hash }
if after_epoch > epoch or (after_epoch == epoch and after_rev > rev) then
  return { 'behind', now, stands }
elseif (after_rev == rev and head_hash or hash_of(entries_key, after_rev)) ~= after_hash or (after_rev == rev and after_epoch < epoch) then
  return { 'fork', now, stands }
end

-- Another server than the one that wrote last may lack what that one had. Every node has some time to put it back; then
-- the next epoch begins, so that nobody takes what follows for what may have been there.
local resuming = head[8]
if is_another(server, head[7], resuming) then
  local waited = now - tonumber(head[9] or now)
  if resuming ~= server or waited < 0 then
    redis.call('HSET', head_key, 'resuming', server, 'since', now)
    waited = 0
  end
  if waited < RESUMES_MS then
    return { 'resuming', now, RESUMES_MS - waited }
  elseif after_rev == rev and tonumber(entry_epoch) == epoch then -- who is behind is told so, below
    return { 'resuming', now, 0 }
  end
end

-- The line of those who were refused, first come first. Its head's time begins when it gets there.
local function line(command, ...)
  local answer = redis.pcall(command, turns_key, ...)
  return not (type(answer) == 'table' and answer.err) and answer
end

local first = line('LINDEX', 0)
local turn = tonumber(head[5] or 0)
if turn > now and first and first ~= node then
  -- The clock was set back: its time begins now, or nobody would be passed over until the clock is there again.
  turn = now
  redis.call('HSET', head_key, 'turn', turn)
end
while first and first ~= node and now - turn >= TURN_MS do
  line('LPOP')
  turn = turn + TURN_MS
  redis.call('HSET', head_key, 'turn', turn)
  first = line('LINDEX', 0)
end

local function step_out()
  if first == node then
    line('LPOP')
    redis.call('HSET', head_key, 'turn', now)
  end
end

if after_rev < rev or (first and first ~= node) then
  if not first then
    redis.call('HSET', head_key, 'turn', now)
    first = node
  end
  if not line('LPOS', node) then
    line('RPUSH', node)
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
write_entry(head_key, entries_key, words_key, ARGV, WORDS, {
  epoch = entry_epoch, rev = string.format('%.0f', rev + 1), hash = hash, time = time, deadline = deadline,
  body = body, erased = erased, publish = publish, channel = channel,
})
if server ~= '' then
  redis.call('HSET', head_key, 'server', server)
  redis.call('HDEL', head_key, 'resuming', 'since')
end
step_out()
return { 'written', now }
