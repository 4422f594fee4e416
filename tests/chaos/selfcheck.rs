//! Whether the recount can tell a wrong: one of each kind is planted into a short round.

use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use crate::chaos::lie::Lie;
use crate::chaos::round::Round;
use crate::chaos::scenario::Scenario;
use crate::chaos::server::Program;

const PHONES: usize = 12;
const LASTS: Duration = Duration::from_secs(4);
const PACE: Duration = Duration::from_millis(150);
const SEED: u64 = 1;

/// What is planted into which scenario, and what must be told of it.
const PLANTED: [(Lie, Scenario, &str); 11] = [
    (Lie::DiskKeepsNothing, Scenario::Kill, "was acknowledged"),
    (Lie::Acknowledged, Scenario::KillTwo, "was acknowledged and is lost"),
    (Lie::Doubled, Scenario::Kill, "questions were acknowledged, and"),
    (Lie::LeftBehind, Scenario::Kill, "phone 0 does not see what all said"),
    (Lie::Miscounted, Scenario::Kill, "phone 0 does not see what all said"),
    (Lie::WentBack, Scenario::Kill, "frames told what was older"),
    (Lie::Unanswered, Scenario::Kill, "commands are not decided"),
    (Lie::OtherClock, Scenario::Clock, "has a time that no node gave"),
    (Lie::NotSentAgain, Scenario::Backup, "was acknowledged"),
    (Lie::Damaged, Scenario::Kill, "text 1"),
    (Lie::NotCopied, Scenario::KillTwo, "the disks of the nodes have"),
];

/// Plants each, and nothing for comparison.
pub async fn play() -> ExitCode {
    let folder = tempfile::tempdir().expect("a folder");
    let mut untold = 0;
    for scenario in [Scenario::Kill, Scenario::KillTwo, Scenario::Clock, Scenario::Backup] {
        let wrong = round(scenario, None, folder.path()).play().await.wrong;
        untold += tell(&format!("nothing ({scenario})"), wrong.is_empty(), &wrong);
    }
    for (lie, scenario, told) in PLANTED {
        let wrong = round(scenario, Some(lie), folder.path()).play().await.wrong;
        let is_told = wrong.iter().any(|what| what.contains(told));
        untold += tell(&format!("{lie:?} ({scenario})"), is_told, &wrong);
    }
    if untold == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Says what came of it: 1 where it was not as it should be.
fn tell(planted: &str, is_right: bool, wrong: &[String]) -> usize {
    let verdict = if is_right { "told" } else { "NOT TOLD" };
    println!("{verdict}: {planted}: {} wrong, {}", wrong.len(), wrong.first().map_or("none", String::as_str));
    usize::from(!is_right)
}

fn round(scenario: Scenario, lie: Option<Lie>, folder: &Path) -> Round {
    let path = std::env::current_exe().expect("this program");
    Round {
        scenario,
        seed: SEED,
        phones: PHONES,
        lasts: LASTS,
        pace: PACE,
        program: Program { path, has_tried_disk: true },
        folder: folder.join(format!("{scenario}-{lie:?}")),
        lie,
    }
}
