//! A proxy of HTTP as networks have them: it blocks upgrades, holds answers back until they are whole, sends each request to
//! another node, as told.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt, AsyncWriteExt, copy, copy_bidirectional};
use tokio::net::{TcpListener, TcpStream};

/// Longest head of a request.
const LONGEST_HEAD: usize = 16 * 1024;
const END_OF_HEAD: &[u8] = b"\r\n\r\n";
const REFUSED: &[u8] = b"HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";

/// What it does to what passes.
#[derive(Debug, Clone, Copy, Default)]
pub struct Manner {
    /// Nothing is upgraded.
    pub refuses_upgrades: bool,
    /// An answer is passed on when it has ended.
    pub holds_back: bool,
}

/// The proxy in front of nodes that take turns; it ends with this.
pub struct Proxy {
    pub address: SocketAddr,
    way: Arc<Way>,
    accepting: tokio::task::JoinHandle<()>,
}

struct Way {
    manner: Manner,
    nodes: Vec<SocketAddr>,
    next: AtomicUsize,
    /// The first line of each request.
    asked: Mutex<Vec<String>>,
}

impl Proxy {
    pub async fn before(nodes: &[SocketAddr], manner: Manner) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (next, asked) = (AtomicUsize::new(0), Mutex::default());
        let way = Arc::new(Way { manner, nodes: nodes.to_vec(), next, asked });
        let accepting = tokio::spawn(accept(listener, Arc::clone(&way)));
        Self { address, way, accepting }
    }

    /// The first line of each request that came.
    pub fn asked(&self) -> Vec<String> {
        self.way.asked.lock().unwrap().clone()
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

async fn accept(listener: TcpListener, way: Arc<Way>) {
    while let Ok((near, _)) = listener.accept().await {
        let way = Arc::clone(&way);
        // Whichever side breaks, the other sees its end.
        tokio::spawn(async move { pass(near, &way).await.ok() });
    }
}

/// Passes one request on, and its answer back.
async fn pass(mut near: TcpStream, way: &Way) -> std::io::Result<()> {
    let (head, rest) = read_head(&mut near).await?;
    way.asked.lock().unwrap().push(head.lines().next().unwrap_or_default().to_owned());
    let upgrades = head.to_ascii_lowercase().contains("\r\nupgrade:");
    if upgrades && way.manner.refuses_upgrades {
        return near.write_all(REFUSED).await;
    }
    let turn = way.next.fetch_add(1, Ordering::Relaxed);
    let mut far = TcpStream::connect(way.nodes[turn % way.nodes.len()]).await?;
    far.set_nodelay(true)?;
    near.set_nodelay(true)?;
    if upgrades {
        far.write_all(head.as_bytes()).await?;
        far.write_all(&rest).await?;
        copy_bidirectional(&mut near, &mut far).await?;
        return Ok(());
    }
    // One request on each connection, so that its answer ends with it.
    far.write_all(head.replacen("\r\n", "\r\nconnection: close\r\n", 1).as_bytes()).await?;
    far.write_all(&rest).await?;
    let (mut asks, mut hears) = near.split();
    let (mut answers, mut asked) = far.split();
    let answering = async {
        if way.manner.holds_back {
            let mut whole = Vec::new();
            answers.read_to_end(&mut whole).await?;
            hears.write_all(&whole).await?;
        } else {
            copy(&mut answers, &mut hears).await?;
        }
        hears.shutdown().await
    };
    tokio::select! {
        answered = answering => answered,
        // The client is gone: what it asked for is, too.
        asked = copy(&mut asks, &mut asked) => asked.map(|_| ()),
    }
}

/// The head of a request, and what came behind it.
async fn read_head(near: &mut TcpStream) -> std::io::Result<(String, Vec<u8>)> {
    let mut read = Vec::new();
    loop {
        if let Some(at) = read.windows(END_OF_HEAD.len()).position(|bytes| bytes == END_OF_HEAD) {
            let rest = read.split_off(at + END_OF_HEAD.len());
            return Ok((String::from_utf8(read).map_err(std::io::Error::other)?, rest));
        }
        if near.read_buf(&mut read).await? == 0 || read.len() > LONGEST_HEAD {
            return Err(std::io::ErrorKind::InvalidData.into());
        }
    }
}
