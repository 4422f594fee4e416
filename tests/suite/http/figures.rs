//! What is counted: that it is there, that what watches it asks for nothing else, and that it tells of nobody.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::Instant;

use futures_util::future::join_all;
use serde_json::{Value, json};

use super::get;
use crate::support::client::new_id;
use crate::support::forum::{DESK, ORGANISER, PRESENTER, WALL};
use crate::support::node::Node;
use crate::support::redis::RedisServer;
use crate::support::within::within;

/// A file of the repository.
fn file(path: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

async fn figures(node: &Node) -> String {
    get(node, "/metrics").await.text().await.unwrap()
}

/// The names of all figures that a text tells: those of its histograms also with each of their endings.
fn told(text: &str) -> BTreeSet<&str> {
    let lines = text.lines().map(|line| line.trim_start_matches("# TYPE "));
    lines
        .filter(|line| line.starts_with("majlis_"))
        .filter_map(|line| line.split(['{', ' ']).next())
        .collect()
}

/// The names of figures that a text speaks of.
fn named(text: &str) -> BTreeSet<&str> {
    let words = text.split(|c: char| !c.is_ascii_lowercase() && c != '_');
    words.filter(|word| word.starts_with("majlis_")).collect()
}

/// What the figure with those labels is.
fn value(text: &str, line: &str) -> f64 {
    let found = text.lines().find_map(|told| told.strip_prefix(line)?.strip_prefix(' '));
    found.unwrap_or_else(|| panic!("no {line} in\n{text}")).parse().unwrap()
}

/// The labels of all lines, each with its values.
fn labels(text: &str) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut labels: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    for said in lines.filter_map(|line| Some(line.split_once('{')?.1.rsplit_once('}')?.0)) {
        for (label, value) in said.split(',').filter_map(|label| label.split_once('=')) {
            labels.entry(label).or_default().insert(value.trim_matches('"'));
        }
    }
    labels
}

const TEXT: &str = "متى تُعلن النتائج؟";

/// A node over a Redis, where somebody of each kind did something.
async fn used(server: &RedisServer, folder: &Path) -> Node {
    let node = Node::over_redis(server.port(), folder).await;
    node.found().await;
    let mut phone = node.phone().await;
    phone.done(json!({ "do": "ask", "session": 1, "text": TEXT })).await;
    phone.refused(json!({ "do": "ask", "session": 9, "text": "؟" })).await;
    for (link, view) in [(DESK, "moderator"), (ORGANISER, "organiser"), (PRESENTER, "presenter")] {
        drop(node.crew(link, view).await);
    }
    node
}

#[tokio::test]
async fn whatever_alerts_and_dashboard_ask_for_is_exported_and_documented() {
    let (server, folder) = (RedisServer::start(), tempfile::tempdir().unwrap());
    let node = used(&server, folder.path()).await;
    let text = figures(&node).await;
    let mut told = told(&text);
    // A node without TLS of its own has no certificate; with one it is looked for where its certificate is renewed.
    told.insert("majlis_certificate_expires_seconds");
    let (alerts, dashboard) = (file("deploy/alerts.yml"), file("deploy/dashboard.json"));
    for asked in [&alerts, &dashboard] {
        let lacking: Vec<_> = named(asked).into_iter().filter(|name| !told.contains(name)).collect();
        assert!(lacking.is_empty() && named(asked).len() > 10, "{lacking:?} in\n{text}");
    }
    let documented = file("docs/operating.md");
    let kinds = text.lines().filter_map(|line| line.strip_prefix("# TYPE "));
    let kinds = kinds.chain(["majlis_certificate_expires_seconds gauge"]);
    let kinds: BTreeSet<String> = kinds.map(|kind| kind.replacen(' ', "` | ", 1)).collect();
    let rows: BTreeSet<String> = documented
        .lines()
        .filter_map(|line| line.strip_prefix("| `"))
        .filter(|row| row.starts_with("majlis_"))
        .filter_map(|row| Some(row.rsplit_once(" | ")?.0.to_owned()))
        .collect();
    assert_eq!(rows, kinds, "docs/operating.md has each of them, with its kind");
    node.stop().await;
}

#[tokio::test]
async fn no_label_tells_who_or_what() {
    let (server, folder) = (RedisServer::start(), tempfile::tempdir().unwrap());
    let node = used(&server, folder.path()).await;
    let text = figures(&node).await;
    assert!(!text.contains("متى") && text.is_ascii(), "{text}");
    let labels = labels(&text);
    let known = BTreeSet::from(["forum", "le", "limit", "outcome", "role", "version", "way"]);
    assert_eq!(labels.keys().copied().collect::<BTreeSet<_>>(), known);
    let is_plain = |value: &&str| value.chars().all(|c| c.is_ascii_lowercase() || c == '_');
    for label in ["limit", "outcome", "role", "way"] {
        assert!(labels[label].iter().all(is_plain), "{label}: {:?}", labels[label]);
    }
    let is_an_id = |value: &&str| value.len() == 16 && u64::from_str_radix(value, 16).is_ok();
    assert!(labels["forum"].iter().all(is_an_id), "{:?}", labels["forum"]);
    node.stop().await;
}

#[tokio::test]
async fn who_is_here_is_counted_by_role_and_way() {
    let node = Node::alone().await;
    let phones = [node.phone().await, node.phone().await];
    let wall = node.crew(WALL, "screen").await;
    let text = figures(&node).await;
    for (role, way, count) in
        [("participant", "socket", 2.0), ("screen", "socket", 1.0), ("participant", "stream", 0.0)]
    {
        let line = format!("majlis_clients{{role=\"{role}\",way=\"{way}\"}}");
        assert!((value(&text, &line) - count).abs() < 0.5, "{line} in\n{text}");
    }
    assert!(text.contains("majlis_ready 1\n") && text.contains("majlis_disk_writable 1\n"), "{text}");
    assert!(!text.contains("majlis_redis_up "), "it has none");
    drop((phones, wall));
    node.stop().await;
}

/// Without Redis the node says so, and says for how long nobody has been answered; with it, that all is well again.
#[tokio::test]
async fn a_lost_redis_and_those_who_wait_are_told_until_it_is_back() {
    let (mut server, folder) =
        (RedisServer::start_with(&["--appendonly", "yes"]), tempfile::tempdir().unwrap());
    let node = used(&server, folder.path()).await;
    let mut phone = node.phone().await;
    server.stop();
    let ask = json!({ "do": "ask", "session": 1, "text": "سؤال" });
    phone.send(&json!({ "t": "do", "id": new_id(), "command": ask })).await;
    says(
        &node,
        &["majlis_redis_up 0", "majlis_ready 0", "majlis_journal_healthy 0", "majlis_disk_writable 1"],
    )
    .await;
    let waits = async { while value(&figures(&node).await, "majlis_unanswered_seconds") < 0.1 {} };
    within(waits).await;
    server.start_again();
    says(&node, &["majlis_redis_up 1", "majlis_ready 1"]).await;
    phone.answer(|answer| answer["t"] == "done").await;
    says(&node, &["majlis_unanswered_seconds 0", "majlis_journal_lag_entries 0"]).await;
    node.stop().await;
}

/// Each try is a write on each server of Redis, and to gather the figures walks over every connection.
#[tokio::test]
async fn for_whoever_asks_how_the_node_does_it_is_looked_for_once_a_second() {
    const REQUESTS: u64 = 100;
    let (server, folder) = (RedisServer::start(), tempfile::tempdir().unwrap());
    let node = Node::over_redis(server.port(), folder.path()).await;
    let (tries_before, asks_before, began) =
        (calls(&server, "setex").await, calls(&server, "ping").await, Instant::now());
    for path in ["/readyz", "/metrics"] {
        let answers = join_all((0..REQUESTS).map(|_| get(&node, path))).await;
        assert!(answers.iter().all(|answer| answer.status() == 200), "{path}");
    }
    // Each second that was begun, and one that had begun before; the two lines on which a node listens ask whether Redis is there too.
    let (most, most_asked) = (began.elapsed().as_secs() + 2, 3 * (began.elapsed().as_secs() + 2));
    assert!(most_asked < REQUESTS, "too slow to tell");
    let (tries, asks) =
        (calls(&server, "setex").await - tries_before, calls(&server, "ping").await - asks_before);
    assert!(
        tries <= most && (1..=most_asked).contains(&asks),
        "{tries} tries and {asks} questions in {most} s"
    );
    node.stop().await;
}

/// How often the server was asked that.
async fn calls(server: &RedisServer, command: &str) -> u64 {
    let told: String = server.ask("INFO commandstats").await;
    let line = told.lines().find_map(|line| line.strip_prefix(&format!("cmdstat_{command}:calls=")));
    line.and_then(|calls| calls.split(',').next()).map_or(0, |calls| calls.parse().unwrap())
}

/// Waits until all of those lines are told at once.
async fn says(node: &Node, lines: &[&str]) {
    let said = async {
        loop {
            let text = figures(node).await;
            if lines.iter().all(|line| text.lines().any(|told| told == *line)) {
                return;
            }
        }
    };
    within(said).await;
}

#[test]
fn each_alert_says_what_it_means_what_to_do_and_where_more_is_said() {
    let alerts = file("deploy/alerts.yml");
    let rules: Vec<_> = alerts.split("- alert: ").skip(1).collect();
    assert!(rules.len() > 10, "{}", rules.len());
    for rule in rules {
        let said = |key: &str| {
            let found = rule.lines().find_map(|line| line.trim().strip_prefix(key)?.strip_prefix(": "));
            found.unwrap_or_else(|| panic!("no {key} in {rule}"))
        };
        assert!(said("expr").len() > 5 && said("for").ends_with(['s', 'm', 'h']), "{rule}");
        assert!(said("summary").len() > 15 && said("description").matches('.').count() > 1, "{rule}");
        let (page, heading) = said("docs").split_once('#').unwrap();
        let page = file(page);
        let headings = page.lines().filter_map(|line| {
            Some(line.trim_start_matches('#').strip_prefix(' ')?.to_lowercase().replace(' ', "-"))
        });
        assert!(headings.into_iter().any(|there| there == heading), "no heading {heading}");
    }
}

#[test]
fn the_dashboard_is_one_for_any_machine() {
    let dashboard: Value = serde_json::from_str(&file("deploy/dashboard.json")).unwrap();
    for panel in dashboard["panels"].as_array().unwrap() {
        for target in panel["targets"].as_array().unwrap() {
            let asked = target["expr"].as_str().unwrap();
            assert!(asked.contains("instance=~\"$instance\""), "{asked}");
            assert_eq!(target["datasource"]["uid"], "${datasource}");
        }
    }
}
