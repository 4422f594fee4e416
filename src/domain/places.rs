//! Places of options on a ballot.

use serde::{Deserialize, Serialize};

/// Up to 20 places, in their order. They lie in the ballot itself, so that copying a node of the box allocates nothing.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<u8>", into = "Vec<u8>")]
pub struct Places {
    count: u8,
    places: [u8; Self::MOST],
}

/// There were more places than a poll has options.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("more than {} places", Places::MOST)]
pub struct TooMany;

impl Places {
    /// The most options that a poll has.
    pub const MOST: usize = 20;

    /// The places as a list.
    #[must_use]
    pub fn as_slice(&self) -> &[u8] {
        self.places.get(..usize::from(self.count)).unwrap_or_default()
    }
}

impl TryFrom<&[u8]> for Places {
    type Error = TooMany;

    fn try_from(list: &[u8]) -> Result<Self, TooMany> {
        let mut places = [0; Self::MOST];
        places.get_mut(..list.len()).ok_or(TooMany)?.copy_from_slice(list);
        Ok(Self { count: list.len() as u8, places })
    }
}

impl TryFrom<Vec<u8>> for Places {
    type Error = TooMany;

    fn try_from(list: Vec<u8>) -> Result<Self, TooMany> {
        Self::try_from(list.as_slice())
    }
}

impl From<Places> for Vec<u8> {
    fn from(places: Places) -> Self {
        places.as_slice().to_vec()
    }
}

impl std::fmt::Debug for Places {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.as_slice().fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_are_a_plain_list_in_an_entry() {
        let places = Places::try_from(&[3, 0, 19][..]).expect("three fit");
        let json = serde_json::to_string(&places).expect("it is JSON");
        assert_eq!(json, "[3,0,19]");
        assert_eq!(serde_json::from_str::<Places>(&json).expect("it can be read"), places);
        assert_eq!(places.as_slice(), [3, 0, 19]);
    }

    #[test]
    fn more_than_a_poll_has_options_do_not_fit() {
        assert!(Places::try_from(&[0; 20][..]).is_ok());
        assert_eq!(Places::try_from(&[0; 21][..]), Err(TooMany));
        assert!(serde_json::from_str::<Places>("[0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0]").is_err());
    }
}
