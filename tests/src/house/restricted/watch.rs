//! Sees every press of a story: its route, how it was answered, and which tables of the register it wrote on.

use crate::{harness::portal::rows_of, house::walk::name};
use actix_web::{
    body::BoxBody,
    dev::{ServiceRequest, ServiceResponse},
    http::Method,
    middleware::{Next, from_fn},
    web::Data,
};
use portal::{
    app::App,
    routes::{self, Entry},
};
use portal_core::{
    ctx::Ctx,
    register::inventory::{tables, word::Category},
};
use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
};

/// A press and what came of it.
#[derive(Clone, Debug)]
pub struct Deed {
    pub route: String,
    pub status: u16,
    /// Tables of the register with other rows than before.
    pub wrote: Vec<&'static str>,
}

/// Every press so far, by the portal it was made on.
static SEEN: Mutex<Vec<(usize, Deed)>> = Mutex::new(Vec::new());

/// The rows of the register, table by table; requests, looks and sign-ins are files about it, not of it.
pub async fn register(ctx: &Ctx) -> BTreeMap<&'static str, Vec<String>> {
    let aside = [Category::RequestFile, Category::StaffLooks, Category::SignIn];
    let mut register = BTreeMap::new();
    for table in tables() {
        if table.category.is_some_and(|category| !aside.contains(&category)) {
            register.insert(table.name, rows_of(ctx, table.name).await);
        }
    }
    assert!(register.len() >= 10, "the register is found: {:?}", register.keys());
    register
}

/// The tables that differ.
pub fn differing(
    before: &BTreeMap<&'static str, Vec<String>>,
    after: &BTreeMap<&'static str, Vec<String>>,
) -> Vec<&'static str> {
    before.iter().filter(|(table, rows)| after[*table] != **rows).map(|(table, _)| *table).collect()
}

/// The route table with an eye on every press.
pub fn table() -> Vec<Entry> {
    let watched = |entry: Entry| if entry.method == Method::GET { entry } else { watch(entry) };
    routes::table().into_iter().map(watched).collect()
}

fn watch(entry: Entry) -> Entry {
    let route: Arc<str> = name(&entry).into();
    entry.around(|inner| {
        inner.wrap(from_fn(move |request: ServiceRequest, next: Next<BoxBody>| {
            see(route.clone(), request, next)
        }))
    })
}

async fn see(
    route: Arc<str>,
    request: ServiceRequest,
    next: Next<BoxBody>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let app = request.app_data::<Data<App>>().unwrap().clone();
    let before = register(&app.ctx).await;
    let answer = next.call(request).await?;
    let wrote = differing(&before, &register(&app.ctx).await);
    let deed = Deed { route: route.to_string(), status: answer.status().as_u16(), wrote };
    SEEN.lock().unwrap_or_else(PoisonError::into_inner).push((place(&app.ctx), deed));
    Ok(answer)
}

/// What has been pressed on this portal since the last time; later presses are told the next time.
pub fn take(ctx: &Ctx) -> Vec<Deed> {
    let mut seen = SEEN.lock().unwrap_or_else(PoisonError::into_inner);
    let (mine, others) = seen.drain(..).partition(|(at, _)| *at == place(ctx));
    *seen = others;
    let mine: Vec<(usize, Deed)> = mine;
    mine.into_iter().map(|(_, deed)| deed).collect()
}

/// Tells the portals of several tests in one process apart.
fn place(ctx: &Ctx) -> usize {
    Arc::as_ptr(&ctx.notice) as usize
}
