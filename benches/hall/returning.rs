//! Phones that come back by themselves when their connection ends, with what they hold.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use majlis::rehearse::backoff;
use tokio::sync::{mpsc, watch};
use tokio::time::{sleep, timeout};

use super::phone::{Heard, POLL, Phone};

/// How long an attempt may take.
const PATIENCE: Duration = Duration::from_secs(9);

/// When they come, once they were cut off.
#[derive(Debug, Clone)]
pub enum Comes {
    /// By the schedule of the pages.
    Scheduled,
    /// Whenever it is told, all at once.
    Told(watch::Receiver<u32>),
}

/// What a hall of them is told, and tells.
#[derive(Debug, Clone)]
pub struct Lines {
    pub comes: Comes,
    /// At each number of these one connection in a hundred is lost so often.
    pub cuts: watch::Receiver<u8>,
    pub told: mpsc::UnboundedSender<Told>,
}

/// What a phone tells.
#[derive(Debug)]
pub enum Told {
    /// Its connection ended.
    Away,
    Back(Back),
}

/// A phone that came back.
#[derive(Debug, Clone, Copy)]
pub struct Back {
    pub tried: Instant,
    pub welcomed: Instant,
    /// Everything was told.
    pub right: Instant,
    /// The revision of the poll that it has then.
    pub rev: u64,
}

/// A phone and what it holds: the epoch, and of each topic its revision.
pub struct Returning {
    server: SocketAddr,
    token: String,
    epoch: u32,
    revs: BTreeMap<u32, u64>,
}

impl Returning {
    pub fn new(server: SocketAddr, token: String) -> Self {
        Self { server, token, epoch: 0, revs: BTreeMap::new() }
    }

    /// Comes, and comes back, as long as somebody listens to what it tells.
    pub async fn live(mut self, mut lines: Lines) {
        let mut failures = 0;
        loop {
            let tried = Instant::now();
            let Ok(Some((phone, back))) = timeout(PATIENCE, self.come(tried)).await else {
                failures += 1;
                sleep(backoff::wait(failures, fastrand::f64())).await;
                continue;
            };
            failures = 0;
            if lines.told.send(Told::Back(back)).is_err() {
                return;
            }
            self.listen(phone, &mut lines.cuts).await;
            if lines.told.send(Told::Away).is_err() {
                return;
            }
            match &mut lines.comes {
                Comes::Scheduled => sleep(backoff::wait(0, fastrand::f64())).await,
                Comes::Told(now) => {
                    if now.changed().await.is_err() {
                        return;
                    }
                }
            }
        }
    }

    /// Comes in and is told everything.
    async fn come(&mut self, tried: Instant) -> Option<(Phone, Back)> {
        let have = self.revs.iter().map(|(topic, rev)| (*topic, (self.epoch, *rev))).collect();
        let mut phone = Phone::come(self.server, &self.token, &have).await?;
        let mut welcomed = tried;
        loop {
            let heard = phone.heard().await?;
            match heard.t.as_str() {
                "welcome" => welcomed = Instant::now(),
                "pong" => break,
                _ => {}
            }
            self.take(&heard);
        }
        let rev = self.revs.get(&POLL).copied().unwrap_or_default();
        Some((phone, Back { tried, welcomed, right: Instant::now(), rev }))
    }

    /// Until the connection ends or is lost.
    async fn listen(&mut self, mut phone: Phone, cuts: &mut watch::Receiver<u8>) {
        cuts.mark_unchanged();
        loop {
            tokio::select! {
                heard = phone.heard() => match heard {
                    Some(heard) => self.take(&heard),
                    None => return,
                },
                told = cuts.changed() => {
                    let percent = *cuts.borrow_and_update();
                    if told.is_err() || fastrand::u8(0..100) < percent {
                        return;
                    }
                }
            }
        }
    }

    fn take(&mut self, heard: &Heard) {
        if let Some(epoch) = heard.epoch.filter(|epoch| *epoch != self.epoch) {
            self.epoch = epoch;
            self.revs.clear();
        }
        if let (Some(topic), Some(rev)) = (heard.topic, heard.rev) {
            self.revs.insert(topic, rev);
        }
    }
}
