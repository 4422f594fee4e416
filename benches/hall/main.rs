//! A hall of phones against a node in a process of its own, over real sockets.
//!
//!     cargo bench --bench hall                    all of it
//!     cargo bench --bench hall -- idle            what a phone costs that only listens
//!     cargo bench --bench hall -- streams         the same on an event stream
//!     cargo bench --bench hall -- votes           a hall that votes at one moment, on two disks
//!     cargo bench --bench hall -- ballots         5,000 badges take their papers, and vote blindly
//!     cargo bench --bench hall -- statements      votes on statements while the picture of opinions is drawn
//!     cargo bench --bench hall -- fanout          a change on its way to every phone
//!     cargo bench --bench hall -- tls             what a phone costs over TLS of the node's own
//!     cargo bench --bench hall -- flood           what others feel of a device that sends far too much
//!     cargo bench --bench hall -- malformed       a million frames that are none
//!     cargo bench --bench hall -- burst           a hall that comes back to a node that was killed
//!     cargo bench --bench hall -- wifi            one connection in twenty is lost each second
//!     cargo bench --bench hall -- days            what two days of a forum leave in memory
//!
//! The phones share the machine with the node, so that on few cores every time here holds the load's own work too.
//! Memory and CPU are the node's alone.

mod ballots;
mod burst;
mod crowd;
mod days;
mod fanout;
mod flood;
mod idle;
mod malformed;
mod phone;
mod process;
mod returning;
mod secured;
mod server;
mod spread;
mod statements;
mod streamed;
#[path = "../../tests/suite/support/voter.rs"]
#[allow(dead_code, unused_imports, reason = "what tries it runs in the suite")]
mod voter;
mod votes;
mod wifi;

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use tikv_jemallocator::Jemalloc;

/// The program's own.
#[global_allocator]
static ALLOCATOR: Jemalloc = Jemalloc;

#[tokio::main]
async fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    allow_open_files();
    if let [first, folder, listen, slower, tls @ ..] = &arguments[..]
        && first == server::SERVE
    {
        return server::serve(folder, listen, slower, !tls.is_empty()).await;
    }
    let names: Vec<_> = arguments.iter().filter(|argument| !argument.starts_with("--")).collect();
    let wanted = |name: &str| names.is_empty() || names.contains(&&name.to_owned());
    if wanted("idle") {
        idle::measure().await;
    }
    if wanted("streams") {
        idle::measure_streams().await;
    }
    if wanted("tls") {
        idle::measure_tls().await;
    }
    if wanted("votes") {
        votes::measure().await;
    }
    if wanted("ballots") {
        ballots::measure().await;
    }
    if wanted("statements") {
        statements::measure().await;
    }
    if wanted("fanout") {
        fanout::measure().await;
    }
    if wanted("flood") {
        flood::measure().await;
    }
    if wanted("malformed") {
        malformed::measure().await;
    }
    if wanted("burst") {
        burst::measure().await;
    }
    if wanted("wifi") {
        wifi::measure().await;
    }
    if wanted("days") {
        days::measure().await;
    }
}

/// As many sockets as the system lets this process have; the node inherits it.
fn allow_open_files() {
    let Rlimit { maximum, .. } = getrlimit(Resource::Nofile);
    setrlimit(Resource::Nofile, Rlimit { current: maximum, maximum })
        .expect("the limit can be raised to its maximum");
}
