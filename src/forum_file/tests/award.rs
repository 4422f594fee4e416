//! Awards in a forum's file.

use super::reading::{SMALL, founded};
use crate::domain::award::{Normalise, Stage, Tie, TrackKind};
use crate::domain::badge::Groups;
use crate::domain::role::Role;
use crate::forum_file::{ForumFile, Syntax, parse};

const AWARD: &str = r#"
[[days.sessions]]
hall = "a"
kind = "award"
title = "جائزة"
start = 13:00
end = 14:00
[days.sessions.award]
scale = 5
levelled = true
jurors = 3
ties = ["criterion", "lot"]
people = { weight = 20, ballots = 50 }
[[days.sessions.award.criteria]]
title = { ar = "الأثر", en = "Impact" }
weight = 40
[[days.sessions.award.tracks]]
title = "التطوع"
[[days.sessions.award.tracks.nominees]]
title = "التشجير"
about = "نبذة"
team = "فريق"
[[days.sessions.award.tracks]]
title = "الشرفي"
kind = "honorary"
"#;

fn read(award: &str) -> Result<ForumFile, String> {
    parse("f", &format!("{SMALL}{award}"), Syntax::Toml).map_err(|mistakes| mistakes.to_string())
}

/// What is told of the award with one piece of it replaced.
#[track_caller]
fn with(piece: &str, other: &str) -> String {
    assert_eq!(AWARD.matches(piece).count(), 1, "{piece} is there once");
    read(&AWARD.replacen(piece, other, 1)).map_or_else(|told| told, |_| "nothing is wrong".to_owned())
}

#[test]
fn an_award_is_planned_as_its_file_says_and_goes_along_to_a_rehearsal() {
    let file = read(AWARD).expect("nothing is wrong");
    let state = founded(&file);
    let (session, award) = state.awards.iter().next().expect("it is planned");
    assert_eq!(state.sessions[session].title.ar, "جائزة");
    let plan = &award.plan;
    assert_eq!(
        (award.stage, award.version, plan.scale, plan.normalise),
        (Stage::Preparing, 1, 5, Normalise::ByJuror)
    );
    assert_eq!((plan.quorum_jury, plan.ties.as_slice()), (3, &[Tie::Criterion, Tie::Lot][..]));
    let people = plan.people.expect("they choose");
    assert_eq!((people.groups, people.weight, people.quorum), (Groups::ALL, 20, 50));
    assert_eq!((plan.criteria[0].title.en.as_str(), plan.criteria[0].weight), ("Impact", 40));
    let nominee = &plan.tracks[0].nominees[0];
    assert_eq!(
        (nominee.title.ar.as_str(), nominee.about.ar.as_str(), nominee.team.ar.as_str()),
        ("التشجير", "نبذة", "فريق")
    );
    assert_eq!(
        (plan.tracks[1].kind, plan.tracks[1].nominees.len()),
        (TrackKind::Honorary, 0),
        "it need not be whole"
    );
    let rehearsal = founded(&ForumFile::rehearsal_of(&state, "copy".into()));
    assert_eq!(rehearsal.awards[session].plan, award.plan);
}

#[test]
fn what_is_wrong_with_an_award_is_told_at_its_place() {
    for (piece, other, told) in [
        ("scale = 5", "scale = 101", "`scale` cannot be 101; write a whole number from 5 to 100"),
        ("scale = 5", "scale = 7", "this award does not fit together; write 12 tracks"),
        ("\"criterion\", \"lot\"", "\"lots\"", "did you mean \"lot\"?"),
        ("weight = 40", "weight = 0", "`weight` cannot be 0"),
        ("kind = \"honorary\"", "kind = \"honor\"", "did you mean \"honorary\"?"),
        ("jurors = 3", "juror = 3", "unknown key `juror`; did you mean `jurors`?"),
        (
            "kind = \"award\"",
            "kind = \"talk\"",
            "an award in a session of another kind; write kind = \"award\"",
        ),
    ] {
        let all = with(piece, other);
        assert!(all.starts_with("f:") && all.contains(told), "{all}");
    }
}

#[test]
fn jurors_links_are_made_with_a_forum() {
    let links =
        "[[links]]\nrole = \"organiser\"\n[[links]]\nrole = \"juror\"\nname = \"لجنة التحكيم ١\"\n[[days]]\n";
    let file = parse("f", &SMALL.replacen("[[days]]\n", links, 1), Syntax::Toml).expect("nothing is wrong");
    let state = founded(&file);
    let roles: Vec<Role> = state.links.values().map(|link| link.role).collect();
    assert_eq!(roles, [Role::Organiser, Role::Juror]);
}
