//! A whole node on a free port of this machine, which can be stopped, or killed as a power cut would.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;

use majlis::app;
use majlis::backbone::Access;
use majlis::config::{Settings, Store};
use majlis::domain::change::Change;
use majlis::domain::id::{HallNo, LinkNo, PersonId};
use majlis::domain::time::Time;
use majlis::http::Site;
use majlis::http::token::Tokens;
use majlis::journal::embedded::Disk;
use majlis::journal::{Claim, Destination, JoinCode};
use majlis::room::Forms;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use super::client::Client;
use super::drafts::{FORUM, make};
use super::forum::founding;
use super::house::patient;
use super::redis;
use super::within::{BOUND, within};

/// The forms that a node of the version before knows.
pub const BEFORE: u32 = Forms::NEWEST - 1;

/// The code of the first hall, and of the forum.
pub const HALL_CODE: &str = "471231";
pub const FORUM_CODE: &str = "471230";

/// The node. It has a runtime of its own, so that killing it ends everything of it at one moment.
pub struct Node {
    pub address: SocketAddr,
    pub site: Arc<Site>,
    stop: CancellationToken,
    finished: JoinHandle<()>,
    runtime: Option<Runtime>,
    /// What has to live as long as it does.
    folder: Option<TempDir>,
}

impl Node {
    /// A node by itself, with the small forum.
    pub async fn alone() -> Self {
        Self::alone_with(|_| {}).await
    }

    /// The same with some settings changed.
    pub async fn alone_with(change: impl FnOnce(&mut Settings)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut settings = Settings::new(Store::Folder(folder.path().to_owned()));
        change(&mut settings);
        let mut node = Self::with(settings).await;
        node.folder = Some(folder);
        node.found().await;
        node
    }

    /// A node over a data folder, with whatever is in it.
    pub async fn in_folder(folder: &Path) -> Self {
        Self::in_folder_with(folder, |_| {}).await
    }

    /// The same with some settings changed.
    pub async fn in_folder_with(folder: &Path, change: impl FnOnce(&mut Settings)) -> Self {
        let mut settings = Settings::new(Store::Folder(folder.to_owned()));
        change(&mut settings);
        Self::with(settings).await
    }

    /// A node over the Redis on that port, with its own data folder.
    pub async fn over_redis(port: u16, folder: &Path) -> Self {
        Self::over_redis_with(port, folder, |_| {}).await
    }

    /// The same, of a version that knows the forms of entries up to that one.
    pub async fn over_redis_knowing(knows: u32, port: u16, folder: &Path) -> Self {
        Self::over_redis_with(port, folder, |settings| settings.knows = knows).await
    }

    /// The same with some settings changed.
    pub async fn over_redis_with(port: u16, folder: &Path, change: impl FnOnce(&mut Settings)) -> Self {
        let (redis, folder) = (Access::to(redis::url(port)), folder.to_owned());
        let mut settings = Settings::new(Store::Redis { redis, folder, replicas: 0 });
        change(&mut settings);
        Self::with(settings).await
    }

    /// A node with those settings, which waits for clients that are not read from for a while.
    pub async fn with(mut settings: Settings) -> Self {
        (settings.patience.silence, settings.patience.line) = (patient(), BOUND);
        Self::as_settled(settings).await
    }

    /// A node with those settings, just as they are.
    pub async fn as_settled(settings: Settings) -> Self {
        Self::on(Disk::default(), settings).await
    }

    /// The same on a disk that behaves so.
    pub async fn on(disk: Disk, settings: Settings) -> Self {
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        let stop = CancellationToken::new();
        let stopped = stop.clone();
        let starting = runtime.spawn(async move {
            let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
            app::start_on(disk, settings, listener, stopped).await.unwrap()
        });
        let running = within(starting).await.unwrap();
        let (address, site) = (running.listens(), Arc::clone(running.site()));
        let finished = runtime.spawn(async { running.finish().await.unwrap() });
        Self { address, site, stop, finished, runtime: Some(runtime), folder: None }
    }

    /// Founds the small forum, with its codes.
    pub async fn found(&self) {
        self.found_with(founding).await;
    }

    /// Founds a forum that begins with those changes, with the same codes.
    pub async fn found_with(&self, founding: impl Fn(Time) -> Vec<Change>) {
        let registry = &*self.site.registry;
        make(registry, FORUM).await;
        self.site.rooms.found(FORUM, founding(self.site.journal.now()), Vec::new()).await.unwrap();
        for (code, hall) in [(FORUM_CODE, None), (HALL_CODE, Some(1)), ("471232", Some(2))] {
            let (code, place) =
                (code.parse::<JoinCode>().unwrap(), Destination { forum: FORUM, hall: hall.map(HallNo) });
            assert_eq!(registry.claim_code(code, place).await, Ok(Claim::Won));
        }
    }

    /// Ends it as it should be ended.
    pub async fn stop(mut self) {
        self.stop.cancel();
        within(&mut self.finished).await.unwrap();
    }

    /// Ends it as a power cut would: nothing is finished, nobody is told.
    pub fn kill(self) {
        drop(self);
    }

    /// `POST` of JSON: the status, and the answer.
    pub async fn post(&self, path: &str, body: Value) -> (u16, Value) {
        let request = reqwest::Client::new().post(format!("http://{}{path}", self.address)).json(&body);
        let answer = within(request.send()).await.unwrap();
        (answer.status().as_u16(), answer.json().await.unwrap_or_default())
    }

    /// A new participant's token, by the first hall's code.
    pub async fn join(&self) -> String {
        let (status, joined) = self.post("/v1/join", json!({ "code": HALL_CODE })).await;
        assert_eq!(status, 200, "{joined}");
        joined["token"].as_str().unwrap().to_owned()
    }

    /// A participant's token that nobody asked for.
    pub fn join_directly(&self) -> String {
        self.site.tokens.participant(FORUM, PersonId(fastrand::u128(..).to_be_bytes()), Time(i64::MAX))
    }

    /// A phone in the panel that was told everything.
    pub async fn phone(&self) -> Client {
        let token = self.join().await;
        self.phone_of(&token).await
    }

    /// The same of somebody who joined.
    pub async fn phone_of(&self, token: &str) -> Client {
        let mut phone = Client::hello(self.address, token, "participant", Some(1)).await;
        phone.settled().await;
        phone
    }

    /// The holder of a link in the panel, told everything.
    pub async fn crew(&self, link: (LinkNo, &str), view: &str) -> Client {
        let mut crew = Client::hello(self.address, &token_of(link), view, Some(1)).await;
        crew.settled().await;
        crew
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

/// The token of a link.
pub fn token_of((_, secret): (LinkNo, &str)) -> String {
    Tokens::crew(FORUM, secret)
}
