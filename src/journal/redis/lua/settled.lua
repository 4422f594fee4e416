-- Where a forum stands, if nobody may have more to put back. KEYS: head. ARGV: the server this is asked of, where it is known; for how
-- many milliseconds the node has known that it is the one.
-- Answers with nothing where there is no such forum, with `resuming` and how long it lasts, or with epoch, revision and hash.
local server, known_for = server_of_now(ARGV[1]), tonumber(ARGV[2])
local head = redis.call('HMGET', KEYS[1], 'epoch', 'rev', 'hash', 'gone', 'server', 'resuming', 'since')
if head[4] or not (head[1] and head[2] and head[3]) then
  return {}
end
if is_another(server, head[5], head[6]) then
  local waited = head[6] == server and now_ms() - tonumber(head[7]) or -1
  if waited < 0 then
    -- Nobody has asked it for an append yet, or its clock was set back: nodes have had as long as this one has known it.
    waited = known_for
  end
  if waited < RESUMES_MS then
    return { 'resuming', RESUMES_MS - waited }
  end
end
return { head[1], head[2], head[3] }
