//! A node in a process of its own: started, killed and started again on its port and over its folder.

use std::fs::OpenOptions;
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use majlis::room::Forms;
use rustix::process::{Pid, Signal, kill_process};
use serde_json::json;
use tokio::process::{Child, Command};
use tokio::time::{sleep, timeout};

use super::orders::{self, Order};
use crate::support::node::HALL_CODE;
use crate::support::redis;

/// Tells this program to be a node whose data folder is tried, and which folder it is; and where its disk takes orders.
pub const NODE: &str = "CHAOS_NODE";
pub const ORDERS: &str = "CHAOS_DISK";
/// By how many milliseconds the clock of its machine is ahead when it starts.
pub const CLOCK: &str = "CHAOS_CLOCK";
/// Up to which form of entries the node knows them, where it is of the version before.
pub const KNOWS: &str = "CHAOS_KNOWS";

/// Which program is started as a node.
#[derive(Debug, Clone)]
pub struct Program {
    pub path: PathBuf,
    /// It knows of [`NODE`], and its disk can be told how to behave.
    pub has_tried_disk: bool,
}

pub struct Server {
    program: Program,
    pub folder: PathBuf,
    redis: Option<u16>,
    pub address: SocketAddr,
    log: PathBuf,
    orders: PathBuf,
    /// Milliseconds by which its machine's clock is ahead when it starts.
    ahead: i64,
    knows: u32,
    child: Option<Child>,
    began: i64,
    /// From when to when it ran, in milliseconds since 1970, and how far ahead its machine's clock was at its start.
    pub lives: Vec<((i64, i64), i64)>,
}

impl Server {
    /// A node over a data folder, and a Redis if one is given. It does not run yet.
    pub fn over(program: &Program, folder: &Path, redis: Option<u16>, log: &Path) -> Self {
        // Nobody else is likely to take the port before the node does, and between its lives.
        let free = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
        Self {
            program: program.clone(),
            folder: folder.to_owned(),
            redis,
            address: free.expect("a free port"),
            log: log.to_owned(),
            orders: folder.with_extension("orders"),
            ahead: 0,
            knows: Forms::NEWEST,
            child: None,
            began: 0,
            lives: Vec::new(),
        }
    }

    /// The next time that it starts, its machine's clock is ahead by so many milliseconds.
    pub fn starts_ahead(&mut self, millis: i64) {
        self.ahead = millis;
    }

    /// The next time that it starts, it knows the forms of entries up to that one.
    pub fn starts_knowing(&mut self, form: u32) {
        self.knows = form;
    }

    pub fn knows(&self) -> u32 {
        self.knows
    }

    /// Says `majlis upgrade --finish` to its Redis: whether that was taken.
    pub async fn finish_upgrade(&self) -> bool {
        let port = self.redis.expect("nodes that are upgraded one by one share a Redis");
        let orders = self.folder.with_extension("upgrade");
        let _ = std::fs::remove_file(&orders);
        let mut command = Command::new(&self.program.path);
        command.args(["upgrade", "--finish", "--redis", &redis::url(port)]);
        // The program of this run does what `majlis` does where it is told that it is one of its nodes.
        command.env(NODE, &self.folder).env(ORDERS, orders);
        let said = command.kill_on_drop(true).output().await.expect("the program starts");
        said.status.success()
    }

    pub fn start(&mut self) {
        let log = OpenOptions::new().create(true).append(true).open(&self.log).expect("a log");
        let mut command = Command::new(&self.program.path);
        for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("MAJLIS_"))
        {
            command.env_remove(name);
        }
        command.args(["serve", "--listen", &self.address.to_string(), "--data"]).arg(&self.folder);
        if let Some(port) = self.redis {
            command.args(["--redis", &redis::url(port)]);
        }
        if self.program.has_tried_disk {
            let _ = std::fs::remove_file(&self.orders);
            command.env(NODE, &self.folder).env(ORDERS, &self.orders).env(CLOCK, self.ahead.to_string());
            if self.knows < Forms::NEWEST {
                command.env(KNOWS, self.knows.to_string());
            }
        }
        let output = log.try_clone().expect("the log's handle");
        command.stdin(Stdio::null()).stdout(output).stderr(log).kill_on_drop(true);
        self.began = now();
        self.child = Some(command.spawn().expect("the program starts"));
    }

    /// Ends it with SIGKILL.
    pub async fn kill(&mut self) {
        if let Some(mut child) = self.child.take() {
            child.kill().await.expect("it can be killed");
            self.lives.push(((self.began, now()), self.ahead));
        }
    }

    /// Ends it as it should be ended, or kills it when it takes too long.
    pub async fn stop(&mut self) {
        let Some(mut child) = self.child.take() else { return };
        let pid = child.id().and_then(|id| Pid::from_raw(id.try_into().ok()?));
        if let Some(pid) = pid
            && kill_process(pid, Signal::TERM).is_ok()
            && timeout(Duration::from_secs(30), child.wait()).await.is_ok()
        {
            return self.lives.push(((self.began, now()), self.ahead));
        }
        child.kill().await.expect("it can be killed");
        self.lives.push(((self.began, now()), self.ahead));
    }

    /// Somebody comes in, so that it has the forum, whoever else is there.
    pub async fn enter(&self) {
        let join = format!("http://{}/v1/join", self.address);
        // Whether it could is seen by what comes of it.
        let _ = reqwest::Client::new().post(join).json(&json!({ "code": HALL_CODE })).send().await;
    }

    /// Tells its disk how to behave. False where it takes no orders, or is gone.
    pub fn order(&self, order: Order) -> bool {
        self.program.has_tried_disk && orders::give(&self.orders, order).is_ok()
    }

    /// Waits until it is ready: whether it was in time, and else what it says of itself.
    pub async fn ready(&self, within: Duration) -> Result<(), String> {
        let mut said = "it does not answer".to_owned();
        let waits = async {
            loop {
                if let Ok(answer) = reqwest::get(format!("http://{}/readyz", self.address)).await {
                    let is_ready = answer.status() == 200;
                    said = answer.text().await.unwrap_or_default();
                    if is_ready {
                        return;
                    }
                }
                sleep(Duration::from_millis(20)).await;
            }
        };
        timeout(within, waits).await.map_err(|_| said)
    }
}

/// The right time, in milliseconds since 1970.
pub fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).expect("it is after 1970");
    i64::try_from(since.as_millis()).expect("a time of this age")
}
