//! An SMTP server for tests, on loopback, that keeps what it is sent and fails as its script says.

use std::{
    collections::VecDeque,
    net::SocketAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::{Notify, mpsc},
};

/// Where in a session a fault strikes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    Greeting,
    Ehlo,
    Mail,
    Rcpt,
    Data,
    /// After the 354, with none of the body read; only a [`Gate`] stops here.
    Go,
    /// After the plain text, before the HTML; only a [`Gate`] stops here.
    HalfBody,
    /// After the whole body has come in; the mail is kept whatever happens next.
    Body,
    /// After the client has read the answer to the body and said goodbye.
    Quit,
}

/// What goes wrong in one session.
#[derive(Clone, Debug)]
pub enum Fault {
    /// Answers with this line, for instance `451 4.3.0 later`. After `Body` with 4xx or 5xx nothing is kept.
    Reply(Stage, &'static str),
    /// Closes instead of answering.
    Drop(Stage),
    /// Says 354 and closes before it has read any of the body.
    DropBeforeBody,
    /// Answers late.
    Delay(Stage, Duration),
    /// Never answers, and keeps the connection.
    Stall(Stage),
    /// Stops at every stage until the test lets it go on.
    Gated(Gated),
}

/// The session's end of a [`Gate`].
#[derive(Clone, Debug)]
pub struct Gated {
    reached: mpsc::UnboundedSender<Stage>,
    go_on: Arc<Notify>,
}

/// Holds one session in the test's hand.
pub struct Gate {
    reached: mpsc::UnboundedReceiver<Stage>,
    go_on: Arc<Notify>,
}

impl Gate {
    /// Lets the session go on until it stands at a stage, before the answer that belongs there.
    ///
    /// # Panics
    /// When the session ends, or does not come so far in a minute.
    pub async fn reaches(&mut self, wanted: Stage) {
        let reaching = async {
            while self.reached.recv().await.expect("the session is there") != wanted {
                self.go_on();
            }
        };
        tokio::time::timeout(Duration::from_mins(1), reaching).await.expect("the session comes so far");
    }

    /// Lets the session leave the stage where it stands.
    pub fn go_on(&self) {
        self.go_on.notify_one();
    }
}

impl Gated {
    async fn stand(&self, stage: Stage) {
        // A gate that was dropped never opens: the server says nothing more.
        if self.reached.send(stage).is_err() {
            std::future::pending::<()>().await;
        }
        self.go_on.notified().await;
    }
}

/// A mail that came in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Received {
    pub from: String,
    pub to: Vec<String>,
    /// Headers and body, without the dots added for transparency.
    pub body: Vec<u8>,
}

/// How lines are read: by the book, or by a careless server that ends lines at a bare LF (RUSTSEC-2026-0561).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    Strict,
    BareLf,
}

#[derive(Default)]
struct Book {
    mails: Vec<Received>,
    halves: Vec<Vec<u8>>,
    sessions: Vec<Vec<String>>,
    script: VecDeque<Fault>,
}

/// The running server; it ends with the test's runtime.
pub struct Sink {
    address: SocketAddr,
    book: Arc<Mutex<Book>>,
}

impl Sink {
    /// Listens on a free port and reads by the book.
    ///
    /// # Panics
    /// When the machine has no free port.
    pub async fn start() -> Self {
        Self::reading(Reading::Strict).await
    }

    /// Listens on a free port.
    ///
    /// # Panics
    /// When the machine has no free port.
    pub async fn reading(reading: Reading) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a free port");
        let address = listener.local_addr().expect("the port just bound");
        let book = Arc::new(Mutex::new(Book::default()));
        let shared = Arc::clone(&book);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(Session::new(stream, Arc::clone(&shared), reading)));
            }
        });
        Self { address, book }
    }

    /// For `SmtpRelay::parse`.
    pub fn url(&self) -> String {
        format!("smtp://{}", self.address)
    }

    /// Everything kept so far.
    pub fn mails(&self) -> Vec<Received> {
        locked(&self.book).mails.clone()
    }

    /// What had come in of each body when its HTML part began.
    pub fn halves(&self) -> Vec<Vec<u8>> {
        locked(&self.book).halves.clone()
    }

    /// The commands of each session, verbs in capitals with their arguments as sent.
    pub fn sessions(&self) -> Vec<Vec<String>> {
        locked(&self.book).sessions.clone()
    }

    /// Each following session takes one fault; when they are used up, all goes well.
    pub fn script(&self, faults: impl IntoIterator<Item = Fault>) {
        locked(&self.book).script.extend(faults);
    }

    /// The next session stops at every stage; when the gate goes away it stops for good.
    pub fn gate(&self) -> Gate {
        let (sender, reached) = mpsc::unbounded_channel();
        let go_on = Arc::new(Notify::new());
        self.script([Fault::Gated(Gated { reached: sender, go_on: Arc::clone(&go_on) })]);
        Gate { reached, go_on }
    }
}

fn locked(book: &Mutex<Book>) -> MutexGuard<'_, Book> {
    book.lock().unwrap_or_else(PoisonError::into_inner)
}

struct Session {
    stream: TcpStream,
    book: Arc<Mutex<Book>>,
    number: usize,
    fault: Option<Fault>,
    reading: Reading,
    buffer: Vec<u8>,
}

/// The session is over, by fault or because the client left.
struct Over;

impl Session {
    fn new(stream: TcpStream, book: Arc<Mutex<Book>>, reading: Reading) -> Self {
        let mut open = locked(&book);
        let fault = open.script.pop_front();
        open.sessions.push(Vec::new());
        let number = open.sessions.len() - 1;
        drop(open);
        Self { stream, book, number, fault, reading, buffer: Vec::new() }
    }

    fn note(&self, command: &str) {
        if let Some(commands) = locked(&self.book).sessions.get_mut(self.number) {
            commands.push(command.to_owned());
        }
    }

    /// Answers, or does what the script says. True when the usual answer went out.
    async fn answer(&mut self, stage: Stage, usual: &str) -> Result<bool, Over> {
        match self.fault.clone() {
            Some(Fault::Reply(at, line)) if at == stage => {
                self.write(line).await?;
                return Ok(false);
            }
            Some(Fault::Drop(at)) if at == stage => return Err(Over),
            Some(Fault::Stall(at)) if at == stage => std::future::pending().await,
            Some(Fault::Delay(at, time)) if at == stage => tokio::time::sleep(time).await,
            Some(Fault::Gated(gated)) => gated.stand(stage).await,
            _ => {}
        }
        self.write(usual).await?;
        Ok(true)
    }

    async fn write(&mut self, line: &str) -> Result<(), Over> {
        self.stream.write_all(format!("{line}\r\n").as_bytes()).await.map_err(|_| Over)
    }

    /// The next line without its end.
    async fn line(&mut self) -> Result<Vec<u8>, Over> {
        let end: &[u8] = match self.reading {
            Reading::Strict => b"\r\n",
            Reading::BareLf => b"\n",
        };
        loop {
            if let Some(at) = self.buffer.windows(end.len()).position(|window| window == end) {
                let mut line: Vec<u8> = self.buffer.drain(..at + end.len()).collect();
                line.truncate(at);
                if self.reading == Reading::BareLf && line.last() == Some(&b'\r') {
                    line.pop();
                }
                return Ok(line);
            }
            let mut chunk = [0; 4096];
            let read = self.stream.read(&mut chunk).await.map_err(|_| Over)?;
            if read == 0 {
                return Err(Over);
            }
            self.buffer.extend_from_slice(chunk.get(..read).unwrap_or_default());
        }
    }

    /// Stops at a stage that has no answer of its own.
    async fn pause(&self, stage: Stage) {
        if let Some(Fault::Gated(gated)) = &self.fault {
            gated.stand(stage).await;
        }
    }

    async fn body(&mut self) -> Result<Vec<u8>, Over> {
        let mut body = Vec::new();
        loop {
            let line = self.line().await?;
            if line.starts_with(b"Content-Type: text/html") {
                locked(&self.book).halves.push(body.clone());
                self.pause(Stage::HalfBody).await;
            }
            if line == b"." {
                return Ok(body);
            }
            body.extend_from_slice(line.strip_prefix(b".").unwrap_or(&line));
            body.extend_from_slice(b"\r\n");
        }
    }

    async fn data(&mut self, from: &str, to: &[String]) -> Result<(), Over> {
        if !self.answer(Stage::Data, "354 go ahead").await? {
            return Ok(());
        }
        if matches!(self.fault, Some(Fault::DropBeforeBody)) {
            return Err(Over);
        }
        self.pause(Stage::Go).await;
        let body = self.body().await?;
        let refused = matches!(self.fault, Some(Fault::Reply(Stage::Body, line)) if !line.starts_with('2'));
        if !refused {
            locked(&self.book).mails.push(Received { from: from.to_owned(), to: to.to_vec(), body });
        }
        self.answer(Stage::Body, "250 2.0.0 kept").await.map(drop)
    }
}

async fn serve(mut session: Session) {
    drop(converse(&mut session).await);
}

async fn converse(session: &mut Session) -> Result<(), Over> {
    session.answer(Stage::Greeting, "220 sink ESMTP").await?;
    let (mut from, mut to) = (String::new(), Vec::new());
    loop {
        let line = session.line().await?;
        let command = String::from_utf8_lossy(&line).into_owned();
        session.note(&command);
        let verb: String = command.chars().take_while(char::is_ascii_alphabetic).collect();
        match verb.to_ascii_uppercase().as_str() {
            "EHLO" => drop(session.answer(Stage::Ehlo, "250 sink").await?),
            "MAIL" => {
                from = argument(&command);
                session.answer(Stage::Mail, "250 2.1.0 fine").await?;
            }
            "RCPT" => {
                if session.answer(Stage::Rcpt, "250 2.1.5 fine").await? {
                    to.push(argument(&command));
                }
            }
            "DATA" => session.data(&from, &to).await?,
            "QUIT" => return session.answer(Stage::Quit, "221 2.0.0 bye").await.map(drop),
            _ => session.write("500 5.5.1 unknown").await?,
        }
    }
}

/// What stands between the angle brackets.
fn argument(command: &str) -> String {
    let inner = command.split_once('<').and_then(|(_, rest)| rest.split_once('>'));
    inner.map(|(inner, _)| inner.to_owned()).unwrap_or_default()
}
