//! What every handler shares: the domain's context, and what the web needs to know besides.

use crate::{
    brake::Brake,
    paths,
    uploads::Uploads,
    views::layout::{Contact, Identity},
};
use portal_core::ctx::Ctx;
use std::{net::IpAddr, time::Duration};

/// One per process, handed to every handler.
pub struct App {
    pub ctx: Ctx,
    pub web: Web,
    /// Controller and contact person, as every page shows them.
    pub identity: Identity,
    /// Limits of this process alone.
    pub brake: Brake,
    /// Who sends files to it just now.
    pub uploads: Uploads,
}

/// How the portal is reached.
#[derive(Clone, Debug)]
pub struct Web {
    /// Whether the base URL is https: cookies are then `__Host-` and Secure, and HSTS is sent.
    pub secure: bool,
    /// Host names (with port when not the default) this portal answers to; any other gets 421.
    pub hosts: Vec<String>,
    /// The name of the desk, when it has one of its own: then each name serves its own pages only.
    pub staff_host: Option<String>,
    /// Peers whose X-Forwarded-For is believed.
    pub trusted_proxies: Vec<IpAddr>,
    /// Whether pages are braked at all (security.md 5.5); tests, benchmarks and the demo are not.
    pub page_limit: bool,
    /// Most connections of one network address; trusted proxies are not counted.
    pub connections: usize,
    /// How long the body of a request may take.
    pub body_within: Duration,
    /// How long a handler may take once the request has come whole.
    pub answer_within: Duration,
    /// From how many percent of the disk on no file is taken any more.
    pub disk_stop: u64,
    /// Threads that serve.
    pub workers: usize,
    /// The demo's own pages exist only in `portal demo`.
    pub demo: bool,
}

/// Which pages a host name serves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Those of customers and of everybody.
    Front,
    /// Those of staff.
    Desk,
    /// All, where staff and customers share a name.
    Both,
}

impl Place {
    /// Whether a path is served here; what watches, draws or translates pages is served everywhere.
    pub fn serves(self, path: &str) -> bool {
        let of_all = ["/static/", "/health/", "/language/"].iter().any(|place| path.starts_with(place));
        let of_staff = paths::is_of_desk(path);
        match self {
            _ if of_all || path == "/csp" => true,
            Self::Front => !of_staff,
            Self::Desk => of_staff,
            Self::Both => true,
        }
    }
}

impl Web {
    /// What is served under a host name; nothing under one that is not ours.
    pub fn place(&self, host: &str) -> Option<Place> {
        let is = |name: &String| name.eq_ignore_ascii_case(host);
        match &self.staff_host {
            Some(name) if is(name) => Some(Place::Desk),
            Some(_) => self.hosts.iter().any(is).then_some(Place::Front),
            None => self.hosts.iter().any(is).then_some(Place::Both),
        }
    }

    /// Whether an address is a proxy that is believed.
    pub fn trusts(&self, address: IpAddr) -> bool {
        self.trusted_proxies.iter().any(|proxy| proxy.to_canonical() == address)
    }
}

impl App {
    /// The shared state for a context.
    pub fn new(ctx: Ctx, web: Web) -> Self {
        let (controller, contact) = (&ctx.notice.controller, &ctx.notice.contact);
        let settings = &ctx.settings;
        let front = if web.staff_host.is_some() { settings.base_url.clone() } else { String::new() };
        let identity = Identity {
            front,
            controller: controller.name.clone(),
            postal: controller.address.clone(),
            phone: controller.phone.clone(),
            contact: Contact {
                name: contact.name.clone(),
                postal: contact.address.clone(),
                phone: contact.phone.clone(),
                email: contact.email.clone(),
            },
        };
        Self { ctx, web, identity, brake: Brake::default(), uploads: Uploads::default() }
    }
}
