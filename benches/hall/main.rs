//! A hall of phones against a node in a process of its own, over real sockets.
//!
//!     cargo bench --bench hall                    all of it
//!     cargo bench --bench hall -- idle            what a phone costs that only listens
//!     cargo bench --bench hall -- streams         the same on an event stream
//!     cargo bench --bench hall -- votes           a hall that votes at one moment, on two disks
//!     cargo bench --bench hall -- fanout          a change on its way to every phone
//!
//! The phones share the machine with the node, so that on few cores every time here holds the load's own work too.
//! Memory and CPU are the node's alone.

mod crowd;
mod fanout;
mod idle;
mod phone;
mod process;
mod server;
mod spread;
mod streamed;
mod votes;

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

#[tokio::main]
async fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    allow_open_files();
    if let [first, folder, slower] = &arguments[..]
        && first == server::SERVE
    {
        return server::serve(folder, slower).await;
    }
    let names: Vec<_> = arguments.iter().filter(|argument| !argument.starts_with("--")).collect();
    let wanted = |name: &str| names.is_empty() || names.contains(&&name.to_owned());
    if wanted("idle") {
        idle::measure().await;
    }
    if wanted("streams") {
        idle::measure_streams().await;
    }
    if wanted("votes") {
        votes::measure().await;
    }
    if wanted("fanout") {
        fanout::measure().await;
    }
}

/// As many sockets as the system lets this process have; the node inherits it.
fn allow_open_files() {
    let Rlimit { maximum, .. } = getrlimit(Resource::Nofile);
    setrlimit(Resource::Nofile, Rlimit { current: maximum, maximum })
        .expect("the limit can be raised to its maximum");
}
