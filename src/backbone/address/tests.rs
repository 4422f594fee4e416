use proptest::prelude::*;

use super::*;

fn tcp(host: &str, port: u16) -> Server {
    Server::Tcp { host: host.into(), port }
}

fn read(text: &str) -> Address {
    text.parse().unwrap_or_else(|why| panic!("{text}: {why}"))
}

#[test]
fn one_server_is_named_by_its_host() {
    assert_eq!(read("redis://redis").servers, Servers::One(tcp("redis", 6379)));
    let whole = read("rediss://majlis:a%40b@[::1]:7000/3");
    assert_eq!(whole.servers, Servers::One(tcp("::1", 7000)));
    assert_eq!((whole.tls, whole.database), (true, 3));
    assert_eq!((whole.user.as_deref(), whole.password), (Some("majlis"), Some(Password::new("a@b"))));
    assert_eq!(read("valkey://:only@h").password, Some(Password::new("only")));
    assert_eq!(
        read("unix:///run/redis.sock").servers,
        Servers::One(Server::Socket("/run/redis.sock".into()))
    );
}

#[test]
fn sentinels_and_clusters_are_named_by_some_of_them() {
    let sentinels = vec![tcp("a", 26379), tcp("b", 5000)];
    assert_eq!(
        read("redis+sentinel://a,b:5000/majlis").servers,
        Servers::Sentinels { sentinels, primary: "majlis".into() }
    );
    let cluster = read("rediss+cluster://u:p@10.0.0.1,10.0.0.2:7001");
    assert_eq!(cluster.servers, Servers::Cluster(vec![tcp("10.0.0.1", 6379), tcp("10.0.0.2", 7001)]));
    assert!(cluster.tls);
}

#[test]
fn what_is_none_is_told_without_what_it_says() {
    for bad in [
        "localhost",
        "http://h",
        "redis+ring://h",
        "redis://",
        "redis://a,b",
        "redis://h:port",
        "redis://h/x",
        "redis+sentinel://h",
        "redis+cluster://h/1",
        "redis://u:%zz@h",
        "unix://",
    ] {
        let why = bad.parse::<Address>().unwrap_err().to_string();
        assert!(!why.is_empty() && !why.contains(bad), "{bad}: {why}");
    }
}

proptest! {
    /// However it is put, and whether or not it is an address, a password is in nothing that is shown.
    #[test]
    fn a_password_is_never_shown(
        scheme in prop::sample::select(vec!["redis", "rediss", "redis+sentinel", "redis+cluster", "http", ""]),
        password in "[A-Z]{6}[!-~]{0,8}",
        rest in prop::sample::select(vec!["h", "h:1/0", "h,i/majlis", "[::1]:9", "h i", ""]),
    ) {
        let text = format!("{scheme}://user:{password}@{rest}");
        let shown = match text.parse::<Address>() {
            Ok(address) => format!("{address} {address:?}"),
            Err(why) => format!("{why} {why:?}"),
        };
        prop_assert!(!shown.contains(&password[..6]), "{shown}");
    }

    #[test]
    fn no_text_makes_it_panic(text in "\\PC*") {
        let _ = text.parse::<Address>();
    }

    #[test]
    fn every_user_and_password_comes_through(user in "\\PC{1,12}", password in "\\PC{0,12}") {
        let written = |text: &str| text.bytes().map(|byte| format!("%{byte:02x}")).collect::<Vec<_>>().concat();
        let address = read(&format!("redis://{}:{}@h", written(&user), written(&password)));
        prop_assert_eq!(address.user, Some(user));
        prop_assert_eq!(address.password, Some(Password::new(password)));
    }
}
