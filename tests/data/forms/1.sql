-- A data folder's database of the first form, with entries of the first two forms, as SQL: `tests/suite/support/forms.rs` makes a
-- file of it. The tables are those of the first form, word for word; the bodies are what versions of then wrote, and each hash is the
-- SHA-256 of the one before and the body. Never altered: what a version wrote is read by all that come after it.

PRAGMA user_version = 1;

CREATE TABLE forums (
    id INTEGER PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    epoch INTEGER NOT NULL,
    rev INTEGER NOT NULL,
    hash BLOB NOT NULL,
    time INTEGER NOT NULL,
    deadline INTEGER
);
CREATE TABLE entries (
    forum INTEGER NOT NULL,
    rev INTEGER NOT NULL,
    epoch INTEGER NOT NULL,
    hash BLOB NOT NULL,
    time INTEGER NOT NULL,
    erased TEXT NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (forum, rev)
);
CREATE TABLE words (
    forum INTEGER NOT NULL,
    no INTEGER NOT NULL,
    rev INTEGER NOT NULL,
    salt BLOB NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (forum, no)
);
CREATE INDEX words_by_rev ON words (forum, rev, no);
CREATE TABLE snapshots (
    forum INTEGER PRIMARY KEY,
    epoch INTEGER NOT NULL,
    rev INTEGER NOT NULL,
    hash BLOB NOT NULL,
    format INTEGER NOT NULL,
    bytes BLOB NOT NULL
);
CREATE TABLE codes (
    code INTEGER PRIMARY KEY,
    forum INTEGER NOT NULL,
    hall INTEGER
);
CREATE TABLE offers (
    code INTEGER PRIMARY KEY,
    secret BLOB NOT NULL UNIQUE,
    ends INTEGER NOT NULL,
    granted BLOB
);
CREATE TABLE settings (
    key TEXT PRIMARY KEY,
    value BLOB NOT NULL
);

INSERT INTO forums VALUES (1085086035219578881, 'old', 1, 3, x'5e52fdbbe2d8670a27dccf530e0fa93201037667ccc3eea3e94b90c6aec41f77', 1700000002000, NULL);
INSERT INTO entries VALUES (1085086035219578881, 1, 1, x'96d91311610e1a530dc3c3a58f716b9140f6cf3a4208b2cc58ce7fc85eec08e4', 1700000000000, '', CAST('{"f":1,"node":"old","nonce":"01","at":1700000000000,"words":[[1,"1b3907bc4a5d61195cc329b1cf2530855713b5eaccc9729ed32f4cf7cbbda66f"]],"changes":[{"change":"forum_set","forum":{"name":{"ar":"الملتقى","en":""},"languages":["ar"],"zone":"Asia/Riyadh","code":"471230","rehearsal":false,"rules":{},"wifi":null}},{"change":"hall_set","hall":1,"name":{"ar":"القاعة","en":""},"code":"471231"},{"change":"session_set","session":1,"plan":{"hall":1,"kind":"panel","title":{"ar":"جلسة","en":""},"about":{"ar":"","en":""},"starts":4000000000000,"ends":4000003600000,"moderation":"after","labels":[]}},{"change":"phase_set","session":1,"phase":"open","time":1700000000000},{"change":"asked","question":1,"session":1,"author":{"person":"01010101010101010101010101010101"},"id":"0000000000000001","source":"phone","text":1,"name":null,"listed":true,"time":1700000000000}]}' AS BLOB));
INSERT INTO entries VALUES (1085086035219578881, 2, 1, x'c585da3327d65adb4c3a2bfc6b9dfb43222a5e164cf4216f9f0c17c74d88fd50', 1700000001000, '', CAST('{"f":1,"node":"old","nonce":"02","at":1700000001000,"words":[],"changes":[{"change":"supported","question":1,"person":"02020202020202020202020202020202","on":true,"seq":1,"id":"0000000000000002"}]}' AS BLOB));
INSERT INTO entries VALUES (1085086035219578881, 3, 1, x'5e52fdbbe2d8670a27dccf530e0fa93201037667ccc3eea3e94b90c6aec41f77', 1700000002000, '', CAST('{"f":2,"node":"newer","nonce":"03","at":1700000002000,"words":[],"changes":[{"change":"supported","question":1,"person":"03030303030303030303030303030303","on":true,"seq":1,"id":"0000000000000003","time":1700000002000}]}' AS BLOB));
INSERT INTO words VALUES (1085086035219578881, 1, 1, x'01010101010101010101010101010101', 'سؤال من قبل');
INSERT INTO codes VALUES (471230, 1085086035219578881, NULL);
INSERT INTO codes VALUES (471231, 1085086035219578881, 1);
INSERT INTO settings VALUES ('token-key', x'0707070707070707070707070707070707070707070707070707070707070707');
