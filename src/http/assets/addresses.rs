//! Which file answers a path. `web/build/addresses.ts` keeps the same table for the pages' own server.

/// The file of a path: a page by its address, anything else by its name.
pub(super) fn file_at(path: &str) -> Option<&str> {
    let path = path.strip_prefix('/')?;
    let page = match path.strip_suffix('/').unwrap_or(path) {
        "" => "index.html",
        "desk" => "moderator.html",
        "stage" => "presenter.html",
        "screen" => "screen.html",
        "organise" => "organiser.html",
        "jury" => "juror.html",
        "table" => "facilitator.html",
        "stand" => "team.html",
        "timeline" => "timeline.html",
        name if is_record(name) => "record.html",
        "rapporteur" => "rapporteur.html",
        "usher" => "usher.html",
        "kiosk" => "kiosk.html",
        name if is_join(name) => "audience.html",
        // Pages are at their addresses only, and compressed files only behind their own names.
        name if is_internal(name) => return None,
        name => name,
    };
    Some(page)
}

/// `j/471234`, and in capitals as QR codes hold it. Whether there is such a code, the page asks.
fn is_join(name: &str) -> bool {
    let code = name.strip_prefix("j/").or(name.strip_prefix("J/"));
    code.is_some_and(|code| !code.is_empty() && !code.contains('/'))
}

/// `record`, and `record/471234` by a join code.
fn is_record(name: &str) -> bool {
    let code = name.strip_prefix("record/");
    name == "record" || code.is_some_and(|code| !code.is_empty() && !code.contains('/'))
}

fn is_internal(name: &str) -> bool {
    [".html", ".br", ".gz"].iter().any(|ending| name.ends_with(ending))
        || name.split('/').any(|part| part == "..")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_address_has_its_page() {
        for (path, file) in [
            ("/", "index.html"),
            ("/j/471234", "audience.html"),
            ("/J/471234", "audience.html"),
            ("/desk", "moderator.html"),
            ("/stage/", "presenter.html"),
            ("/screen", "screen.html"),
            ("/organise", "organiser.html"),
            ("/jury", "juror.html"),
            ("/table", "facilitator.html"),
            ("/stand", "team.html"),
            ("/timeline", "timeline.html"),
            ("/record", "record.html"),
            ("/record/471234", "record.html"),
            ("/rapporteur", "rapporteur.html"),
            ("/usher", "usher.html"),
            ("/kiosk", "kiosk.html"),
            ("/assets/index-abc.js", "assets/index-abc.js"),
            ("/mark.svg", "mark.svg"),
        ] {
            assert_eq!(file_at(path), Some(file), "{path}");
        }
    }

    #[test]
    fn nothing_is_reached_by_another_way() {
        for path in ["", "index.html", "/index.html", "/assets/a.js.br", "/../Cargo.toml", "/a/../b.js"] {
            assert_eq!(file_at(path), None, "{path}");
        }
    }
}
