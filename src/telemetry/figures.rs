//! What is counted, in words. docs/operating.md says what each means for an operator.

/// What there is of something now.
const GAUGES: [(&str, &str); 20] = [
    ("majlis_build_info", "1; the labels say which version runs"),
    ("majlis_connections", "Connections held now"),
    ("majlis_streams", "Event streams held now, in the place of sockets that do not come through"),
    ("majlis_clients", "Those who are in a room, by as what they look and by what they came"),
    ("majlis_rooms", "Forums loaded on this node"),
    (
        "majlis_rooms_lost",
        "Forums loaded on this node in which nothing is decided, as the journal lost what it acknowledged",
    ),
    ("majlis_rooms_damaged", "Forums that cannot be loaded, as their entries are not what was written"),
    ("majlis_entry_form", "The form in which the deployment writes entries"),
    ("majlis_entry_form_known", "The newest form of entries that this node knows"),
    ("majlis_ready", "1 while the node says of itself that requests can be sent to it"),
    ("majlis_journal_healthy", "1 while the journal's store takes writes"),
    ("majlis_disk_writable", "1 while the data folder takes writes"),
    ("majlis_redis_up", "1 while Redis answers; not there on a node without one"),
    ("majlis_redis_servers_away", "Servers of a cluster that take no writes though others do"),
    (
        "majlis_journal_lag_entries",
        "Entries of the loaded forum that lacks the most which are not on this node's disk",
    ),
    (
        "majlis_unanswered_seconds",
        "For how long a loaded forum has decided nothing though something was asked for; of many the longest",
    ),
    ("majlis_memory_bytes", "Memory of this process that is its own"),
    ("majlis_memory_max_bytes", "Beyond so much memory no more participants come in"),
    ("majlis_store_bytes", "Size of the files in the data folder"),
    (
        "majlis_certificate_expires_seconds",
        "Until the certificate that this node shows ends, below zero once it has; not there on a node without one",
    ),
];

/// What happened so far, where nothing else is said of it.
const COUNTERS: [(&str, &str); 10] = [
    (
        "majlis_asides_dropped_total",
        "Things said beside event streams of other nodes that were too many to be passed on",
    ),
    ("majlis_connections_refused_total", "Connections turned away because as many were held as may be"),
    (
        "majlis_certificates_refused_total",
        "New certificates that could not be shown, so that the one before stayed",
    ),
    (
        "majlis_handshakes_failed_total",
        "Connections of which no TLS came about: given up, too slow, or speaking something else",
    ),
    (
        "majlis_rooms_spared_total",
        "Forums that nobody was in and that were asked to leave memory, as it was short",
    ),
    (
        "majlis_log_copies_failed_total",
        "Times that the database's log could not be copied into it, which is tried again and again",
    ),
    ("majlis_put_back_total", "Entries that Redis had lost and that this node put back just as they were"),
    (
        "majlis_set_aside_total",
        "Times that Redis had gone on without entries that this node acknowledged: they are brought home",
    ),
    (
        "majlis_brought_home_total",
        "Entries that the journal had lost and that this node, which had acknowledged them, put into it again",
    ),
    (
        "majlis_not_taken_over_total",
        "Decisions of the crew in such entries that were not taken over, as something else was decided of the same since",
    ),
];

/// How long it took.
const HISTOGRAMS: [(&str, &str); 2] = [
    ("majlis_append_seconds", "From giving an entry to the journal to knowing that it is durable"),
    ("majlis_ack_seconds", "From taking a command to its answer"),
];

/// What commands come to that are watched before there is any.
const OUTCOMES: [&str; 3] = ["done", "busy", "try_again"];

/// Describes everything, and tells of it from the beginning: what begins with its first event has no rate.
pub(super) fn describe() {
    for (name, text) in GAUGES {
        metrics::describe_gauge!(name, text);
    }
    for (name, text) in COUNTERS {
        metrics::describe_counter!(name, text);
        metrics::counter!(name).increment(0);
    }
    for (name, text) in HISTOGRAMS {
        metrics::describe_histogram!(name, text);
    }
    metrics::describe_counter!(
        "majlis_commands_total",
        "Commands by what became of them: done, or the code of the refusal"
    );
    for outcome in OUTCOMES {
        metrics::counter!("majlis_commands_total", "outcome" => outcome).increment(0);
    }
    metrics::describe_counter!("majlis_limited_total", "What was put off because there was too much of it");
    metrics::gauge!("majlis_build_info", "version" => env!("CARGO_PKG_VERSION")).set(1.0);
    for name in ["majlis_connections", "majlis_streams"] {
        metrics::gauge!(name).increment(0.0);
    }
}
