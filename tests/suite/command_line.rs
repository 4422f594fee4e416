//! The program at a terminal: what it prints, how it ends, and what it says when it cannot go on.

use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use socket2::{Domain, Socket, Type};
use tempfile::TempDir;

use crate::support::client::Client;
#[cfg(unix)]
use crate::support::folder::lie_in;
use crate::support::program::{Program, run};
use crate::support::redis::{self, RedisServer};
use crate::support::within::{until, within};

/// What scripts count on: each command, its flags and the values that they take.
const PROMISED: [(&str, &[&str]); 9] = [
    ("serve", &["--listen", "--public-url", "--data", "--redis", "--forum", "--config"]),
    ("demo", &["--listen"]),
    (
        "rehearse",
        &[
            "--url",
            "--forum",
            "--phones",
            "--duration",
            "--network",
            "good",
            "hall",
            "bad",
            "--replay",
            "--json",
        ],
    ),
    ("verify", &["--data", "--forum"]),
    ("backup", &["--data", "--to"]),
    ("restore", &["--from", "--data"]),
    ("import", &["--data", "--slug"]),
    ("upgrade", &["--finish", "--data", "--redis", "--config"]),
    ("export", &["--data", "--forum", "--format", "csv", "xlsx", "json", "--out"]),
];

/// A forum with one session, in which one may ask.
const FORUM: &str = include_str!("../../examples/rehearsal/forum.toml");

#[tokio::test]
async fn help_names_every_command_flag_and_value_that_scripts_count_on() {
    let overview = helped(&["--help"]).await;
    for (command, words) in PROMISED {
        assert!(overview.contains(command), "{command} is not in {overview}");
        let help = helped(&[command, "--help"]).await;
        for word in words {
            assert!(named(&help).any(|one| one == *word), "{word} is not in {help}");
        }
    }
}

#[tokio::test]
async fn a_wrong_flag_ends_with_code_2_and_points_to_the_help() {
    for wrong in [&["serve", "--prot", "80"], &["serve", "--listen", "80"], &["export", "--format", "doc"]] {
        let ended = run(wrong).await;
        let said = String::from_utf8(ended.stderr).unwrap();
        assert_eq!(ended.status.code(), Some(2), "{said}");
        assert!(said.contains(wrong[1]) && said.contains("'--help'"), "{said}");
    }
}

#[tokio::test]
async fn a_successor_waits_for_the_one_before_it_at_the_same_address() {
    let folder = tempfile::tempdir().unwrap();
    let (before, log) = (Program::serve(folder.path()).await, folder.path().join("log"));
    let address = before.address.to_string();
    let ending = async {
        until(async || {
            std::fs::read_to_string(&log).is_ok_and(|told| told.contains("waiting for it to stop"))
        })
        .await;
        before.terminate().await.0
    };
    let (after, ended) = tokio::join!(Program::serve_at(folder.path(), &address, &log), ending);
    assert!(ended.success());
    assert_eq!(after.address.to_string(), address);
    after.kill().await;
}

#[tokio::test]
async fn a_taken_port_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let said = gives_up(&["serve", "--listen", &address, "--data", text(folder.path())]).await;
    assert!(said.starts_with(&format!("{address} is taken by another program; ")), "{said}");
    assert!(said.contains("--listen"), "{said}");
}

/// An address that is kept for documentation, and no machine's.
#[tokio::test]
async fn an_address_of_another_machine_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let said = gives_up(&["serve", "--listen", "192.0.2.1:8080", "--data", text(folder.path())]).await;
    assert!(
        said.starts_with("192.0.2.1 is no address of this machine; name one that is with --listen"),
        "{said}"
    );
}

#[tokio::test]
async fn a_port_without_an_address_is_told_with_what_to_write() {
    let ended = run(["serve", "--listen", "80"]).await;
    let said = String::from_utf8(ended.stderr).unwrap();
    assert!(said.contains("127.0.0.1:80 for this machine alone, 0.0.0.0:80 for the network too"), "{said}");
    assert!(!said.contains("socket address syntax"), "{said}");
}

#[tokio::test]
async fn a_data_folder_that_is_a_file_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("data");
    std::fs::write(&file, "").unwrap();
    let said = fails_to_serve(&file, &[]).await;
    assert_eq!(said, format!("the data folder {} is a file; name a folder with --data", file.display()));
}

#[tokio::test]
async fn a_data_folder_that_another_one_uses_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let first = Program::serve(folder.path()).await;
    let said = fails_to_serve(folder.path(), &[]).await;
    assert!(said.starts_with("another majlis is using the data folder "), "{said}");
    assert!(said.contains("stop that one first, or name another folder with --data"), "{said}");
    let (ended, _) = first.terminate().await;
    assert!(ended.success(), "the first one goes on meanwhile: {ended}");
}

#[tokio::test]
async fn a_redis_that_is_not_there_is_told() {
    let folder = tempfile::tempdir().unwrap();
    // Bound and never listened on: nobody else can answer there meanwhile.
    let silent = Socket::new(Domain::IPV4, Type::STREAM, None).unwrap();
    silent.bind(&SocketAddr::from(([127, 0, 0, 1], 0)).into()).unwrap();
    let port = silent.local_addr().unwrap().as_socket().unwrap().port();
    let said = fails_to_serve(folder.path(), &["--redis", &redis::url(port)]).await;
    let told = "nothing listens there; start it, or correct the address given with --redis";
    assert_eq!(said, format!("cannot reach Redis at 127.0.0.1:{port}: {told}"));
}

#[tokio::test]
async fn what_answers_in_the_place_of_redis_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let (redis, node) = (RedisServer::start(), Program::serve(&folder.path().join("other")).await);
    // The system takes connections for it, and nobody answers them.
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let silent_port = silent.local_addr().unwrap().port();
    for (url, told) in [
        (
            redis::url(node.address.port()),
            "what answers there is no Redis; correct the address given with --redis",
        ),
        (
            redis::url(node.address.port()).replacen("redis", "rediss", 1),
            "what answers there speaks no TLS; write redis in place of rediss",
        ),
        (
            redis.url().replacen("redis", "rediss", 1),
            "it does not answer in time; start it, or correct the address given with --redis: rediss is for",
        ),
        (redis::url(silent_port), "it does not answer in time; start it, or correct the address"),
        ("redis://nobody.invalid".to_owned(), "no machine of that name is known here; correct the address"),
    ] {
        let said = fails_to_serve(&folder.path().join("data"), &["--redis", &url]).await;
        assert!(said.starts_with("cannot reach Redis at ") && said.contains(told), "{url}: {said}");
    }
    node.kill().await;
}

#[tokio::test]
async fn a_redis_that_may_forget_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let forgetful = RedisServer::start_with(&["--maxmemory-policy", "allkeys-lru"]);
    let said = fails_to_serve(folder.path(), &["--redis", &forgetful.url()]).await;
    assert!(said.contains("may evict keys (maxmemory-policy allkeys-lru)"), "{said}");
    assert!(said.ends_with("set maxmemory-policy to noeviction"), "{said}");
}

/// Nothing was lost: the Redis is new.
#[tokio::test]
async fn a_redis_that_is_added_to_a_node_is_told_to_have_been_given_its_forums() {
    let (server, folder) = (RedisServer::start(), tempfile::tempdir().unwrap());
    let file = forum_file(&folder, FORUM);
    let data = folder.path().join("data");
    Program::serve_with(&data, &["--forum", text(&file)]).await.terminate().await;
    let log = folder.path().join("log");
    let again = Program::serve_logging(&data, &["--redis", &server.url()], &log).await;
    again.terminate().await;
    let told = std::fs::read_to_string(&log).unwrap();
    assert!(told.contains("it was put there from the data folder"), "{told}");
    assert!(!told.contains("Redis lost"), "{told}");
}

#[tokio::test]
async fn replicas_without_a_redis_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let said = fails_to_serve(&data, &["--replicas", "2"]).await;
    assert!(said.contains("--redis redis://HOST:PORT"), "{said}");
    assert!(!data.exists(), "nothing is begun with it");
}

#[tokio::test]
async fn a_mistake_in_a_forum_file_is_told_with_its_line() {
    let folder = tempfile::tempdir().unwrap();
    let file = forum_file(&folder, &FORUM.replacen("\nrehearsal =", "\nrehersal =", 1));
    let line = FORUM.lines().position(|line| line.starts_with("rehearsal =")).unwrap() + 1;
    let said = fails_to_serve(&folder.path().join("data"), &["--forum", text(&file)]).await;
    let mistake = format!("{}:{line}:1: unknown key `rehersal`; did you mean `rehearsal`?", file.display());
    assert_eq!(said, mistake);
    assert!(!folder.path().join("data").exists(), "nothing is begun with a file that is wrong");
}

#[tokio::test]
async fn what_is_not_there_is_neither_verified_nor_exported() {
    let folder = tempfile::tempdir().unwrap();
    let data = text(folder.path());
    let said = gives_up(&["verify", "--data", data]).await;
    assert!(said.contains("no database of majlis") && said.contains("--data"), "{said}");
    let server = Program::serve_with(folder.path(), &["--forum", text(&forum_file(&folder, FORUM))]).await;
    let said = gives_up(&["export", "--data", data, "--forum", "elsewhere", "--format", "json"]).await;
    assert_eq!(said, "there is no forum \"elsewhere\" in it; there are: rehearsal");
    server.kill().await;
}

#[tokio::test]
async fn an_empty_folder_gives_one_setup_link() {
    let folder = tempfile::tempdir().unwrap();
    let server = Program::serve_with(folder.path(), &["--print", "json"]).await;
    let told: Value = serde_json::from_str(&server.told).unwrap();
    let link = told["setup"].as_str().unwrap();
    assert!(link.starts_with(&format!("http://{}/organise#", server.address)), "{link}");
    assert_eq!((&told["forums"], server.told.matches('#').count()), (&json!([]), 1));
    let (ended, rest) = server.terminate().await;
    assert_eq!((ended.code(), rest.as_str()), (Some(0), ""));
}

#[tokio::test]
async fn an_organiser_link_that_was_lost_is_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let file = forum_file(&folder, FORUM);
    let opening = ["--print", "json", "--forum", text(&file)];
    let first = Program::serve_with(folder.path(), &opening).await;
    let made = organiser_tokens(&first);
    assert!(!made.is_empty(), "{}", first.told);
    first.terminate().await;
    let second = Program::serve_with(folder.path(), &["--print", "json", "--organiser-link"]).await;
    let new = organiser_tokens(&second);
    assert!(new.len() == 1 && !made.contains(&new[0]), "{new:?} after {made:?}");
    let request = reqwest::Client::new().get(format!("http://{}/v1/whoami", second.address));
    let answer = within(request.bearer_auth(&new[0]).send()).await.unwrap();
    let whoami: Value = within(answer.json()).await.unwrap();
    assert_eq!((&whoami["role"], &whoami["slug"]), (&json!("organiser"), &json!("rehearsal")), "{whoami}");
    second.terminate().await;
}

#[tokio::test]
async fn two_files_of_one_forum_are_refused_before_anything_is_opened() {
    let folder = tempfile::tempdir().unwrap();
    let (data, other) = (folder.path().join("data"), folder.path().join("other.toml"));
    std::fs::write(&other, FORUM).unwrap();
    let kept = forum_file(&folder, FORUM);
    let serve = ["serve", "--listen", "127.0.0.1:0", "--data", text(&data)];
    let told = run(serve.into_iter().chain(["--forum", text(&kept), "--forum", text(&other)])).await;
    let why = String::from_utf8_lossy(&told.stderr);
    assert!(!told.status.success() && why.contains("other.toml") && why.contains("\"rehearsal\""), "{why}");
    assert!(!data.exists());
}

#[tokio::test]
async fn a_forum_whose_organiser_links_have_expired_is_told_and_the_others_are_served() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("ended.toml");
    let ended = FORUM.replacen("slug = \"rehearsal\"", "slug = \"ended\"", 1);
    std::fs::write(&file, ended + "\n[[links]]\nrole = \"organiser\"\nexpires = 2020-01-01T00:00\n").unwrap();
    let kept = forum_file(&folder, FORUM);
    let data = folder.path().join("data");
    let opening = ["--print", "json", "--forum", text(&file), "--forum", text(&kept)];
    Program::serve_with(&data, &opening).await.terminate().await;
    let again = Program::serve_with(&data, &["--print", "json", "--organiser-link"]).await;
    let told: Value = serde_json::from_str(&again.told).unwrap();
    let forums = told["forums"].as_array().unwrap();
    let slugs: Vec<_> = forums.iter().map(|forum| &forum["slug"]).collect();
    assert_eq!(slugs, ["rehearsal", "ended"], "{told}");
    let links = |no: usize| forums[no]["links"].as_array().unwrap().len();
    assert_eq!((links(0), links(1)), (1, 0), "{told}");
    again.terminate().await;
}

#[tokio::test]
async fn a_forum_that_cannot_be_opened_is_told_and_the_others_are_served() {
    let (server, folder) = (RedisServer::start(), tempfile::tempdir().unwrap());
    let other = folder.path().join("other.toml");
    std::fs::write(&other, FORUM.replacen("slug = \"rehearsal\"", "slug = \"other\"", 1)).unwrap();
    let (file, url) = (forum_file(&folder, FORUM), server.url());
    let flags = ["--print", "json", "--redis", &url, "--forum", text(&file), "--forum", text(&other)];
    Program::serve_with(&folder.path().join("one"), &flags).await.terminate().await;
    let broken: String = server.ask("HGET majlis:{registry}:slugs rehearsal").await;
    let () = server.ask(&format!("SET majlis:{{{broken}}}:entries nonsense")).await;

    let flags = [&flags[..], &["--organiser-link"]].concat();
    let again = Program::serve_with(&folder.path().join("two"), &flags).await;
    let told: Value = serde_json::from_str(&again.told).unwrap();
    let forums = told["forums"].as_array().unwrap().iter();
    let linked = forums.filter(|forum| forum["links"].as_array().is_some_and(|links| links.len() == 1));
    assert_eq!(linked.map(|forum| &forum["slug"]).collect::<Vec<_>>(), ["other"], "{told}");
    let ready = within(reqwest::get(format!("http://{}/readyz", again.address))).await.unwrap();
    assert_eq!(ready.status(), 200);
    again.terminate().await;
}

/// Its founding waits for a replica that never comes.
#[tokio::test]
async fn a_node_that_waits_for_its_store_while_it_starts_stops_when_it_is_told_to() {
    let (server, folder) = (RedisServer::start(), tempfile::tempdir().unwrap());
    let (file, url, log) = (forum_file(&folder, FORUM), server.url(), folder.path().join("log"));
    let flags = ["--redis", &url, "--replicas", "1", "--forum", text(&file)];
    let waits = "an append was perhaps written";
    let node = Program::serve_until(&folder.path().join("data"), &flags, &log, waits).await;
    let (ended, told) = node.terminate().await;
    assert_eq!((ended.code(), told.as_str()), (Some(0), ""));
}

#[tokio::test]
async fn it_is_verified_and_exported_while_it_runs_and_stops_when_it_is_told_to() {
    let folder = tempfile::tempdir().unwrap();
    let data = text(folder.path());
    let file = forum_file(&folder, FORUM);
    let server = Program::serve_with(folder.path(), &["--print", "json", "--forum", text(&file)]).await;
    let told: Value = serde_json::from_str(&server.told).unwrap();
    let code = told["forums"][0]["code"].as_str().unwrap();
    let mut phone = phone(server.address, code).await;
    for question in ["من يبدأ؟", "ومن يكمل؟"] {
        phone.done(json!({"do": "ask", "session": 1, "text": question})).await;
    }
    let mut desk = Client::hello(server.address, &organiser_tokens(&server)[0], "moderator", Some(1)).await;
    desk.done(json!({"do": "dismiss", "question": 1, "version": 1, "reason": "unclear"})).await;

    let verified = run(["verify", "--data", data]).await;
    let report = String::from_utf8(verified.stdout).unwrap();
    assert!(verified.status.success() && report.starts_with("rehearsal: whole\n"), "{report}");
    assert_eq!(received_and_accounted(data, code).await, (2, 2));

    drop(desk);
    let away = tokio::spawn(phone.sent_away());
    let (ended, _) = server.terminate().await;
    assert_eq!(ended.code(), Some(0));
    assert_eq!(within(away).await.unwrap().code(), "restart", "the phone was told to come back");
    assert_eq!(received_and_accounted(data, code).await, (2, 2), "what it acknowledged is there");
}

#[tokio::test]
async fn it_serves_on_and_stops_when_nobody_reads_its_log_any_more() {
    let folder = tempfile::tempdir().unwrap();
    let file = forum_file(&folder, FORUM);
    let server = Program::serve_unread(folder.path(), &["--print", "json", "--forum", text(&file)]).await;
    let told: Value = serde_json::from_str(&server.told).unwrap();
    let mut phone = phone(server.address, told["forums"][0]["code"].as_str().unwrap()).await;
    phone.done(json!({"do": "ask", "session": 1, "text": "من يقرأ السجل؟"})).await;
    let (ended, _) = server.terminate().await;
    assert_eq!(ended.code(), Some(0));
}

/// As after a restore: whoever starts a server on it has no other way to learn the codes.
#[tokio::test]
async fn the_forums_of_a_folder_are_told_with_their_codes_and_how_links_are_made() {
    let folder = tempfile::tempdir().unwrap();
    let (file, data) = (forum_file(&folder, FORUM), folder.path().join("data"));
    let first = Program::serve_with(&data, &["--print", "json", "--forum", text(&file)]).await;
    let made: Value = serde_json::from_str(&first.told).unwrap();
    first.terminate().await;
    let again = Program::serve_with(&data, &["--print", "json"]).await;
    let told: Value = serde_json::from_str(&again.told).unwrap();
    for part in ["/forums/0/slug", "/forums/0/code", "/forums/0/halls/0/code"] {
        assert!(told.pointer(part).is_some_and(Value::is_string), "{told}");
        assert_eq!(told.pointer(part), made.pointer(part), "{told}");
    }
    assert_eq!((&told["setup"], &told["forums"][0]["links"]), (&Value::Null, &json!([])));
    again.terminate().await;
    let (_, rest) = Program::serve(&data).await.terminate().await;
    assert!(rest.contains("--organiser-link") && rest.contains("code "), "{rest}");
}

#[tokio::test]
async fn where_no_phone_comes_to_its_address_it_says_so_and_at_the_end_that_all_is_saved() {
    let folder = tempfile::tempdir().unwrap();
    let (data, log) = (folder.path().join("data"), folder.path().join("log"));
    let server = Program::serve_at(&data, "127.0.0.1:0", &log).await;
    until(async || is_ready(server.address).await).await;
    assert!(server.terminate().await.0.success());
    let told = std::fs::read_to_string(&log).unwrap();
    assert!(told.contains("no phone reaches") && told.contains("--public-url"), "{told}");
    assert!(told.trim_end().ends_with("stopped: all that was acknowledged is saved"), "{told}");
    let named = ["--public-url", "https://majlis.example", "--print", "json"];
    let server = Program::serve_logging(&data, &named, &log).await;
    until(async || is_ready(server.address).await).await;
    assert!(server.terminate().await.0.success());
    assert!(!std::fs::read_to_string(&log).unwrap().contains("no phone reaches"));
}

#[tokio::test]
async fn the_demo_says_where_its_forum_is_how_it_is_stopped_and_that_nothing_of_it_stays() {
    let folder = tempfile::tempdir().unwrap();
    let log = folder.path().join("log");
    let server = Program::demo(&log).await;
    until(async || is_ready(server.address).await).await;
    let (ended, said) = server.terminate().await;
    assert!(ended.success());
    for piece in [
        "whichever hall",
        "organiser ",
        "The first session is on now",
        "Stop with Ctrl-C; everything is gone",
    ] {
        assert!(said.contains(piece), "no {piece} in {said}");
    }
    let logged = std::fs::read_to_string(&log).unwrap();
    assert!(logged.contains("majlis demo stopped: its forum is gone"), "{logged}");
    assert!(logged.contains("no phone reaches") && !logged.contains("is saved"), "{logged}");
}

#[tokio::test]
async fn a_second_server_on_a_folder_says_at_once_that_it_waits_and_for_how_long() {
    let folder = tempfile::tempdir().unwrap();
    let (before, log) = (Program::serve(folder.path()).await, folder.path().join("log"));
    let told = async || std::fs::read_to_string(&log).unwrap_or_default();
    let ending = async {
        until(async || told().await.contains("waiting up to 10 s for it to stop")).await;
        before.terminate().await.0
    };
    let (after, ended) = tokio::join!(Program::serve_at(folder.path(), "127.0.0.1:0", &log), ending);
    assert!(ended.success());
    after.kill().await;
}

#[tokio::test]
#[cfg(unix)]
async fn a_data_folder_that_others_may_look_into_is_told_in_the_log() {
    use std::os::unix::fs::PermissionsExt;
    for (mode, is_told) in [(0o700, false), (0o755, true)] {
        let (folder, logs) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(mode)).unwrap();
        let server = Program::serve_logging(folder.path(), &[], &logs.path().join("log")).await;
        server.terminate().await;
        assert!(lie_in(logs.path(), b"majlis"), "this is the log");
        assert_eq!(lie_in(logs.path(), b"chmod 700"), is_told, "{mode:o}");
        let left = std::fs::metadata(folder.path()).unwrap().permissions().mode() & 0o777;
        assert_eq!(left, mode, "it is left as it is");
    }
}

#[tokio::test]
async fn keys_that_are_gone_or_zeroes_in_a_folder_with_forums_are_told_and_not_drawn_anew() {
    let folder = tempfile::tempdir().unwrap();
    let (file, data) = (forum_file(&folder, FORUM), folder.path().join("data"));
    Program::serve_with(&data, &["--print", "json", "--forum", text(&file)]).await.terminate().await;
    let change = |how: &str| {
        rusqlite::Connection::open(data.join("majlis.sqlite3")).unwrap().execute_batch(how).unwrap();
    };
    for (how, told) in [
        ("UPDATE settings SET value = zeroblob(32) WHERE key = 'token-key'", "are zeroes that nobody drew"),
        ("UPDATE settings SET value = zeroblob(31) WHERE key = 'token-key'", "cannot be read"),
        ("DELETE FROM settings WHERE key = 'token-key'", "are gone though there are forums"),
    ] {
        change(how);
        for _ in 0..2 {
            let said = fails_to_serve(&data, &[]).await;
            assert!(said.contains(told) && said.contains("--new-key"), "{said}");
        }
    }
    for how in [
        "DELETE FROM settings WHERE key = 'token-key'",
        "UPDATE settings SET value = x'00' WHERE key = 'token-key'",
    ] {
        change(how);
        Program::serve_with(&data, &["--print", "json", "--new-key", "at-once"]).await.terminate().await;
        Program::serve(&data).await.terminate().await;
    }
}

/// Opening a pipe that nobody writes to would wait for ever.
#[cfg(unix)]
#[tokio::test]
async fn what_is_no_file_in_the_place_of_one_is_told_and_not_waited_for() {
    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("pipe");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let data = folder.path().join("data");
    let (pipe, redis) = (text(&pipe), ["--redis", "rediss://127.0.0.1:1"]);
    for flags in [
        &["--forum", pipe][..],
        &["--tls-cert", pipe, "--tls-key", pipe],
        &[&redis[..], &["--redis-password-file", pipe]].concat(),
        &[&redis[..], &["--redis-ca", pipe]].concat(),
    ] {
        let ended = run([&["serve", "--listen", "127.0.0.1:0", "--data", text(&data)], flags].concat()).await;
        let said = String::from_utf8(ended.stderr).unwrap();
        assert!(!ended.status.success() && said.contains("it is a pipe, and no file"), "{flags:?}: {said}");
    }
    for name in ["lock", "majlis.sqlite3"] {
        let data = folder.path().join(format!("data-{name}"));
        std::fs::create_dir(&data).unwrap();
        assert!(std::process::Command::new("mkfifo").arg(data.join(name)).status().unwrap().success());
        let said = fails_to_serve(&data, &[]).await;
        assert!(said.contains("it is a pipe, and no file; move it away"), "{said}");
    }
    let said = gives_up(&["verify", "--data", text(&folder.path().join("data-majlis.sqlite3"))]).await;
    assert!(said.contains("it is a pipe, and no file"), "{said}");
}

/// As of `--config <(…)`.
#[cfg(unix)]
#[tokio::test]
async fn settings_are_taken_through_a_pipe_too_and_their_paths_from_where_it_was_started() {
    let folder = tempfile::tempdir().unwrap();
    let (pipe, data) = (folder.path().join("pipe"), folder.path().join("data"));
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let written = "print = \"json\"\nforum = [\"examples/rehearsal/forum.toml\"]\n";
    let to = pipe.clone();
    let writing = tokio::task::spawn_blocking(move || std::fs::write(to, written));
    let server = Program::serve_with(&data, &["--config", text(&pipe)]).await;
    within(writing).await.unwrap().unwrap();
    let told: Value = serde_json::from_str(&server.told).unwrap();
    assert_eq!(told["forums"].as_array().map(Vec::len), Some(1), "{told}");
    for device in ["/dev/zero", text(folder.path())] {
        let said = fails_to_serve(&data, &["--config", device]).await;
        assert!(said.contains("--config"), "{said}");
    }
}

/// A forum's questions by its export: those that were received, and the sum of what became of them.
async fn received_and_accounted(data: &str, code: &str) -> (u64, u64) {
    let exported = run(["export", "--data", data, "--forum", code, "--format", "json"]).await;
    assert!(exported.status.success(), "{}", String::from_utf8_lossy(&exported.stderr));
    let document: Value = serde_json::from_slice(&exported.stdout).unwrap();
    let counts = document["sessions"][0]["counts"].as_object().unwrap();
    let fates = counts.iter().filter(|(fate, _)| *fate != "received");
    let dismissed = |fate: &Value| fate.as_array().into_iter().flatten().filter_map(Value::as_u64).sum();
    let accounted = fates.map(|(_, fate)| fate.as_u64().unwrap_or_else(|| dismissed(fate))).sum();
    (counts["received"].as_u64().unwrap(), accounted)
}

/// A phone that joined with the code and was told everything.
async fn phone(server: SocketAddr, code: &str) -> Client {
    let request =
        reqwest::Client::new().post(format!("http://{server}/v1/join")).json(&json!({"code": code}));
    let joined: Value = within(request.send()).await.unwrap().json().await.unwrap();
    let mut phone = Client::hello(server, joined["token"].as_str().unwrap(), "participant", Some(1)).await;
    phone.settled().await;
    phone
}

/// The tokens of the organiser links that a server told.
fn organiser_tokens(server: &Program) -> Vec<String> {
    let told: Value = serde_json::from_str(&server.told).unwrap();
    let links = told["forums"][0]["links"].as_array().unwrap();
    let organisers = links.iter().filter(|link| link["role"] == "organiser");
    organisers.map(|link| link["token"].as_str().unwrap().to_owned()).collect()
}

/// What the program prints when it is asked for help.
async fn helped(arguments: &[&str]) -> String {
    let ended = run(arguments).await;
    assert!(ended.status.success() && ended.stderr.is_empty(), "{arguments:?}");
    String::from_utf8(ended.stdout).unwrap()
}

/// The words of a help, each without what stands around it.
fn named(help: &str) -> impl Iterator<Item = &str> {
    help.split(|c: char| !c.is_ascii_alphanumeric() && c != '-')
}

/// `majlis serve` over that folder, which must give up.
async fn fails_to_serve(folder: &Path, flags: &[&str]) -> String {
    let serve = ["serve", "--listen", "127.0.0.1:0", "--data", text(folder)];
    gives_up(&[&serve, flags].concat()).await
}

/// Runs the program, which must give up with code 1, and gives the one line that it says.
async fn gives_up(arguments: &[&str]) -> String {
    let ended = run(arguments).await;
    let said = String::from_utf8(ended.stderr).unwrap();
    assert_eq!((ended.status.code(), ended.stdout.len()), (Some(1), 0), "{said}");
    let message = said.strip_prefix("majlis: ").and_then(|said| said.strip_suffix('\n'));
    let message = message.unwrap_or_else(|| panic!("no message of the program: {said}"));
    assert!(!message.contains('\n'), "more than one line: {said}");
    message.to_owned()
}

/// Whether a server says that it is ready.
async fn is_ready(server: SocketAddr) -> bool {
    let answer = within(reqwest::get(format!("http://{server}/readyz"))).await;
    answer.is_ok_and(|answer| answer.status() == 200)
}

/// A forum file in the folder.
fn forum_file(folder: &TempDir, content: &str) -> PathBuf {
    let file = folder.path().join("forum.toml");
    std::fs::write(&file, content).unwrap();
    file
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}
