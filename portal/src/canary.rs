//! The part of the daily self-test that only a browser can do: asks the portal's own sign-in form, over the wire.

use crate::{app::App, paths};
use portal_core::{
    canary,
    error::{Context, Fault, Result},
};
use std::{
    future::Future,
    net::{IpAddr, Ipv4Addr, SocketAddr},
    time::Duration,
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::timeout,
};

/// How often is looked whether the day's test is due or has passed. The first look is as long after the start.
const LOOK_EVERY: Duration = Duration::from_mins(10);
/// How long an answer of our own may take.
const WITHIN: Duration = Duration::from_secs(20);
/// The longest page that is read.
const LONGEST: u64 = 1024 * 1024;

/// Looks until told to stop.
pub async fn run(app: &App, listens: SocketAddr, stop: impl Future<Output = ()>) {
    let mut stop = std::pin::pin!(stop);
    loop {
        tokio::select! {
            () = &mut stop => return,
            () = tokio::time::sleep(LOOK_EVERY) => {}
        }
        if let Err(error) = Box::pin(step(app, listens)).await {
            tracing::error!(cause = %error, "the self-test failed");
        }
    }
}

/// One look. Tests call this instead of waiting.
///
/// # Errors
/// A fault when the form did not take the address, or the database is away; it is tried again at the next look.
pub async fn step(app: &App, listens: SocketAddr) -> Result<()> {
    let ctx = &app.ctx;
    canary::settle(ctx).await?;
    let walked = match canary::due(ctx).await? {
        Some(id) => match walk(app, listens).await {
            Ok(()) => canary::asked(ctx, id).await,
            failed => failed,
        },
        None => Ok(()),
    };
    canary::alarm(ctx).await?;
    walked
}

/// Opens the form and sends it with the address of the house.
async fn walk(app: &App, listens: SocketAddr) -> Result<()> {
    let page = exchange(app, listens, ("GET", ""), "").await?;
    let cookies = page.lines().take_while(|line| !line.is_empty()).filter_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("set-cookie").then(|| value.split(';').next().unwrap_or_default().trim())
    });
    let cookies = cookies.collect::<Vec<_>>().join("; ");
    let form = page.split_once(&format!("action=\"{}\"", paths::SIGN_IN)).map_or("", |(_, form)| form);
    let token = form.split_once("name=\"csrf\" value=\"").and_then(|(_, rest)| rest.split_once('"'));
    let Some((token, _)) = token else {
        return Err(Fault::new("asking our own form", "it was not drawn").into());
    };
    let fields = [("csrf", token), ("email", app.ctx.settings.mail_from.as_str())];
    let body = serde_urlencoded::to_string(fields).context("asking our own form")?;
    let answer = exchange(app, listens, ("POST", &cookies), &body).await?;
    let status = answer.split(' ').nth(1).unwrap_or_default();
    if status == "303" {
        Ok(())
    } else {
        Err(Fault::new("asking our own form", format!("status {status}")).into())
    }
}

/// One request on a connection of its own, as the proxy would send it.
async fn exchange(
    app: &App,
    listens: SocketAddr,
    (method, cookies): (&str, &str),
    body: &str,
) -> Result<String> {
    let host = app.web.hosts.first().map_or("", String::as_str);
    let head = format!(
        "{method} {} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\nsec-fetch-site: same-origin\r\n\
         cookie: {cookies}\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{body}",
        paths::SIGN_IN,
        body.len(),
    );
    let answered = timeout(WITHIN, async {
        let mut line = TcpStream::connect(reached(listens)).await?;
        line.write_all(head.as_bytes()).await?;
        let mut answer = Vec::new();
        line.take(LONGEST).read_to_end(&mut answer).await?;
        Ok::<_, std::io::Error>(String::from_utf8_lossy(&answer).replace("\r\n", "\n"))
    });
    answered.await.context("asking our own form")?.context("asking our own form")
}

/// Where a portal that listens everywhere is reached from its own machine.
fn reached(listens: SocketAddr) -> SocketAddr {
    if listens.ip().is_unspecified() {
        SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), listens.port())
    } else {
        listens
    }
}
