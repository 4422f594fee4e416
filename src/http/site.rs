//! What all routes share.

use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use bytes::Bytes;
use dashmap::DashMap;
use metrics_exporter_prometheus::PrometheusHandle;
use tokio::sync::{Mutex, Semaphore};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::domain::id::ForumId;
use crate::founding::Founder;
use crate::journal::{Journal, Registry};
use crate::recent::Recent;
use crate::room::{RoomError, RoomHandle, Rooms};

use super::address::PublicUrl;
use super::ballots::{Gathered, Signing};
use super::connection::Context;
use super::error::{ApiCode, ApiError};
use super::figures::Parts;
use super::limits::Limits;
use super::record::Records;
use super::tls::Tls;
use super::token::Tokens;

/// When to come again where the node is full.
pub(super) const FULL: Duration = Duration::from_secs(5);

/// What all routes share.
pub struct Site {
    /// The rooms of this node.
    pub rooms: Rooms,
    /// The journal, for its clock and its health.
    pub journal: Arc<dyn Journal>,
    /// What the node stands on, for whoever watches over it.
    pub parts: Parts,
    /// Forums, codes, screens that wait.
    pub registry: Arc<dyn Registry>,
    /// The deployment's tokens.
    pub tokens: Tokens,
    /// Where people reach it.
    pub public: PublicUrl,
    /// Its certificate, where it speaks TLS itself.
    pub tls: Option<Arc<Tls>>,
    /// Proxies that are believed when they say whom they speak for, beside those on this machine.
    pub trusted_proxies: Vec<IpAddr>,
    /// What was counted.
    pub metrics: PrometheusHandle,
    /// What was told of it last.
    pub figures: Recent<Bytes>,
    /// What may be asked for without a token.
    pub limits: Limits,
    /// What every socket needs.
    pub connections: Arc<Context>,
    /// Sockets, and what is done to its end though nobody waits for it any more. A node that stops waits for them.
    pub tasks: TaskTracker,
    /// Whether its forums were opened, and their links told.
    pub is_open: AtomicBool,
    /// The node is stopping.
    pub stop: CancellationToken,
    /// Held from counting the forums until another is founded, so that parallel requests on this node keep to the bounds.
    /// Other nodes count by themselves: each can add one forum beyond.
    pub founding: Mutex<()>,
    /// Held while an export is made or a list of badges read: each lies in memory whole.
    pub exporting: Semaphore,
    /// Records and moments that were made of late.
    pub records: Records,
    /// What papers and ballots of awards are signed and looked at with.
    pub ballots: Arc<Signing>,
    /// Blind ballots that wait for the clock's next whole second.
    pub gathered: Arc<Gathered>,
    /// Slugs that were looked up; a forum keeps its own for good.
    pub slugs: DashMap<ForumId, String>,
}

impl Site {
    /// The room of a forum.
    pub async fn enter(&self, forum: ForumId) -> Result<RoomHandle, ApiError> {
        let entered = self.rooms.enter(forum).await;
        if let Err(RoomError::NoForum) = entered {
            self.forget(forum).await;
        }
        Ok(entered?)
    }

    /// Lets go of whatever was made of a forum: it is not there any more, and what people wrote in it is to be nowhere.
    pub(super) async fn forget(&self, forum: ForumId) {
        self.slugs.remove(&forum);
        self.ballots.forget_all_of(forum);
        self.records.forget(forum).await;
    }

    /// Fails where there is no memory for more people or forums.
    pub(super) fn has_memory(&self) -> Result<(), ApiError> {
        let is_out = self.connections.ceilings.is_out_of_memory();
        if is_out { Err(ApiError::after(ApiCode::Full, FULL)) } else { Ok(()) }
    }

    /// Its forums were opened, and their links told: it is ready from now on.
    pub fn open(&self) {
        self.is_open.store(true, Ordering::Relaxed);
    }

    /// Where forums are founded.
    #[must_use]
    pub fn founder(&self) -> Founder {
        Founder {
            rooms: self.rooms.clone(),
            journal: Arc::clone(&self.journal),
            registry: Arc::clone(&self.registry),
        }
    }

    /// A forum's name in addresses.
    pub async fn slug(&self, forum: ForumId) -> Result<String, ApiError> {
        if let Some(slug) = self.slugs.get(&forum) {
            return Ok(slug.clone());
        }
        let forums = self.registry.forums().await?;
        let record = forums.into_iter().find(|record| record.id == forum).ok_or(ApiCode::UnknownForum)?;
        self.slugs.insert(forum, record.slug.clone());
        Ok(record.slug)
    }
}
