//! Files of a request: what is said of those that were sent, and the way out for one of them.

use super::{
    PageResult,
    desk::{not_taken, refill, settled},
    package::{SANDBOX, is_own_navigation, prove_first},
    requests::parse,
};
use crate::{
    error::Failure,
    form::{
        Form,
        files::{Files, Why, WithFiles},
    },
    say::{say, say_with},
    views::{attachment::ORIGINALS, done::Done, form::Problem},
    visit::{Desk, Me, Visit},
};
use actix_web::{
    HttpRequest, HttpResponse,
    body::SizedStream,
    http::{Method, StatusCode, header},
    web::{Bytes, Path},
};
use entity::{
    id::AttachmentId,
    kind::{AttachmentKind, Language},
};
use futures::stream;
use portal_core::{
    attachment::{
        Bad,
        mistaken::{self, Gone, Mistake},
        original,
        read::{self, File},
        upload::Received,
    },
    error::Error,
};

/// Why the files of a form are not taken, each by its name, and the status that says so.
pub struct Refused {
    pub status: StatusCode,
    pub problems: Vec<Problem>,
    /// What is put on record.
    pub why: Vec<Bad>,
}

/// All files of a form from the field of this id, or why not. One bad file keeps back all: nothing is sent in part without a word.
///
/// # Errors
/// Refused, with a sentence for each.
pub fn taken(language: Language, field: &str, files: Files) -> Result<Vec<Received>, Refused> {
    let plain = |key: &str| Problem::new(field, say(language, key));
    let refused = |status, problem| Err(Refused { status, problems: vec![problem], why: Vec::new() });
    match files.none {
        Some(Why::Busy) => return refused(StatusCode::SERVICE_UNAVAILABLE, plain("files-busy")),
        Some(Why::DiskFull) => return refused(StatusCode::INSUFFICIENT_STORAGE, plain("files-disk-full")),
        Some(Why::TooLarge) => return refused(StatusCode::PAYLOAD_TOO_LARGE, plain("files-together")),
        Some(Why::TooMany) => {
            return refused(StatusCode::UNPROCESSABLE_ENTITY, plain("refusal-too-many-files"));
        }
        None => {}
    }
    let (mut good, mut bad) = (Vec::new(), Vec::new());
    for sent in files.sent {
        match sent {
            Ok(received) => good.push(received),
            Err(named) => bad.push(named),
        }
    }
    if bad.is_empty() {
        return Ok(good);
    }
    let large = bad.iter().any(|(_, bad)| *bad == Bad::TooLarge);
    let status = if large { StatusCode::PAYLOAD_TOO_LARGE } else { StatusCode::UNPROCESSABLE_ENTITY };
    let told = |(name, bad): &(String, Bad)| {
        let key = format!("files-{}", bad.code());
        Problem::new(field, say_with(language, &key, &[("name", name.as_str().into())]))
    };
    Err(Refused {
        status,
        problems: bad.iter().map(told).collect(),
        why: bad.iter().map(|(_, bad)| *bad).collect(),
    })
}

/// A file, for its requester.
pub async fn fetch(
    visit: Visit,
    me: Me,
    path: Path<(String, AttachmentId)>,
    request: HttpRequest,
) -> PageResult {
    let (ctx, reference) = (&visit.app.ctx, navigated(&request, &path.0)?);
    // HEAD hands nothing over, so nothing is noted as fetched.
    let found = if request.method() == Method::HEAD {
        read::look_at_own(ctx, &me.0, &reference, path.1).await
    } else {
        read::fetch_own(ctx, &me.0, &reference, path.1).await
    };
    found.map_or_else(|error| prove_first(error, &reference), |file| Ok(download(file)))
}

/// Keeps scans of what came or went on paper.
pub async fn keep_original(visit: Visit, desk: Desk, typed: Path<String>, sent: WithFiles) -> PageResult {
    let (reference, WithFiles { form, files }) = (parse(&typed)?, sent);
    let files = match taken(visit.language, ORIGINALS, files) {
        Ok(files) => files,
        Err(refused) => return not_taken(&visit, &desk, &reference, refused, form).await,
    };
    let kind = AttachmentKind::from_code(form.get("paper")).filter(|kind| original::KINDS.contains(kind));
    let problem = |field, key| {
        refill(&visit, &desk, &reference, Problem::new(field, say(visit.language, key)), form.clone())
    };
    let Some(kind) = kind else { return problem("paper", "desk-originals-kind-problem").await };
    if files.is_empty() {
        return problem(ORIGINALS, "desk-originals-files-problem").await;
    }
    let done = original::keep(&visit.app.ctx, &desk.0, &reference, (kind, files)).await;
    settled(&visit, &desk, &reference, done.map(|()| Done::OriginalKept), form).await
}

/// Takes a scan away that was attached by mistake.
pub async fn remove_original(visit: Visit, desk: Desk, typed: Path<String>, form: Form) -> PageResult {
    let reference = parse(&typed)?;
    let (file, why) = (form.get("scan").parse(), Mistake::from_code(form.get("mistake")));
    let (Ok(file), Some(why)) = (&file, why) else {
        let wrong = |field, key| Problem::new(field, say(visit.language, key));
        let lacking = [
            file.is_err().then(|| wrong("scan", "desk-originals-scan-problem")),
            why.is_none().then(|| wrong("mistake", "desk-originals-why-problem")),
        ];
        let problems = lacking.into_iter().flatten().collect();
        let refused = Refused { status: StatusCode::UNPROCESSABLE_ENTITY, problems, why: Vec::new() };
        return not_taken(&visit, &desk, &reference, refused, form).await;
    };
    let gone = mistaken::remove(&visit.app.ctx, &desk.0, &reference, (*file, why)).await;
    let done = gone.map(|gone| match gone {
        Gone::Unseen => Done::OriginalRemoved,
        Gone::HandedOut => Done::OriginalWentOut,
    });
    settled(&visit, &desk, &reference, done, form).await
}

/// A file, for staff.
pub async fn hand_out(
    visit: Visit,
    desk: Desk,
    path: Path<(String, AttachmentId)>,
    request: HttpRequest,
) -> PageResult {
    let reference = navigated(&request, &path.0)?;
    Ok(download(read::open_at_desk(&visit.app.ctx, &desk.0, &reference, path.1).await?))
}

fn navigated(request: &HttpRequest, typed: &str) -> Result<portal_core::id::Reference, Failure> {
    if is_own_navigation(request) { parse(typed) } else { Err(Error::NotFound.into()) }
}

/// A file that a browser keeps and never shows, opened frame by frame. One that was tampered with breaks off.
fn download(file: File) -> HttpResponse {
    let File { name, bytes, opening } = file;
    let frames = stream::unfold(Some(opening), |opening| async move {
        let mut opening = opening?;
        match opening.frame() {
            Ok(Some(bytes)) => Some((Ok(Bytes::from(bytes)), Some(opening))),
            Ok(None) => None,
            Err(error) => {
                tracing::error!(cause = %error, "a file broke off while it was handed out");
                Some((Err(std::io::Error::from(std::io::ErrorKind::InvalidData)), None))
            }
        }
    });
    HttpResponse::Ok()
        .content_type("application/octet-stream")
        .insert_header((header::CONTENT_DISPOSITION, disposition(&name)))
        .insert_header((header::CONTENT_SECURITY_POLICY, SANDBOX))
        .insert_header((header::CONTENT_ENCODING, "identity"))
        .body(SizedStream::new(bytes, Box::pin(frames)))
}

/// How the name goes along (RFC 6266): in letters that every browser reads, and whole (RFC 8187).
fn disposition(name: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() || "._- ".contains(c) { c } else { '_' };
    let simple: String = name.chars().map(plain).collect();
    let whole: String = name.bytes().map(encoded).collect();
    format!("attachment; filename=\"{simple}\"; filename*=UTF-8''{whole}")
}

fn encoded(byte: u8) -> String {
    if byte.is_ascii_alphanumeric() || b"._-~".contains(&byte) {
        char::from(byte).to_string()
    } else {
        format!("%{byte:02X}")
    }
}

#[cfg(test)]
mod tests {
    use super::disposition;

    #[test]
    fn a_name_says_itself_and_nothing_else() {
        let told = disposition("lasku äö\"; x=\r\n.pdf");
        let expected = "attachment; filename=\"lasku ____ x___.pdf\"; \
                        filename*=UTF-8''lasku%20%C3%A4%C3%B6%22%3B%20x%3D%0D%0A.pdf";
        assert_eq!(told, expected);
    }
}
