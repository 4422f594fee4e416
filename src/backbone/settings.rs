//! Whether a Redis keeps what it is given.

use std::collections::HashMap;

use redis::aio::ConnectionManager;

use super::BackboneError;

/// The settings that decide it.
const ASKED: [&str; 3] = ["maxmemory-policy", "appendonly", "save"];

/// Refuses a Redis that may evict keys, and warns of one that would not survive a restart.
pub(super) async fn check(connection: &mut ConnectionManager, address: &str) -> Result<(), BackboneError> {
    let asked = redis::cmd("CONFIG").arg("GET").arg(&ASKED).query_async(connection).await;
    let settings: HashMap<String, String> = match asked {
        Ok(settings) => settings,
        Err(why) if why.is_io_error() => {
            return Err(BackboneError::Unreachable { address: address.to_owned(), why: why.to_string() });
        }
        Err(why) => {
            // Hosted ones often forbid the question.
            tracing::warn!(%address, %why, "Redis does not tell its settings: make sure that its maxmemory-policy is noeviction and that it persists");
            return Ok(());
        }
    };
    match judge(&settings) {
        Judgement::Evicts(policy) => Err(BackboneError::Evicts { address: address.to_owned(), policy }),
        Judgement::Doubtful(doubt) => {
            tracing::warn!(%address, "{doubt}");
            Ok(())
        }
        Judgement::Fine => Ok(()),
    }
}

#[derive(Debug, PartialEq, Eq)]
enum Judgement {
    Fine,
    Doubtful(&'static str),
    Evicts(String),
}

/// A policy counts even while there is no memory limit: a limit can be set at any time.
fn judge(settings: &HashMap<String, String>) -> Judgement {
    let setting = |name: &str| settings.get(name).map(String::as_str);
    match (setting("maxmemory-policy"), setting("appendonly"), setting("save")) {
        (Some(policy), ..) if policy != "noeviction" => Judgement::Evicts(policy.to_owned()),
        (_, Some("yes"), _) => Judgement::Fine,
        (_, _, Some(save)) if !save.is_empty() => Judgement::Doubtful(
            "Redis persists by snapshots only: after a crash it forgets the last minutes; set appendonly to yes",
        ),
        _ => Judgement::Doubtful(
            "Redis does not persist: it forgets everything at a restart; set appendonly to yes",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(policy: &str, appendonly: &str, save: &str) -> HashMap<String, String> {
        ASKED
            .iter()
            .zip([policy, appendonly, save])
            .map(|(name, value)| ((*name).into(), value.into()))
            .collect()
    }

    #[test]
    fn only_one_that_keeps_everything_is_fine() {
        assert_eq!(judge(&settings("noeviction", "yes", "")), Judgement::Fine);
        assert_eq!(judge(&settings("allkeys-lru", "yes", "")), Judgement::Evicts("allkeys-lru".into()));
        assert_eq!(judge(&settings("volatile-ttl", "yes", "")), Judgement::Evicts("volatile-ttl".into()));
        for save in ["", "3600 1"] {
            let judgement = judge(&settings("noeviction", "no", save));
            assert!(matches!(judgement, Judgement::Doubtful(_)), "{judgement:?}");
        }
    }
}
