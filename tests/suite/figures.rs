//! The figures that the documents tell are those of the sources: each is spelled here as the document says it, beside what it is
//! in the program. Tests that wait for something take the program's own figure, and would hold whatever it were.

use std::path::Path;

/// Which document says what, and which file has it as which.
const TOLD: [(&str, &str, &str, &str); 46] = [
    // A room, and who is in it.
    ("ARCHITECTURE.md", "within their share, one command in two seconds", QUEUE, SHARE),
    ("SECURITY.md", "everybody has a share, one command in two seconds", QUEUE, SHARE),
    (
        "ARCHITECTURE.md",
        "then 10 a second to the crew",
        RHYTHM,
        "CREW: Duration = Duration::from_millis(100);",
    ),
    ("ARCHITECTURE.md", "and 4 to phones", RHYTHM, "PHONES: Duration = Duration::from_millis(250);"),
    (
        "ARCHITECTURE.md",
        "counts as attended for a minute after its last desk left",
        "src/room/presence/felt.rs",
        "const ATTENDED: Duration = Duration::from_secs(60);",
    ),
    (
        "ARCHITECTURE.md",
        "Fragments of 256 bytes",
        "src/http/connection/wire.rs",
        "const FRAGMENT: usize = 256;",
    ),
    (
        "PROTOCOL.md",
        "device's count at most once in 200 milliseconds",
        "src/room/presence/guest.rs",
        "const BETWEEN_REACTIONS: Duration = Duration::from_millis(200);",
    ),
    (
        "PROTOCOL.md",
        "devices connected in this session in the last 60 seconds",
        "src/room/presence/here.rs",
        "const LASTS: Duration = Duration::from_secs(60);",
    ),
    (
        "PROTOCOL.md",
        "It is told for half an hour, or until it is heard again",
        "src/room/presence/lost.rs",
        "const TOLD: Duration = Duration::from_secs(30 * 60);",
    ),
    (
        "PROTOCOL.md",
        "A desk's or a wall's visit goes on for 5 seconds after an answer",
        "src/room/presence/lingering.rs",
        "const LASTS: Duration = Duration::from_secs(5);",
    ),
    (
        "PROTOCOL.md",
        "a hundredth of a core's time each, and a fifth for all in a room",
        "src/room/effort.rs",
        "const OF_CLIENT: u32 = 100;",
    ),
    (
        "PROTOCOL.md",
        "a hundredth of a core's time each, and a fifth for all in a room",
        "src/room/effort.rs",
        "const OF_ROOM: u32 = 5;",
    ),
    (
        "PROTOCOL.md",
        "then `{\"token\"}`, for a minute",
        "src/http/screens.rs",
        "const AGAIN: Duration = Duration::from_secs(60);",
    ),
    ("PROTOCOL.md", "one in fifty is kept for role links", "src/http/slots.rs", "const CREW: usize = 50;"),
    (
        "docs/operating.md",
        "one in fifty is kept for the crew",
        "src/http/slots.rs",
        "const CREW: usize = 50;",
    ),
    // Redis, and what heals it.
    ("ARCHITECTURE.md", "For two seconds every node puts back what it has", REDIS, RESUMES),
    (
        "docs/failures.md",
        "Nothing new is written for two seconds after another process of Redis came",
        REDIS,
        RESUMES,
    ),
    (
        "ARCHITECTURE.md",
        "written down beside the copy within a second",
        "src/journal/twofold/acknowledged.rs",
        "const SOON: Duration = Duration::from_secs(1);",
    ),
    ("docs/failures.md", "every node looks each second where the journal stands", KEEPER, HELD),
    ("docs/failures.md", "news come up to a second late", KEEPER, HELD),
    ("docs/failures.md", "at once where somebody comes to it, else within half a minute", KEEPER, HELD),
    (
        "docs/failures.md",
        "at once where somebody comes to it, else within half a minute",
        KEEPER,
        "const ALL_EVERY: u64 = 30;",
    ),
    (
        "docs/failures.md",
        "after three seconds what is sent is kept on the device",
        "src/backbone/mod.rs",
        ANSWERS,
    ),
    (
        "docs/failures.md",
        "they keep for a day what they were acknowledged lately",
        "web/src/lib/net/receipts/lasts.ts",
        "const lastsMs = 24 * 60 * 60_000;",
    ),
    // Clocks.
    ("ARCHITECTURE.md", "once that has stood elsewhere for a minute", "src/journal/clock.rs", DIFFERS),
    (
        "docs/failures.md",
        "by itself, a minute after the clock was set right",
        "src/journal/clock.rs",
        DIFFERS,
    ),
    // The data folder.
    (
        "docs/failures.md",
        "the second one says at once that it waits, for ten seconds",
        "src/journal/embedded/mod.rs",
        "lock_wait: Duration::from_secs(10),",
    ),
    (
        "docs/failures.md",
        "up to 256 MB before anything else",
        "src/journal/embedded/check.rs",
        "const BEFORE_ANYTHING_ELSE: u64 = 256 << 20;",
    ),
    (
        "docs/failures.md",
        "then once a minute with how often",
        "src/journal/again.rs",
        "const EVERY: Duration = Duration::from_secs(60);",
    ),
    (
        "docs/failures.md",
        "from a second later on nothing is acknowledged",
        "src/journal/embedded/place.rs",
        "const LOOK: Duration = Duration::from_secs(1);",
    ),
    // Two versions.
    (
        "ARCHITECTURE.md",
        "A node tells of itself every five seconds",
        "src/upgrade/form.rs",
        "const LOOK: Duration = Duration::from_secs(5);",
    ),
    (
        "ARCHITECTURE.md",
        "seen in the last twenty seconds",
        "src/upgrade/node.rs",
        "const LASTS: Millis = Millis(20_000);",
    ),
    // Tokens, and who guesses.
    ("SECURITY.md", "with the deployment's key, for 30 days", "src/http/token.rs", LIFE),
    ("SECURITY.md", "It ends after 30 days", "src/http/token.rs", LIFE),
    (
        "SECURITY.md",
        "One network can make up 30,000 at once, and then 50 a second",
        "src/http/limits.rs",
        "burst: 30_000, every: Duration::from_millis(20) };",
    ),
    (
        "SECURITY.md",
        "not guessed faster than one in two seconds from a network",
        "src/http/guesses.rs",
        "const OF_MANY: Quota = Quota { name: GUESSES, burst: 300, every: Duration::from_secs(2) };",
    ),
    (
        "docs/operating.md",
        "the others over the same Redis take the key within ten seconds",
        "src/app/key.rs",
        "const LOOK: Duration = Duration::from_secs(10);",
    ),
    (
        "docs/operating.md",
        "It looks at both files every five seconds",
        "src/http/tls/renewal.rs",
        "const LOOK: Duration = Duration::from_secs(5);",
    ),
    // The units of systemd.
    ("docs/failures.md", "`Restart=always` of [the unit]", "deploy/majlis.service", "\nRestart=always\n"),
    (
        "SECURITY.md",
        "0700, files 0600, one process at a time",
        "deploy/majlis.service",
        "\nStateDirectoryMode=0700\n",
    ),
    ("SECURITY.md", "0700, files 0600, one process at a time", "deploy/majlis.service", "\nUMask=0077\n"),
    (
        "docs/operating.md",
        "It is readable by its user alone",
        "deploy/majlis-backup.service",
        "\nStateDirectoryMode=0700\n",
    ),
    (
        "docs/operating.md",
        "It is readable by its user alone",
        "deploy/majlis-backup.service",
        "\nUMask=0077\n",
    ),
    (
        "docs/operating.md",
        "makes one each night and keeps two weeks",
        "deploy/majlis-backup.timer",
        "\nOnCalendar=*-*-* 03:30:00\n",
    ),
    (
        "docs/operating.md",
        "makes one each night and keeps two weeks",
        "deploy/majlis-backup.timer",
        "\nPersistent=yes\n",
    ),
    (
        "docs/operating.md",
        "makes one each night and keeps two weeks",
        "deploy/majlis-backup.service",
        " -mtime +14 -delete\n",
    ),
];

const QUEUE: &str = "src/room/queue.rs";
const SHARE: &str = "const SHARE: Duration = Duration::from_secs(2);";
const RHYTHM: &str = "src/room/publisher/rhythm.rs";
const REDIS: &str = "src/journal/redis/mod.rs";
const RESUMES: &str = "const RESUMES: Duration = Duration::from_secs(2);";
const KEEPER: &str = "src/room/keeper.rs";
const HELD: &str = "const HELD: Duration = Duration::from_secs(1);";
const ANSWERS: &str = "pub const ANSWERS_WITHIN: Duration = Duration::from_secs(3);";
const DIFFERS: &str = "const DIFFERS_FOR: Duration = Duration::from_secs(60);";
const LIFE: &str = "pub const LIFE: Millis = Millis::minutes(30 * 24 * 60);";

fn read(file: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap()
}

#[test]
fn the_figures_of_the_documents_are_those_of_the_program() {
    for (document, said, file, figure) in TOLD {
        // However its lines are broken.
        let words = read(document).split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(words.contains(said), "{document} does not say any more: {said}");
        assert!(read(file).contains(figure), "{document} says {said}, and {file} has no {figure}");
    }
}
