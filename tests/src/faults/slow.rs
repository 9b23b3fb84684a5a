//! Whoever sends slowly, or opens many connections, ends before they take the portal from others.

use crate::harness::{
    client::Browser,
    on_both_engines,
    portal::{HOST, TestPortal},
};
use portal::routes;
use std::{
    net::{IpAddr, Ipv4Addr},
    time::Duration,
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::timeout,
};

on_both_engines!(
    a_body_that_does_not_come_is_given_up_on_every_route,
    a_network_holds_so_many_connections_and_a_trusted_proxy_any_number,
);

const LONG: Duration = Duration::from_secs(20);

/// The head of a form of a thousand bytes, and six of them.
fn begun(path: &str) -> String {
    format!(
        "POST {path} HTTP/1.1\r\nhost: {HOST}\r\nsec-fetch-site: same-origin\r\n\
         content-type: application/x-www-form-urlencoded\r\ncontent-length: 1000\r\n\r\ncsrf=x"
    )
}

async fn a_body_that_does_not_come_is_given_up_on_every_route(portal: TestPortal) {
    let browser = portal.beside(|web| web.body_within = Duration::from_millis(100), routes::table);
    let slow = async |path: &str| {
        let answer = timeout(LONG, browser.exchange(begun(path).as_bytes())).await;
        String::from_utf8_lossy(&answer.unwrap_or_else(|_| panic!("{path} stays open"))).into_owned()
    };
    for path in ["/sign-in", "/staff/sign-in", "/csp", "/unsubscribe/newsletter/x"] {
        let answer = slow(path).await;
        assert!(answer.starts_with("HTTP/1.1 408"), "{path}: {answer}");
    }
    for path in ["/requests", "/nowhere", "/sign-out", "/requests/new/access"] {
        let answer = slow(path).await;
        assert!(answer.starts_with("HTTP/1.1 "), "{path}: {answer}");
    }
}

async fn a_network_holds_so_many_connections_and_a_trusted_proxy_any_number(portal: TestPortal) {
    let browser = portal.beside(|web| web.connections = 3, routes::table);
    let mut held = Vec::new();
    for _ in 0..3 {
        held.push(connected(&browser).await.unwrap());
    }
    assert!(connected(&browser).await.is_none(), "a fourth is ended unanswered");
    held.pop();
    // The server sees the end of a connection when it next looks.
    let freed = async { while connected(&browser).await.is_none() {} };
    assert!(timeout(LONG, freed).await.is_ok(), "a place that was left is free");
    let trust = |web: &mut portal::app::Web| {
        (web.connections, web.trusted_proxies) = (0, vec![IpAddr::from(Ipv4Addr::LOCALHOST)]);
    };
    let behind_proxy = portal.beside(trust, routes::table);
    assert!(connected(&behind_proxy).await.is_some());
}

/// A connection that has been answered and stays open, or nothing when the portal ended it.
async fn connected(browser: &Browser) -> Option<TcpStream> {
    let mut stream = TcpStream::connect(browser.address()).await.unwrap();
    let ask = format!("GET /health/live HTTP/1.1\r\nhost: {HOST}\r\n\r\n");
    stream.write_all(ask.as_bytes()).await.ok()?;
    let mut first = [0; 12];
    stream.read_exact(&mut first).await.ok()?;
    assert_eq!(&first, b"HTTP/1.1 200");
    Some(stream)
}
