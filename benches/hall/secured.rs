//! A phone over TLS of the node's own.

use std::path::Path;
use std::sync::Arc;

use futures_util::{SinkExt, StreamExt, stream};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, RootCertStore};
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::{Message, protocol::WebSocketConfig};
use tokio_tungstenite::{WebSocketStream, client_async_with_config};

use super::server::Doors;

/// Phones that come in at one moment.
const AT_ONCE: usize = 16;

/// A phone that said hello and was told everything. It only listens.
pub struct Secured {
    /// Held, so that it goes on.
    _socket: WebSocketStream<TlsStream<TcpStream>>,
}

/// So many phones, each of its own person.
pub async fn phones(doors: &Doors, count: u32) -> Vec<Secured> {
    let config = trust(doors.certificate.as_deref().expect("it speaks TLS"));
    stream::iter(0..count).map(|_| hello(doors, &config)).buffer_unordered(AT_ONCE).collect().await
}

fn trust(certificate: &Path) -> TlsConnector {
    let mut roots = RootCertStore::empty();
    let own = CertificateDer::from_pem_file(certificate).expect("a certificate");
    roots.add(own).expect("one that can be believed");
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("TLS 1.3")
        .with_root_certificates(roots)
        .with_no_client_auth();
    Arc::new(config).into()
}

async fn line(doors: &Doors, trust: &TlsConnector) -> TlsStream<TcpStream> {
    let stream = TcpStream::connect(doors.listens).await.expect("the node listens");
    let name = ServerName::try_from("localhost").expect("a name");
    trust.connect(name, stream).await.expect("it speaks TLS")
}

async fn hello(doors: &Doors, trust: &TlsConnector) -> Secured {
    let token = join(line(doors, trust).await, doors).await;
    let mut request = format!("wss://{}/v1/live", doors.listens).into_client_request().expect("an address");
    request.headers_mut().insert("sec-websocket-protocol", "majlis.v1".parse().expect("a header"));
    let config = WebSocketConfig::default().read_buffer_size(4 * 1024).write_buffer_size(0);
    let line = line(doors, trust).await;
    let (mut socket, _) = client_async_with_config(request, line, Some(config)).await.expect("an upgrade");
    let hello = json!({ "t": "hello", "token": token, "view": "participant", "session": 1 });
    socket.send(Message::text(hello.to_string())).await.expect("the node takes it");
    // The last of what a phone is told after its hello.
    while !matches!(socket.next().await, Some(Ok(Message::Text(text))) if text.contains(r#""t":"mine""#)) {}
    Secured { _socket: socket }
}

async fn join(mut line: TlsStream<TcpStream>, doors: &Doors) -> String {
    let body = json!({ "code": doors.code }).to_string();
    let request = format!(
        "POST /v1/join HTTP/1.1\r\nhost: {}\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\
         connection: close\r\n\r\n{body}",
        doors.listens,
        body.len()
    );
    line.write_all(request.as_bytes()).await.expect("the node takes it");
    // What the socket did not take at once would wait for the next thing that is said.
    line.flush().await.expect("the node takes it");
    let mut answer = String::new();
    line.read_to_string(&mut answer).await.expect("an answer");
    let (_, body) = answer.split_once("\r\n\r\n").expect("a head");
    let joined: serde_json::Value = serde_json::from_str(body).expect("the code is right");
    joined["token"].as_str().expect("a token").to_owned()
}
