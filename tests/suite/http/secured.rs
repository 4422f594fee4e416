//! TLS of the node's own: what is spoken, who is let down, and certificates that change under it.

use std::net::SocketAddr;
use std::path::Path;
use std::time::Duration;

use rustls::version::{TLS12, TLS13};
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpSocket, TcpStream};

#[cfg(target_os = "linux")]
use super::stalling::HELD;
use crate::support::certificates::Certificates;
use crate::support::client::{Client, MAJLIS_V1, over_tls};
use crate::support::counted::counted;
use crate::support::forum::DESK;
#[cfg(target_os = "linux")]
use crate::support::kernel::side;
use crate::support::node::{Node, token_of};
use crate::support::program::{Program, run};
use crate::support::secure::{Line, Trust, speaking_tls};
use crate::support::views::Views;
use crate::support::within::{until, within};

/// A node that speaks TLS, whoever believes it, and its files.
async fn secured() -> (Node, Trust, Certificates) {
    let certificates = Certificates::make();
    let node = Node::alone_with(speaking_tls(&certificates)).await;
    let trust = Trust::in_authority(&certificates.file("ca.crt"));
    (node, trust, certificates)
}

/// The certificate that a server shows on that line.
fn shown(line: &Line) -> Vec<u8> {
    line.get_ref().1.peer_certificates().unwrap()[0].to_vec()
}

#[tokio::test]
async fn phones_and_desks_talk_over_tls_of_the_nodes_own_in_both_versions() {
    let (node, trust, certificates) = secured().await;
    assert!(node.site.public.is_secure());
    for version in [&TLS12, &TLS13] {
        let trust = Trust::speaking(&certificates.file("ca.crt"), &[version]);
        let line = trust.line(node.address).await;
        assert_eq!(line.get_ref().1.alpn_protocol(), Some(&b"http/1.1"[..]));
        let (head, page) = trust.get(node.address, "/").await;
        assert!(head.starts_with("HTTP/1.1 200 ") && page.contains("<html"), "{head}");
        assert!(head.contains("strict-transport-security: max-age=31536000"), "{head}");
        let mut phone = trust.phone(&node).await;
        phone.done(json!({ "do": "ask", "session": 1, "text": format!("سؤال {version:?}") })).await;
    }
    let mut desk = trust.client(&node, &token_of(DESK), "moderator").await;
    desk.done(json!({ "do": "approve", "question": 1, "version": 1 })).await;
    node.stop().await;
}

#[tokio::test]
async fn a_new_certificate_is_shown_and_no_connection_is_dropped() {
    let (node, trust, certificates) = secured().await;
    let mut phones = Vec::new();
    for _ in 0..4 {
        phones.push(trust.phone(&node).await);
    }
    let mut old = shown(&trust.line(node.address).await);
    for round in 0..3 {
        certificates.renew("server");
        node.site.tls.as_ref().unwrap().look_again();
        let new = std::sync::Mutex::new(old.clone());
        until(async || {
            // Everybody who is in goes on meanwhile, and whoever comes is taken in.
            let line = trust.line(node.address).await;
            *new.lock().unwrap() = shown(&line);
            shown(&line) != old
        })
        .await;
        old = new.into_inner().unwrap();
        for (no, phone) in phones.iter_mut().enumerate() {
            phone
                .done(json!({ "do": "ask", "session": 1, "text": format!("السؤال {no} بعد {round}") }))
                .await;
        }
    }
    node.stop().await;
}

#[tokio::test]
async fn a_certificate_that_cannot_be_shown_is_not_taken_and_the_old_one_stays() {
    let (node, trust, certificates) = secured().await;
    let before = shown(&trust.line(node.address).await);
    let refused_before = counted("majlis_certificates_refused_total");
    let key = std::fs::read(certificates.file("server.key")).unwrap();
    certificates.renew("server");
    let (new_certificate, new_key) =
        ["server.crt", "server.key"].map(|name| std::fs::read(certificates.file(name)).unwrap()).into();
    let tls = node.site.tls.as_ref().unwrap();
    // The new one beside the old key, then nothing at all, then half a file.
    std::fs::write(certificates.file("server.key"), key).unwrap();
    tls.look_again();
    until(async || tls.refused() == 1).await;
    std::fs::write(certificates.file("server.crt"), &new_certificate[..200]).unwrap();
    tls.look_again();
    until(async || tls.refused() == 2).await;
    std::fs::remove_file(certificates.file("server.crt")).unwrap();
    // Nobody says that there is something to be seen: it is looked every few seconds.
    until(async || tls.refused() == 3).await;
    assert_eq!(shown(&trust.line(node.address).await), before);
    std::fs::write(certificates.file("server.crt"), new_certificate).unwrap();
    std::fs::write(certificates.file("server.key"), new_key).unwrap();
    tls.look_again();
    until(async || shown(&trust.line(node.address).await) != before).await;
    assert_eq!(counted("majlis_certificates_refused_total") - refused_before, 3);
    node.stop().await;
}

#[tokio::test]
async fn who_speaks_no_tls_is_led_to_https() {
    let (node, trust, _certificates) = secured().await;
    for said in ["GET /j/471231 HTTP/1.1\r\nhost: majlis\r\n\r\n", "\0\u{1}\u{2}"] {
        let mut raw = TcpStream::connect(node.address).await.unwrap();
        raw.write_all(said.as_bytes()).await.unwrap();
        raw.shutdown().await.unwrap();
        let mut answer = String::new();
        within(raw.read_to_string(&mut answer)).await.unwrap();
        assert!(answer.starts_with("HTTP/1.1 307 "), "{answer}");
        assert!(answer.contains(&format!("\r\nlocation: https://{}/\r\n", node.address)), "{answer}");
        assert!(answer.contains("\r\ncontent-security-policy: default-src 'none'\r\n"), "{answer}");
        assert!(!answer.contains("471231"), "what was asked for in clear is not said again: {answer}");
    }
    trust.phone(&node).await.ping().await;
    node.stop().await;
}

#[tokio::test]
async fn who_stalls_in_the_handshake_loses_its_place() {
    let certificates = Certificates::make();
    let node = Node::alone_with(|settings| {
        speaking_tls(&certificates)(settings);
        settings.patience.handshake = Duration::from_millis(100);
    })
    .await;
    let before = counted("majlis_handshakes_failed_total");
    // One that says nothing, and one that says half of a hello.
    for said in [&b""[..], &[22, 3, 1, 1, 0, 1, 0]] {
        let mut raw = TcpStream::connect(node.address).await.unwrap();
        raw.write_all(said).await.unwrap();
        let mut answer = Vec::new();
        within(raw.read_to_end(&mut answer)).await.unwrap();
        assert!(answer.is_empty(), "{answer:?}");
    }
    until(async || counted("majlis_handshakes_failed_total") - before == 2).await;
    node.stop().await;
}

#[tokio::test]
async fn handshakes_that_stall_make_way_for_whoever_comes() {
    let certificates = Certificates::make();
    let node = Node::alone_with(|settings| {
        speaking_tls(&certificates)(settings);
        settings.max_connections = 4;
        settings.patience.handshake = Duration::from_secs(600);
    })
    .await;
    let trust = Trust::in_authority(&certificates.file("ca.crt"));
    let mut stalled = Vec::new();
    for _ in 0..10 {
        let mut raw = TcpStream::connect(node.address).await.unwrap();
        raw.write_all(&[22, 3, 1]).await.unwrap();
        stalled.push(raw);
    }
    let ended = within(stalled[0].read(&mut [0])).await;
    assert!(matches!(ended, Ok(0) | Err(_)), "the first is cut: {ended:?}");
    let mut desk = trust.client(&node, &token_of(DESK), "moderator").await;
    desk.ping().await;
    trust.phone(&node).await.ping().await;
    node.stop().await;
}

#[tokio::test]
async fn a_hello_without_end_is_not_read() {
    let certificates = Certificates::make();
    let node = Node::alone_with(|settings| {
        speaking_tls(&certificates)(settings);
        settings.patience.handshake = Duration::from_secs(600);
    })
    .await;
    let mut raw = TcpStream::connect(node.address).await.unwrap();
    // A hello that says that it has 60,000 bytes, in records of 4,096; two thirds of it come, which is more than any has.
    let mut record = vec![22, 3, 1, 16, 0, 1, 0, 0xea, 0x60];
    record.resize(5 + 4_096, 0);
    let sending = async {
        for _ in 0..10 {
            raw.write_all(&record).await?;
            record[5..9].fill(0);
        }
        raw.read(&mut [0; 64]).await
    };
    let end = within(sending).await;
    assert!(matches!(end, Ok(0) | Err(_)), "{end:?}");
    node.stop().await;
}

#[tokio::test]
#[cfg(target_os = "linux")]
async fn the_kernel_holds_little_for_a_phone_over_tls_that_stops_reading() {
    const QUESTIONS: u64 = 60;
    let (node, trust, _certificates) = secured().await;
    let (mut phone, mut desk) =
        (trust.phone(&node).await, trust.client(&node, &token_of(DESK), "moderator").await);
    let text = "كلام طويل ".repeat(25);
    for question in 1..=QUESTIONS {
        phone.done(json!({ "do": "ask", "session": 1, "text": format!("{question} {text}") })).await;
        desk.done(json!({ "do": "approve", "question": question, "version": 1 })).await;
    }
    let (mut stalled, own) = narrow(&trust, &node, &node.join_directly()).await;
    for (reply, question) in (1..=4).flat_map(|reply| (1..=QUESTIONS).map(move |no| (reply, no))) {
        let text = format!("{reply} {text}");
        desk.done(json!({ "do": "reply", "question": question, "version": 1 + reply, "text": text })).await;
    }
    let last = format!("4 {}", text.trim_end());
    phone.until_view(2, |window| window["items"][0]["reply"] == last).await;
    let held = side(node.address, own).sent;
    assert!(held > 0 && held <= HELD, "{held} bytes");
    stalled.until_view(2, |window| window["items"][0]["reply"] == last).await;
    node.stop().await;
}

/// A phone whose own side takes in next to nothing, and its address.
#[cfg(target_os = "linux")]
async fn narrow(trust: &Trust, node: &Node, token: &str) -> (Client<Line>, SocketAddr) {
    let socket = TcpSocket::new_v4().unwrap();
    socket.set_recv_buffer_size(2 * 1024).unwrap();
    let stream = within(socket.connect(node.address)).await.unwrap();
    let own = stream.local_addr().unwrap();
    let line = trust.line_over(stream).await.unwrap();
    let socket = over_tls(line, node.address, &[("sec-websocket-protocol", MAJLIS_V1)]).await.unwrap();
    let hello = json!({ "t": "hello", "token": token, "view": "participant", "session": 1 });
    (Client::try_hello_on(socket, &hello, Views::default()).await.unwrap(), own)
}

#[tokio::test]
async fn a_hangup_takes_the_new_certificate_at_once() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, certificates) = (tempfile::tempdir().unwrap(), Certificates::make());
    let [certificate, key] = ["server.crt", "server.key"].map(|name| certificates.file(name));
    let (flags, log) =
        (["--tls-cert", text(&certificate), "--tls-key", text(&key)], folder.path().join("log"));
    std::fs::set_permissions(&key, std::fs::Permissions::from_mode(0o644)).unwrap();
    let program = Program::serve_logging(&folder.path().join("data"), &flags, &log).await;
    let told = std::fs::read_to_string(&log).unwrap();
    assert!(told.contains("everybody on this machine may read the private key"), "{told}");
    assert!(program.told.contains("https://127.0.0.1:"), "{}", program.told);
    let trust = Trust::in_authority(&certificates.file("ca.crt"));
    let before = shown(&trust.line(program.address).await);
    certificates.renew("server");
    program.hang_up();
    until(async || shown(&trust.line(program.address).await) != before).await;
    // Without a hangup that is heard the process would have ended.
    let (_, metrics) = trust.get(program.address, "/metrics").await;
    let seconds = metrics.lines().find_map(|line| line.strip_prefix("majlis_certificate_expires_seconds "));
    assert!(seconds.unwrap().parse::<f64>().unwrap() > 0.0);
    assert!(program.terminate().await.0.success());
}

#[tokio::test]
async fn a_key_of_another_certificate_is_told_and_nothing_begins() {
    let (folder, certificates) = (tempfile::tempdir().unwrap(), Certificates::make());
    let data = folder.path().join("data");
    let [certificate, key] = ["server.crt", "client.key"].map(|name| certificates.file(name));
    let flags = ["--tls-cert", text(&certificate), "--tls-key", text(&key)];
    let ended = run(["serve", "--listen", "127.0.0.1:0", "--data", text(&data)].iter().chain(&flags)).await;
    let said = String::from_utf8(ended.stderr).unwrap();
    assert!(!ended.status.success() && said.contains("client.key is not that of the certificate"), "{said}");
    assert!(!data.exists(), "nothing is begun with it");
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}
