//! What runs inside Redis, each atomically.

use std::sync::LazyLock;

use super::RESUMES;
use super::call::Script;

const ENTRIES: &str = include_str!("lua/entries.lua");
const WRITING: &str = include_str!("lua/writing.lua");

fn with_entries(script: &str) -> Script {
    Script::new(&format!("{ENTRIES}\n{script}"))
}

fn with_writing(script: &str) -> Script {
    with_entries(&format!("local RESUMES_MS = {}\n{WRITING}\n{script}", RESUMES.as_millis()))
}

macro_rules! scripts {
    ($($name:ident = $make:path, $file:literal;)+) => {$(
        pub(super) static $name: LazyLock<Script> = LazyLock::new(|| $make(include_str!($file)));
    )+};
}

scripts! {
    APPEND = with_writing, "lua/append.lua";
    PUT_BACK = with_writing, "lua/put_back.lua";
    MARK = Script::new, "lua/mark.lua";
    SETTLED = with_writing, "lua/settled.lua";
    READ = with_entries, "lua/read.lua";
    LEAVE_TURN = with_entries, "lua/leave_turn.lua";
    SAVE_SNAPSHOT = with_entries, "lua/save_snapshot.lua";
    DELETE_FORUM = Script::new, "lua/delete_forum.lua";
    CREATE = Script::new, "lua/create.lua";
    FORGET = Script::new, "lua/forget.lua";
    CLAIM = Script::new, "lua/claim.lua";
    OFFER = Script::new, "lua/offer.lua";
    GRANT = Script::new, "lua/grant.lua";
    COLLECT = Script::new, "lua/collect.lua";
    TAKE_BACK = Script::new, "lua/take_back.lua";
    SET_SETTING = Script::new, "lua/set_setting.lua";
    PUT_SETTING_BACK = Script::new, "lua/put_setting_back.lua";
}
