//! A node that speaks TLS, and clients that believe its authority.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;

use majlis::config::Settings;
use majlis::http::tls::Files;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, RootCertStore, SupportedProtocolVersion};
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

use super::certificates::Certificates;
use super::client::{Client, MAJLIS_V1, over_tls};
use super::node::Node;
use super::views::Views;
use super::within::within;

/// A line that nobody reads along.
pub type Line = TlsStream<TcpStream>;

/// The certificate of a server in that folder.
pub fn files(certificates: &Certificates) -> Files {
    Files { certificate: certificates.file("server.crt"), key: certificates.file("server.key") }
}

/// Has a node speak TLS.
pub fn speaking_tls(certificates: &Certificates) -> impl FnOnce(&mut Settings) {
    let files = files(certificates);
    |settings| settings.tls = Some(files)
}

/// What a client believes and speaks.
#[derive(Clone)]
pub struct Trust(Arc<ClientConfig>);

impl Trust {
    /// Servers of that authority, in every version.
    pub fn in_authority(file: &Path) -> Self {
        Self::speaking(file, rustls::ALL_VERSIONS)
    }

    /// The same in those versions alone.
    pub fn speaking(file: &Path, versions: &[&'static SupportedProtocolVersion]) -> Self {
        let mut roots = RootCertStore::empty();
        roots.add(CertificateDer::from_pem_file(file).unwrap()).unwrap();
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let mut config = ClientConfig::builder_with_provider(provider)
            .with_protocol_versions(versions)
            .unwrap()
            .with_root_certificates(roots)
            .with_no_client_auth();
        // As a browser offers them.
        config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
        Self(Arc::new(config))
    }

    /// Connects and agrees on how to speak; fails where the server is not believed, or does not.
    pub async fn try_line(&self, server: SocketAddr) -> std::io::Result<Line> {
        let stream = TcpStream::connect(server).await?;
        self.line_over(stream).await
    }

    /// The same on a connection that is there.
    pub async fn line_over(&self, stream: TcpStream) -> std::io::Result<Line> {
        let name = ServerName::try_from("localhost").unwrap();
        within(TlsConnector::from(Arc::clone(&self.0)).connect(name, stream)).await
    }

    /// The same where it must come about.
    pub async fn line(&self, server: SocketAddr) -> Line {
        self.try_line(server).await.unwrap()
    }

    /// A phone in the panel that was told everything.
    pub async fn phone(&self, node: &Node) -> Client<Line> {
        let (_, answer) =
            self.post(node.address, "/v1/join", &json!({ "code": super::node::HALL_CODE })).await;
        let token = serde_json::from_str::<serde_json::Value>(&answer).unwrap()["token"].clone();
        self.client(node, token.as_str().unwrap(), "participant").await
    }

    /// The holder of a token in the panel, told everything.
    pub async fn client(&self, node: &Node, token: &str, view: &str) -> Client<Line> {
        let line = self.line(node.address).await;
        let socket =
            over_tls(line, node.address, &[("sec-websocket-protocol", MAJLIS_V1)]).await.expect("an upgrade");
        let hello = json!({ "t": "hello", "token": token, "view": view, "session": 1 });
        let mut client = Client::try_hello_on(socket, &hello, Views::default()).await.unwrap();
        client.settled().await;
        client
    }

    /// What is answered to a `POST` of JSON: the head, and the body.
    pub async fn post(&self, server: SocketAddr, path: &str, body: &serde_json::Value) -> (String, String) {
        let body = body.to_string();
        let head = format!("content-type: application/json\r\ncontent-length: {}\r\n", body.len());
        self.ask(
            server,
            &format!("POST {path} HTTP/1.1\r\nhost: {server}\r\n{head}connection: close\r\n\r\n{body}"),
        )
        .await
    }

    /// The same to a `GET`.
    pub async fn get(&self, server: SocketAddr, path: &str) -> (String, String) {
        self.ask(server, &format!("GET {path} HTTP/1.1\r\nhost: {server}\r\nconnection: close\r\n\r\n")).await
    }

    async fn ask(&self, server: SocketAddr, request: &str) -> (String, String) {
        let mut line = self.line(server).await;
        line.write_all(request.as_bytes()).await.unwrap();
        let mut answer = String::new();
        within(line.read_to_string(&mut answer)).await.unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        (head.to_owned(), body.to_owned())
    }
}
