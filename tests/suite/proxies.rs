//! The proxies' files in `deploy`: what a node believes of whoever stands before it, they have to say.

use std::path::Path;

fn file(name: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("deploy").join(name)).unwrap()
}

/// The file without its comments and with single blanks.
fn said(text: &str) -> String {
    let lines = text.lines().map(|line| line.split('#').next().unwrap_or_default());
    lines.flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ")
}

/// What stands in the braces behind each of those words.
fn blocks<'a>(text: &'a str, begins: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
    text.split(begins).skip(1).map(|rest| {
        let (name, inside) = rest.split_once(" {").unwrap();
        (name.trim(), inside.split('}').next().unwrap())
    })
}

/// nginx passes on what a visitor wrote there by itself, and a node believes whoever is on its own machine. What a server says
/// holds in no location that says anything of the kind itself, so each says it.
#[test]
fn nginx_says_whose_each_request_is_wherever_it_passes_requests_on() {
    let nginx = said(&file("nginx.conf"));
    let passing: Vec<_> =
        blocks(&nginx, "location").filter(|(_, inside)| inside.contains("proxy_pass ")).collect();
    assert!(passing.len() > 2, "{passing:?}");
    for (name, inside) in passing {
        let says = "proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;";
        assert!(inside.contains(says), "{name}: {inside}");
    }
    let pieces = nginx.matches("proxy_pass ").count();
    assert_eq!(
        pieces,
        blocks(&nginx, "location").filter(|(_, inside)| inside.contains("proxy_pass ")).count()
    );
}

/// Caddy writes it anew by itself, for as long as nothing in its file says otherwise.
#[test]
fn caddy_is_not_told_to_believe_what_visitors_say_of_themselves() {
    let caddy = said(&file("Caddyfile"));
    assert!(caddy.contains("reverse_proxy "));
    for word in ["trusted_proxies", "header_up", "request_header"] {
        assert!(!caddy.contains(word), "{word}");
    }
}

#[test]
fn how_a_node_does_is_not_told_through_a_proxy() {
    let (nginx, caddy) = (said(&file("nginx.conf")), said(&file("Caddyfile")));
    for path in ["/metrics", "/readyz"] {
        assert!(nginx.contains(&format!("location = {path} {{ return 404; }}")), "{path}");
        assert!(caddy.contains(&format!("respond {path} 404")), "{path}");
    }
}
