-- Shared by the scripts that write entries. RESUMES_MS is said before it: for how long every node may put back what another server
-- lacks, before anything new is written.

local ZERO = string.rep('\0', 32)

local function now_ms()
  local clock = redis.call('TIME')
  return clock[1] * 1000 + math.floor(clock[2] / 1000)
end

-- The server that is asked, as it calls itself now. Since the line to it was taken it may have been a replica and be the primary
-- again: then it may lack what the one between had, and takes part in another history.
local function server_of_now(server)
  local told = server ~= '' and redis.pcall('INFO', 'replication')
  local history = type(told) == 'string' and string.match(told, 'master_replid:(%x+)')
  return history and string.match(server, '^%S+') .. ' ' .. history or server
end

-- Whether another server than the one that is asked wrote last, or it is being healed (`resuming`): it may lack what that one had.
local function is_another(server, wrote, resuming)
  return server ~= '' and (wrote or resuming) and wrote ~= server
end

-- The hash of the entry at a revision, if there is one.
local function hash_of(entries_key, rev)
  if rev == 0 then
    return ZERO
  end
  local id = string.format('%.0f-0', rev)
  local item = redis.call('XRANGE', entries_key, id, id)[1]
  for field = 1, item and #item[2] or 0, 2 do
    if item[2][field] == 'hash' then
      return item[2][field + 1]
    end
  end
end

-- Writes an entry with its words (from `from` on in `words`: number, then salt with text), lets the head stand there, and
-- tells whoever listens. What belongs to the entry is text.
local function write_entry(head_key, entries_key, words_key, words, from, entry)
  if entry.erased ~= '' or words[from] then
    redis.call('HEXISTS', words_key, '') -- ends it here, before anything is written, where they are out of reach
  end
  local fields = { entry.epoch, entry.rev, entry.hash, entry.time, entry.erased, entry.body }
  local numbers = {}
  for at = from, #words, 2 do
    numbers[#numbers + 1] = words[at]
    fields[#fields + 1] = words[at]
    fields[#fields + 1] = words[at + 1]
    redis.call('HSET', words_key, words[at], words[at + 1])
  end
  redis.call('XADD', entries_key, entry.rev .. '-0', 'epoch', entry.epoch, 'hash', entry.hash, 'time', entry.time,
    'erased', entry.erased, 'words', table.concat(numbers, ','), 'body', entry.body)
  for no in string.gmatch(entry.erased, '%d+') do
    redis.call('HDEL', words_key, no)
  end
  redis.call('HSET', head_key, 'epoch', entry.epoch, 'rev', entry.rev, 'hash', entry.hash, 'time', entry.time)
  if entry.deadline == '' then
    redis.call('HDEL', head_key, 'deadline')
  else
    redis.call('HSET', head_key, 'deadline', entry.deadline)
  end
  redis.call(entry.publish, entry.channel, framed(fields))
end
