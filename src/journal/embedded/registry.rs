//! The registry in the same database.

use std::time::Duration;

use async_trait::async_trait;
use bytes::Bytes;
use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::domain::id::{ForumId, HallNo};
use crate::domain::time::{Millis, Time};
use crate::journal::answer::JournalError;
use crate::journal::entry::Head;
use crate::journal::hash::Hash;
use crate::journal::registry::{Claim, Destination, ForumRecord, Granted, JoinCode, Registry};
use crate::journal::setting::{Setting, times_of};

use super::Embedded;
use super::rows::{forum_id, key};
use super::work::Done;

#[async_trait]
impl Registry for Embedded {
    async fn create_forum(&self, record: ForumRecord) -> Result<Claim<ForumId>, JournalError> {
        self.write(move |db| create(db, &record).map(Done::from)).await
    }

    async fn forums(&self) -> Result<Vec<ForumRecord>, JournalError> {
        self.read_with(|db| {
            db.prepare_cached("SELECT id, slug FROM forums ORDER BY slug")?
                .query_map([], |row| Ok(ForumRecord { id: forum_id(row, 0)?, slug: row.get(1)? }))?
                .collect()
        })
        .await
    }

    async fn delete_forum(&self, forum: ForumId) -> Result<(), JournalError> {
        self.write(move |db| delete(db, forum)).await
    }

    async fn claim_code(
        &self,
        code: JoinCode,
        place: Destination,
    ) -> Result<Claim<Destination>, JournalError> {
        self.write(move |db| claim(db, code, place).map(Done::from)).await
    }

    async fn lookup(&self, code: JoinCode) -> Result<Option<Destination>, JournalError> {
        self.read_with(move |db| lookup(db, code)).await
    }

    async fn codes(&self, forum: ForumId) -> Result<Vec<(JoinCode, Destination)>, JournalError> {
        self.read_with(move |db| {
            let mut select = db
                .prepare_cached("SELECT forum, hall, code FROM codes WHERE forum = ?1 ORDER BY hall, code")?;
            let rows = select.query_map([key(forum)], |row| Ok((row.get::<_, u32>(2)?, place(row)?)))?;
            rows.filter_map(|row| row.map(|(code, place)| Some((JoinCode::new(code)?, place))).transpose())
                .collect()
        })
        .await
    }

    async fn release_code(&self, code: JoinCode) -> Result<(), JournalError> {
        self.write(move |db| {
            db.execute("DELETE FROM codes WHERE code = ?1", [code.number()])?;
            Ok(().into())
        })
        .await
    }

    async fn offer(&self, code: JoinCode, secret: Hash, lasts: Duration) -> Result<bool, JournalError> {
        let now = self.clock.now();
        let ends = now + millis(lasts);
        self.write(move |db| offer(db, code, &secret, now, ends).map(Done::from)).await
    }

    async fn grant(&self, code: JoinCode, grant: Bytes) -> Result<Granted, JournalError> {
        let now = self.clock.now();
        self.write(move |db| leave(db, code, &grant, now).map(Done::from)).await
    }

    async fn take_back_grant(&self, code: JoinCode, grant: Bytes) -> Result<(), JournalError> {
        self.write(move |db| {
            db.execute(
                "UPDATE offers SET granted = NULL WHERE code = ?1 AND granted = ?2",
                params![code.number(), &grant[..]],
            )?;
            Ok(().into())
        })
        .await
    }

    async fn collect(&self, secret: Hash, again: Duration) -> Result<Option<Bytes>, JournalError> {
        let now = self.clock.now();
        let granted = self.read_with(move |db| granted(db, &secret, now)).await?;
        if granted.is_some() {
            let ends = now + millis(again);
            self.write(move |db| {
                db.execute(
                    "UPDATE offers SET ends = ?2 WHERE secret = ?1 AND ends > ?2",
                    params![secret.0, ends.0],
                )?;
                Ok(().into())
            })
            .await?;
        }
        Ok(granted)
    }

    async fn forget_offers(&self) -> Result<(), JournalError> {
        let now = self.clock.now();
        self.write(move |db| {
            let forgotten = db.execute("DELETE FROM offers WHERE ends <= ?1", [now.0])?;
            Ok(Done { answer: (), erased: forgotten > 0 })
        })
        .await
    }

    async fn setting(&self, key: &str) -> Result<Option<Bytes>, JournalError> {
        let key = key.to_owned();
        self.read_with(move |db| setting(db, &key)).await
    }

    async fn set_setting(
        &self,
        key: &str,
        expected: Option<Bytes>,
        value: Bytes,
    ) -> Result<bool, JournalError> {
        let key = key.to_owned();
        self.write(move |db| set_if(db, &key, expected.as_deref(), &value).map(Done::from)).await
    }

    async fn tell_node(&self, name: &str, about: Bytes) -> Result<(), JournalError> {
        if self.told_of_nodes().await?.iter().any(|(told, _)| told == name) {
            return Ok(());
        }
        let value = [name.as_bytes(), b"\n", &about[..]].concat();
        self.write(move |db| set(db, NODE, &value).map(Done::from)).await
    }

    async fn told_of_nodes(&self) -> Result<Vec<(String, Bytes)>, JournalError> {
        let told = self.setting(NODE).await?;
        Ok(told.as_ref().and_then(node_of).into_iter().collect())
    }

    async fn forget_node(&self, _name: &str) -> Result<(), JournalError> {
        // That the folder is not in use tells it.
        Ok(())
    }
}

fn create(db: &Connection, record: &ForumRecord) -> rusqlite::Result<Claim<ForumId>> {
    let holder = db
        .query_row("SELECT id FROM forums WHERE slug = ?1", [&record.slug], |row| forum_id(row, 0))
        .optional()?;
    match holder {
        Some(other) if other != record.id => return Ok(Claim::Taken(other)),
        Some(_) => return Ok(Claim::Won),
        None => {}
    }
    let Head { epoch, rev, hash } = Head::GENESIS;
    db.execute(
        "INSERT INTO forums (id, slug, epoch, rev, hash, time) VALUES (?1, ?2, ?3, ?4, ?5, 0)",
        params![key(record.id), record.slug, epoch, rev.cast_signed(), hash.0],
    )?;
    Ok(Claim::Won)
}

fn delete(db: &Connection, forum: ForumId) -> rusqlite::Result<Done<()>> {
    for rows in ["words", "entries", "snapshots", "codes", "acknowledged", "astray_words", "astray"] {
        db.execute(&format!("DELETE FROM {rows} WHERE forum = ?1"), [key(forum)])?;
    }
    db.execute("DELETE FROM forums WHERE id = ?1", [key(forum)])?;
    db.execute("INSERT OR IGNORE INTO gone (forum) VALUES (?1)", [key(forum)])?;
    Ok(Done { answer: (), erased: true })
}

fn claim(db: &Connection, code: JoinCode, place: Destination) -> rusqlite::Result<Claim<Destination>> {
    match lookup(db, code)? {
        Some(holder) if holder != place => Ok(Claim::Taken(holder)),
        Some(_) => Ok(Claim::Won),
        None => {
            db.execute(
                "INSERT INTO codes (code, forum, hall) VALUES (?1, ?2, ?3)",
                params![code.number(), key(place.forum), place.hall.map(|hall| hall.0)],
            )?;
            Ok(Claim::Won)
        }
    }
}

fn lookup(db: &Connection, code: JoinCode) -> rusqlite::Result<Option<Destination>> {
    db.prepare_cached("SELECT forum, hall FROM codes WHERE code = ?1")?
        .query_row([code.number()], place)
        .optional()
}

fn place(row: &Row) -> rusqlite::Result<Destination> {
    Ok(Destination { forum: forum_id(row, 0)?, hall: row.get::<_, Option<u32>>(1)?.map(HallNo) })
}

fn offer(db: &Connection, code: JoinCode, secret: &Hash, now: Time, ends: Time) -> rusqlite::Result<bool> {
    db.execute("DELETE FROM offers WHERE ends <= ?1 OR secret = ?2", params![now.0, secret.0])?;
    let offered = db.execute(
        "INSERT INTO offers (code, secret, ends) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
        params![code.number(), secret.0, ends.0],
    )?;
    Ok(offered > 0)
}

fn granted(db: &Connection, secret: &Hash, now: Time) -> rusqlite::Result<Option<Bytes>> {
    db.prepare_cached("SELECT granted FROM offers WHERE secret = ?1 AND ends > ?2")?
        .query_row(params![secret.0, now.0], |row| row.get::<_, Option<Vec<u8>>>(0))
        .optional()
        .map(|granted| granted.flatten().map(Bytes::from))
}

fn millis(time: Duration) -> Millis {
    Millis(i64::try_from(time.as_millis()).unwrap_or(i64::MAX))
}

fn leave(db: &Connection, code: JoinCode, grant: &[u8], now: Time) -> rusqlite::Result<Granted> {
    let offer = db
        .query_row(
            "SELECT granted IS NOT NULL, secret FROM offers WHERE code = ?1 AND ends > ?2",
            params![code.number(), now.0],
            |row| Ok((row.get(0)?, row.get(1).map(Hash)?)),
        )
        .optional()?;
    match offer {
        None => Ok(Granted::NoScreen),
        Some((true, _)) => Ok(Granted::Taken),
        Some((false, screen)) => {
            db.execute("UPDATE offers SET granted = ?2 WHERE code = ?1", params![code.number(), grant])?;
            Ok(Granted::Left(screen))
        }
    }
}

/// The setting that says which node used the folder last.
const NODE: &str = "node";

/// Its name, and what it told of itself.
fn node_of(told: &Bytes) -> Option<(String, Bytes)> {
    let end = told.iter().position(|byte| *byte == b'\n')?;
    let name = std::str::from_utf8(&told[..end]).ok()?;
    Some((name.to_owned(), told.slice(end + 1..)))
}

impl Embedded {
    /// A setting, and how often it was set.
    pub(in crate::journal) async fn setting_of(&self, key: &str) -> Result<Option<Setting>, JournalError> {
        let key = key.to_owned();
        self.read_with(move |db| {
            let times = times(db, &key)?;
            Ok(setting(db, &key)?.map(|value| Setting { value, times }))
        })
        .await
    }

    /// Takes a setting as it is elsewhere.
    pub(in crate::journal) async fn copy_setting(
        &self,
        key: &str,
        other: Setting,
    ) -> Result<(), JournalError> {
        let key = key.to_owned();
        self.write(move |db| put(db, &key, &other.value, other.times).map(Done::from)).await
    }
}

/// Sets a setting if it is still `expected` (`None`: not set); tells whether it was.
pub(super) fn set_if(
    db: &Connection,
    key: &str,
    expected: Option<&[u8]>,
    value: &[u8],
) -> rusqlite::Result<bool> {
    if setting(db, key)?.as_deref() != expected {
        return Ok(false);
    }
    set(db, key, value).map(|()| true)
}

/// Sets a setting that is not there, as if it never had been: whatever was set elsewhere is later.
pub(super) fn set_first(db: &Connection, key: &str, value: &[u8]) -> rusqlite::Result<()> {
    if setting(db, key)?.is_some() { Ok(()) } else { put(db, key, value, 0) }
}

/// Sets a setting, once more than before.
fn set(db: &Connection, key: &str, value: &[u8]) -> rusqlite::Result<()> {
    put(db, key, value, times(db, key)? + 1)
}

fn put(db: &Connection, key: &str, value: &[u8], times: u64) -> rusqlite::Result<()> {
    let mut put = db.prepare_cached("REPLACE INTO settings (key, value) VALUES (?1, ?2)")?;
    put.execute(params![key, value])?;
    put.execute(params![times_of(key), times.to_string().as_bytes()]).map(drop)
}

/// How often a setting was set, as far as it was counted.
fn times(db: &Connection, key: &str) -> rusqlite::Result<u64> {
    let kept = setting(db, &times_of(key))?;
    Ok(kept.and_then(|digits| std::str::from_utf8(&digits).ok()?.parse().ok()).unwrap_or(0))
}

fn setting(db: &Connection, key: &str) -> rusqlite::Result<Option<Bytes>> {
    db.prepare_cached("SELECT value FROM settings WHERE key = ?1")?
        .query_row([key], |row| row.get::<_, Vec<u8>>(0).map(Bytes::from))
        .optional()
}
