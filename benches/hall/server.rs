//! The node: this program once more, as a child that ends with its parent.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};

use majlis::app;
use majlis::config::{Settings, Store};
use majlis::domain::role::Role;
use majlis::forum_file::{ForumFile, Syntax, parse};
use majlis::founding::{Founded, Outcome};
use majlis::http::listener;
use majlis::http::tls::Files;
use majlis::http::token::Tokens;
use majlis::journal::embedded::Disk;
use majlis::room::Silence;
use serde::{Deserialize, Serialize};
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, BufReader};
use tokio::process::{Child, Command};
use tokio_util::sync::CancellationToken;

use super::process::Process;

/// The argument that makes this program the node.
pub const SERVE: &str = "serve";

/// One session with one poll of four choices, whose counts everybody sees as they come. Far off, so that nothing in it
/// happens by the clock.
const FORUM: &str = r#"
slug = "hall"
name = "قاعة"
zone = "Asia/Riyadh"
[[halls]]
id = "main"
name = "القاعة الرئيسة"
[[sessions]]
hall = "main"
kind = "panel"
title = "جلسة"
start = 2099-10-28T09:00
end = 2099-10-28T10:00
[[sessions.polls]]
kind = "single"
title = "أيهما أولى؟"
options = ["الأول", "الثاني", "الثالث", "الرابع"]
hidden = false
"#;

/// How to get into the node.
#[derive(Debug, Serialize, Deserialize)]
pub struct Doors {
    pub listens: SocketAddr,
    /// The forum, as its number is told.
    pub forum: String,
    pub code: String,
    pub desk: String,
    pub organiser: String,
    pub wall: String,
    /// Where it speaks TLS: its certificate, as PEM.
    pub certificate: Option<PathBuf>,
}

/// A node that runs.
pub struct Server {
    pub doors: Doors,
    pub process: Process,
    child: Child,
    arguments: Vec<String>,
    folder: TempDir,
}

impl Server {
    /// A node with the forum on it, each of whose commits takes this much longer than the disk does.
    pub async fn start(slower: Duration) -> Self {
        Self::start_with(slower, &[]).await
    }

    /// The same, speaking TLS.
    pub async fn start_secured() -> Self {
        Self::start_with(Duration::ZERO, &["tls"]).await
    }

    async fn start_with(slower: Duration, more: &[&str]) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let mut arguments = vec![slower.as_millis().to_string()];
        arguments.extend(more.iter().map(|argument| (*argument).to_owned()));
        let mut child = launch(folder.path(), "127.0.0.1:0", &arguments);
        let doors = told(&mut child).await.expect("it tells how to get in");
        let process = Process(child.id().expect("it runs"));
        Self { doors, process, child, arguments, folder }
    }

    /// Lets it end as it should.
    pub async fn stop(mut self) {
        self.end().await;
    }

    async fn end(&mut self) {
        drop(self.child.stdin.take());
        self.child.wait().await.expect("it ends");
    }

    /// Lets it end as it should, and starts it anew over its folder and on its port.
    pub async fn start_again(&mut self) {
        self.end().await;
        self.resume().await;
    }

    /// Ends it by `kill -9`.
    pub async fn kill(&mut self) {
        self.child.kill().await.expect("it can be killed");
    }

    /// Starts it after it ended: when it was ready first.
    pub async fn start_killed(&mut self) -> Instant {
        let readiness = ready(self.doors.listens);
        let (at, ()) = tokio::join!(readiness, self.resume());
        at
    }

    async fn resume(&mut self) {
        self.child = launch(self.folder.path(), &self.doors.listens.to_string(), &self.arguments);
        assert!(told(&mut self.child).await.is_none(), "the forum is there");
        self.process = Process(self.child.id().expect("it runs"));
    }
}

fn launch(folder: &Path, listen: &str, arguments: &[String]) -> Child {
    let own = std::env::current_exe().expect("the path of this program");
    Command::new(own)
        .arg(SERVE)
        .arg(folder)
        .arg(listen)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .expect("the node starts")
}

/// What a node that runs now tells: how to get in, where it founded the forum.
async fn told(child: &mut Child) -> Option<Doors> {
    let mut told = String::new();
    let output = child.stdout.take().expect("its output");
    BufReader::new(output).read_line(&mut told).await.expect("a line");
    serde_json::from_str(&told).expect("JSON")
}

/// When the node there says first that it is ready.
async fn ready(listens: SocketAddr) -> Instant {
    let (http, address) = (reqwest::Client::new(), format!("http://{listens}/readyz"));
    loop {
        if http.get(&address).send().await.is_ok_and(|answer| answer.status() == 200) {
            return Instant::now();
        }
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
}

/// What the child does: serves until its input is closed.
pub async fn serve(folder: &str, listen: &str, slower: &str, speaks_tls: bool) {
    let stop = CancellationToken::new();
    let listener = listener::listen(listen.parse().expect("an address")).expect("a free port");
    let slower = Duration::from_millis(slower.parse().expect("milliseconds"));
    let mut settings = Settings::new(Store::Folder(PathBuf::from(folder)));
    // Phones that are not read from while something else is measured answer no ping.
    let silence = Duration::from_secs(3_600);
    settings.patience.silence = Silence { asked: silence, socket: silence, stream: silence };
    let certificates = tempfile::tempdir().expect("a temporary folder");
    settings.tls = speaks_tls.then(|| certificate(certificates.path()));
    let certificate = settings.tls.as_ref().map(|files| files.certificate.clone());
    let running =
        app::start_on(Disk::slower_by(slower), settings, listener, stop.clone()).await.expect("it starts");
    let doors = match running.site().founder().found(&forum()).await.expect("the forum is founded") {
        Outcome::Founded(founded) => Some(Doors { certificate, ..doors(running.listens(), &founded) }),
        Outcome::Kept(_) => None,
    };
    println!("{}", serde_json::to_string(&doors).expect("JSON"));
    tokio::spawn(async move {
        // Its end, or an error: either way there is no parent any more.
        let _ = tokio::io::stdin().read_to_end(&mut Vec::new()).await;
        stop.cancel();
    });
    running.finish().await.expect("it writes to its end");
}

/// A certificate of this machine and its key, made for the occasion.
fn certificate(folder: &Path) -> Files {
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).expect("a certificate");
    let files = Files { certificate: folder.join("own.crt"), key: folder.join("own.key") };
    std::fs::write(&files.certificate, made.cert.pem()).expect("a file");
    std::fs::write(&files.key, made.signing_key.serialize_pem()).expect("a file");
    files
}

fn forum() -> ForumFile {
    parse("hall.toml", FORUM, Syntax::Toml).unwrap_or_else(|mistakes| panic!("{mistakes}"))
}

fn doors(listens: SocketAddr, founded: &Founded) -> Doors {
    let token = |role: Role| {
        let link = founded.links.iter().find(|link| link.role == role).expect("a link of each role");
        Tokens::crew(founded.forum, &link.secret)
    };
    Doors {
        listens,
        forum: founded.forum.to_string(),
        code: founded.code.to_string(),
        desk: token(Role::Moderator),
        organiser: token(Role::Organiser),
        wall: token(Role::Screen),
        certificate: None,
    }
}
