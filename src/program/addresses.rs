//! The addresses and links that are handed out: printed for people, or as one line of JSON for scripts.

use std::fmt;

use serde::Serialize;

use crate::domain::forum::Title;
use crate::domain::id::{ForumId, HallNo};
use crate::domain::role::Role;
use crate::domain::state::State;
use crate::founding::Founded;
use crate::http::address::PublicUrl;
use crate::http::token::Tokens;
use crate::journal::{Destination, JoinCode};

/// Everything that a starting server tells.
#[derive(Debug, Serialize)]
pub(super) struct Addresses {
    /// Where people reach it.
    pub url: String,
    /// Where it listens.
    pub listens: String,
    /// The link that makes the first forum, good once.
    pub setup: Option<String>,
    /// The forums that were asked for.
    pub forums: Vec<ForumAddresses>,
}

/// How to get into a forum.
#[derive(Debug, Serialize)]
pub(super) struct ForumAddresses {
    pub forum: ForumId,
    pub slug: String,
    pub name: Title,
    /// Whether it was made now. The links of one that was there are not known any more.
    pub new: bool,
    pub code: String,
    /// The page that phones open.
    pub join: String,
    pub halls: Vec<HallAddresses>,
    pub links: Vec<LinkAddress>,
}

/// How to get into a hall.
#[derive(Debug, Serialize)]
pub(super) struct HallAddresses {
    pub hall: HallNo,
    pub name: Title,
    pub code: String,
    pub join: String,
}

/// A role link.
#[derive(Debug, Serialize)]
pub(super) struct LinkAddress {
    pub role: Role,
    pub hall: Option<HallNo>,
    pub name: String,
    pub token: String,
    pub url: String,
}

impl ForumAddresses {
    /// Of a forum that was made now.
    pub(super) fn founded(public: &PublicUrl, founded: Founded) -> Self {
        let Founded { forum, slug, name, code, halls, links } = founded;
        let link = |role, hall, name, secret: &str| {
            let token = Tokens::crew(forum, secret);
            LinkAddress { role, hall, name, url: public.role_link(role, &token), token }
        };
        Self {
            forum,
            slug,
            name,
            new: true,
            code: code.to_string(),
            join: public.join(&code.to_string()),
            halls: halls
                .into_iter()
                .map(|hall| HallAddresses {
                    hall: hall.hall,
                    name: hall.name,
                    code: hall.code.to_string(),
                    join: public.join(&hall.code.to_string()),
                })
                .collect(),
            links: links
                .into_iter()
                .map(|made| link(made.role, made.hall, made.name, &made.secret))
                .collect(),
        }
    }
}

impl ForumAddresses {
    /// Of a forum that was there. Its links were told when it was made.
    pub(super) fn kept(public: &PublicUrl, forum: ForumId, slug: String, state: &State) -> Self {
        let halls = state.halls.iter().map(|(no, hall)| HallAddresses {
            hall: *no,
            name: hall.name.clone(),
            code: hall.code.clone(),
            join: public.join(&hall.code),
        });
        Self {
            forum,
            slug,
            name: state.forum.name.clone(),
            new: false,
            code: state.forum.code.clone(),
            join: public.join(&state.forum.code),
            halls: halls.collect(),
            links: Vec::new(),
        }
    }
}

impl ForumAddresses {
    /// Of a forum that was there and of which no more is known than its codes; none without one of its own. It is called as in addresses,
    /// and its halls by their numbers.
    pub(super) fn by_codes(
        public: &PublicUrl,
        forum: ForumId,
        slug: String,
        codes: Vec<(JoinCode, Destination)>,
    ) -> Option<Self> {
        let (of_halls, own): (Vec<_>, Vec<_>) =
            codes.into_iter().partition(|(_, place)| place.hall.is_some());
        let (code, _) = own.first()?;
        let hall = |(code, place): (JoinCode, Destination)| {
            let (hall, code) = (place.hall?, code.to_string());
            let name = Title { ar: format!("القاعة {hall}"), en: format!("hall {hall}") };
            Some(HallAddresses { hall, name, join: public.join(&code), code })
        };
        Some(Self {
            forum,
            name: Title { ar: String::new(), en: slug.clone() },
            slug,
            new: false,
            code: code.to_string(),
            join: public.join(&code.to_string()),
            halls: of_halls.into_iter().filter_map(hall).collect(),
            links: Vec::new(),
        })
    }
}

impl fmt::Display for Addresses {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "Majlis serves {} (and listens on {})", self.url, self.listens)?;
        if let Some(setup) = &self.setup {
            writeln!(f, "\nThere is no forum yet. This link makes the first one, once:\n\n    {setup}")?;
        }
        self.forums.iter().try_for_each(|forum| write!(f, "\n{forum}"))
    }
}

impl fmt::Display for ForumAddresses {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", shown(&self.name))?;
        let mut line =
            |what: &str, address: &str, name: &str| writeln!(f, "    {what:<10} {address}  {name}");
        let phone = called(Role::Participant);
        line(phone, &self.join, &format!("code {}, whichever hall", grouped(&self.code)))?;
        for hall in &self.halls {
            line(phone, &hall.join, &format!("code {}, {}", grouped(&hall.code), shown(&hall.name)))?;
        }
        for link in &self.links {
            let hall = self.halls.iter().find(|hall| Some(hall.hall) == link.hall);
            let of = hall.map_or("every hall".to_owned(), |hall| shown(&hall.name).to_owned());
            line(called(link.role), &link.url, &format!("{of}; {}", link.name))?;
        }
        if self.links.is_empty() {
            line(
                "links",
                "as printed when the forum was made; started with --organiser-link, the server makes a new one",
                "",
            )?;
        }
        Ok(())
    }
}

/// The name in the language that a terminal is most likely to show.
fn shown(name: &Title) -> &str {
    if name.en.is_empty() { &name.ar } else { &name.en }
}

/// A code as it is read and typed.
fn grouped(code: &str) -> String {
    code.split_at_checked(3).map_or_else(|| code.to_owned(), |(first, last)| format!("{first} {last}"))
}

/// What a terminal calls the page of a role.
pub(super) fn called(role: Role) -> &'static str {
    match role {
        Role::Participant => "phone",
        Role::Presenter => "presenter",
        Role::Moderator => "moderator",
        Role::Organiser => "organiser",
        Role::Screen => "wall",
        Role::Juror => "jury",
        Role::Facilitator => "table",
        Role::Team => "stand",
        Role::Rapporteur => "rapporteur",
        Role::Usher => "usher",
        Role::Kiosk => "kiosk",
    }
}
