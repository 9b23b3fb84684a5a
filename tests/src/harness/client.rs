//! A browser as the server sees it: HTTP/1.1 over one connection a request, and a cookie jar.
//! Written out, because the tests send what no client library would: foreign hosts, missing headers, odd bodies.

use super::{page::Page, portal::HOST};
use std::{
    collections::BTreeMap,
    fmt::Write,
    net::SocketAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

/// A browser with its cookies; clones share them.
#[derive(Clone)]
pub struct Browser(Arc<Inner>);

struct Inner {
    address: SocketAddr,
    cookies: Mutex<BTreeMap<String, String>>,
}

/// A request to be sent.
#[derive(Clone, Debug)]
pub struct Ask {
    pub method: &'static str,
    pub path: String,
    headers: BTreeMap<String, String>,
    body: Vec<u8>,
}

impl Ask {
    /// A request as a browser sends it when someone follows a link.
    pub fn new(method: &'static str, path: impl Into<String>) -> Self {
        let ask = Self { method, path: path.into(), headers: BTreeMap::new(), body: Vec::new() };
        ask.with("host", HOST).with("connection", "close").with("sec-fetch-site", "same-origin")
    }

    pub fn get(path: impl Into<String>) -> Self {
        Self::new("GET", path)
    }

    /// A form sent from the portal's own page.
    pub fn post(path: impl Into<String>, fields: &[(String, String)]) -> Self {
        let body = serde_urlencoded::to_string(fields).unwrap();
        Self::new("POST", path).with("content-type", "application/x-www-form-urlencoded").body(body)
    }

    /// Sets a header, or replaces it.
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.headers.insert(name.to_owned(), value.into());
        self
    }

    /// Takes a header out.
    pub fn without(mut self, name: &str) -> Self {
        self.headers.remove(name);
        self
    }

    pub fn body(mut self, body: impl Into<Vec<u8>>) -> Self {
        self.body = body.into();
        let length = self.body.len().to_string();
        self.with("content-length", length)
    }

    /// The request as it goes over the wire.
    pub fn bytes(&self) -> Vec<u8> {
        let mut head = format!("{} {} HTTP/1.1\r\n", self.method, self.path);
        for (name, value) in &self.headers {
            write!(head, "{name}: {value}\r\n").unwrap();
        }
        head.push_str("\r\n");
        [head.as_bytes(), &self.body].concat()
    }
}

impl Browser {
    pub fn new(address: SocketAddr) -> Self {
        Self(Arc::new(Inner { address, cookies: Mutex::default() }))
    }

    /// Where the portal listens.
    pub fn address(&self) -> SocketAddr {
        self.0.address
    }

    pub async fn get(&self, path: &str) -> Page {
        self.send(Ask::get(path)).await
    }

    /// The request with the jar's cookies, unless it brings its own.
    pub fn signed(&self, ask: Ask) -> Ask {
        let cookies =
            self.cookies().iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>();
        if cookies.is_empty() || ask.headers.contains_key("cookie") {
            return ask;
        }
        ask.with("cookie", cookies.join("; "))
    }

    /// Sends a request with the jar's cookies and keeps those that come back.
    pub async fn send(&self, ask: Ask) -> Page {
        let ask = self.signed(ask);
        let answer = self.exchange(&ask.bytes()).await;
        let page = Page::read(&answer, self.clone(), &ask);
        for cookie in page.headers("set-cookie") {
            self.keep(cookie);
        }
        page
    }

    /// Sends bytes as they are and gives back the whole answer.
    pub async fn exchange(&self, bytes: &[u8]) -> Vec<u8> {
        let mut stream = TcpStream::connect(self.0.address).await.unwrap();
        // A server that has answered already may refuse the rest of a body.
        let _ = stream.write_all(bytes).await;
        let mut answer = Vec::new();
        // A reset after the answer takes nothing from it.
        let _ = stream.read_to_end(&mut answer).await;
        answer
    }

    /// The cookies of the jar.
    pub fn cookies(&self) -> MutexGuard<'_, BTreeMap<String, String>> {
        self.0.cookies.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The value of a cookie.
    pub fn cookie(&self, name: &str) -> Option<String> {
        self.cookies().get(name).cloned()
    }

    /// Keeps a cookie, or lets it go, as a browser would: `__Host-` only when secure, with path and no domain.
    fn keep(&self, line: &str) {
        let mut parts = line.split(';').map(str::trim);
        let (name, value) = parts.next().and_then(|pair| pair.split_once('=')).unwrap();
        let attributes: Vec<String> = parts.map(str::to_ascii_lowercase).collect();
        let has = |wanted: &str| attributes.iter().any(|attribute| attribute == wanted);
        let bound = has("secure") && has("path=/") && !attributes.iter().any(|it| it.starts_with("domain"));
        assert!(
            name.starts_with("__Host-") && bound && has("httponly"),
            "a browser drops this cookie: {line}"
        );
        if value.is_empty() || has("max-age=0") {
            self.cookies().remove(name);
        } else {
            self.cookies().insert(name.to_owned(), value.to_owned());
        }
    }
}
