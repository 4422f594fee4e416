-- KEYS: codes. ARGV: code, place. Answers with the place the code leads to.
redis.call('HSETNX', KEYS[1], ARGV[1], ARGV[2])
return redis.call('HGET', KEYS[1], ARGV[1])
