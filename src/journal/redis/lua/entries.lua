-- Shared by the scripts that answer with entries.
-- An entry crosses as one string of fields, each after its length (four bytes, the highest first):
-- epoch, revision, hash, time, erased numbers, body, then for each of its words the number and
-- salt with text. Pub/sub carries the same.

local ANSWER_BYTES = 4 * 1024 * 1024
local PART = 16

-- The name of another key of the same forum.
local function beside(key, name)
  return (string.gsub(key, '[^:]*$', name, 1))
end

local function framed(fields)
  local parts = {}
  for at, field in ipairs(fields) do
    parts[at] = struct.pack('>I4', #field) .. field
  end
  return table.concat(parts)
end

local function stored_frame(item, words_key)
  local rev = string.match(item[1], '^%d+')
  local entry = {}
  for at = 1, #item[2], 2 do
    entry[item[2][at]] = item[2][at + 1]
  end
  local fields = { entry.epoch, rev, entry.hash, entry.time, entry.erased, entry.body }
  for no in string.gmatch(entry.words, '%d+') do
    local text = redis.call('HGET', words_key, no)
    if text then
      fields[#fields + 1] = no
      fields[#fields + 1] = text
    end
  end
  return framed(fields)
end

local function entries_after(entries_key, words_key, rev, limit)
  local found, bytes = {}, 0
  local from = string.format('%.0f-0', rev + 1)
  while #found < limit and bytes < ANSWER_BYTES do
    local asked = math.min(PART, limit - #found)
    local items = redis.call('XRANGE', entries_key, from, '+', 'COUNT', asked)
    for _, item in ipairs(items) do
      if bytes < ANSWER_BYTES then
        local frame = stored_frame(item, words_key)
        found[#found + 1] = frame
        bytes = bytes + #frame
      end
    end
    if #items < asked then
      break
    end
    from = '(' .. items[#items][1]
  end
  return found
end
