-- Writes an entry that was in the journal before, if it follows on what is there.
--
-- KEYS: head, entries; words, which not every forum has, are found by the name of the head.
-- ARGV: revision and hash before it; its epoch, revision, hash, time, deadline (or empty), body and erased numbers; the
-- server this is asked of; the command that publishes; the channel; then number and salt with text of each word.
-- Answers with what it came to: written, there (already), other (something else is), gone (the forum was deleted).

local head_key = KEYS[1]
local entries_key, words_key = beside(head_key, 'entries'), beside(head_key, 'words')
local after_rev, after_hash = tonumber(ARGV[1]), ARGV[2]
local epoch, rev, hash, time, deadline = tonumber(ARGV[3]), tonumber(ARGV[4]), ARGV[5], ARGV[6], ARGV[7]
local body, erased, server, publish, channel = ARGV[8], ARGV[9], server_of_now(ARGV[10]), ARGV[11], ARGV[12]
local WORDS = 13

local head = redis.call('HMGET', head_key, 'epoch', 'rev', 'hash', 'gone')
if head[4] then
  return 'gone'
end
local stands_epoch, stands_rev, stands_hash = tonumber(head[1] or 1), tonumber(head[2] or 0), head[3] or ZERO
if rev <= stands_rev then
  return hash_of(entries_key, rev) == hash and 'there' or 'other'
elseif after_rev ~= stands_rev or after_hash ~= stands_hash or epoch < stands_epoch then
  return 'other'
end

write_entry(head_key, entries_key, words_key, ARGV, WORDS, {
  epoch = ARGV[3], rev = string.format('%.0f', rev), hash = hash, time = time, deadline = deadline, body = body,
  erased = erased, publish = publish, channel = channel,
})
-- Others may have more to put back: nobody goes on before they had the time to.
redis.call('HDEL', head_key, 'server')
redis.call('HSET', head_key, 'resuming', server, 'since', now_ms())
return 'written'
