//! A form with files, read while it comes: its texts as those of any form, its files straight into the sealed store. What
//! cannot be taken is read on and thrown away, so that its browser comes to read why.

use super::{Form, LARGEST, MOST_FIELDS, Returned, accept, clean, receive_with};
use crate::{
    app::App,
    error::{Failure, Forbidden},
    visit::Visit,
};
use actix_multipart::{Field, Multipart, MultipartError};
use actix_web::{FromRequest, HttpMessage, HttpRequest, dev::Payload, http::header::HeaderMap, web::Data};
use futures::StreamExt;
use portal_core::attachment::{
    LARGEST_TOGETHER, MOST,
    upload::{Sent, Upload, is_disk_full},
};
use std::{
    future::{Future, ready},
    pin::Pin,
};
use tokio::sync::OwnedSemaphorePermit;

/// So many bytes of files are read at most; behind them the line is cut.
const READ: u64 = 128 * 1024 * 1024;

/// A form with what came along.
pub struct WithFiles {
    pub form: Form,
    pub files: Files,
}

/// Why no file of a form is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// Too many others send files.
    Busy,
    /// The disk takes no more.
    DiskFull,
    /// There are more than are taken at once.
    TooMany,
    /// Together they are larger than what is taken at once.
    TooLarge,
}

/// The files of a form. Dropped, they leave nothing behind.
#[derive(Debug, Default)]
pub struct Files {
    pub sent: Vec<Sent>,
    /// Why none of them is taken, whatever each of them is.
    pub none: Option<Why>,
    /// The place among those who do.
    place: Option<OwnedSemaphorePermit>,
    bytes: u64,
}

/// Reads a form with files. Without the application they are thrown away.
pub(super) async fn read(
    app: Option<Data<App>>,
    headers: HeaderMap,
    body: Payload,
    most: impl Fn(&str) -> usize,
) -> Result<(Form, Files), Failure> {
    let mut parts = Multipart::new(&headers, body);
    let (mut fields, mut files, mut left) = (Vec::<(String, String)>::new(), Files::default(), LARGEST);
    while let Some(part) = parts.next().await {
        let mut part = part.map_err(|error| begun(failed(&error), &fields))?;
        let name = part.name().unwrap_or_default().to_owned();
        let file = part.content_disposition().and_then(|told| told.get_filename()).map(unescaped);
        let Some(file) = file else {
            let value = text(&mut part, &mut left).await?;
            // As in any form, the token that comes first says how much more may come.
            if fields.is_empty() && name == "csrf" {
                left += most(&value).saturating_sub(LARGEST);
            }
            fields.push((name, clean(&value)));
            if fields.len() > MOST_FIELDS {
                return Err(Failure::TooManyFields);
            }
            continue;
        };
        let known =
            fields.first().filter(|(name, _)| name == "csrf").is_some_and(|(_, token)| most(token) > LARGEST);
        if !known {
            return Err(Failure::Forbidden(Forbidden::Form));
        }
        if !files.take(app.as_ref(), &file, &mut part).await? {
            break;
        }
    }
    Ok((Form(fields), files))
}

async fn text(part: &mut Field, left: &mut usize) -> Result<String, Failure> {
    let mut value = Vec::new();
    while let Some(bytes) = part.next().await {
        let bytes = bytes.map_err(|error| failed(&error))?;
        *left = left.checked_sub(bytes.len()).ok_or(Failure::TooLarge)?;
        value.extend_from_slice(&bytes);
    }
    String::from_utf8(value).map_err(|_| Failure::Malformed)
}

impl Files {
    /// Whether nobody chose any.
    pub fn is_empty(&self) -> bool {
        self.sent.is_empty() && self.none.is_none()
    }

    /// Takes one file; says whether to read on.
    async fn take(&mut self, app: Option<&Data<App>>, name: &str, part: &mut Field) -> Result<bool, Failure> {
        let mut upload = None;
        while let Some(bytes) = part.next().await {
            let bytes = bytes.map_err(|error| failed(&error))?;
            self.bytes += bytes.len() as u64;
            if self.bytes > LARGEST_TOGETHER {
                self.none.get_or_insert(Why::TooLarge);
            }
            if self.bytes > READ {
                return Ok(false);
            }
            if upload.is_none() {
                upload = self.begin(app, name)?;
            }
            // What is over is only counted.
            let taken = upload.as_mut().filter(|_| self.none.is_none());
            taken.map_or(Ok(()), |upload| upload.push(&bytes))?;
        }
        // A field left empty sends a file without a name.
        if upload.is_none() && !name.is_empty() {
            upload = self.begin(app, name)?;
        }
        if let Some((upload, app)) = upload.zip(app) {
            self.sent.push(upload.end(&app.ctx)?);
        }
        Ok(true)
    }

    /// Begins a file where there is room for one.
    fn begin(&mut self, app: Option<&Data<App>>, name: &str) -> Result<Option<Upload>, Failure> {
        let Some(app) = app else { return Ok(None) };
        if self.none.is_none() {
            self.place = self.place.take().or_else(|| app.uploads.begin());
            self.none = if self.place.is_none() {
                Some(Why::Busy)
            } else if is_disk_full(&app.ctx, app.web.disk_stop)? {
                Some(Why::DiskFull)
            } else {
                (self.sent.len() as u64 >= MOST).then_some(Why::TooMany)
            };
        }
        if self.none.is_some() { Ok(None) } else { Ok(Some(Upload::begin(&app.ctx, name)?)) }
    }
}

/// What has no first part is no form of ours.
fn begun(failure: Failure, fields: &[(String, String)]) -> Failure {
    match failure {
        Failure::Malformed if fields.is_empty() => Failure::Forbidden(Forbidden::Form),
        failure => failure,
    }
}

fn failed(error: &MultipartError) -> Failure {
    match error {
        MultipartError::Payload(error) => Failure::of_payload(error),
        _ => Failure::Malformed,
    }
}

impl FromRequest for WithFiles {
    type Error = Failure;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Failure>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let Some(visit) = request.extensions().get::<Visit>().cloned() else {
            return Box::pin(ready(Err(Failure::Forbidden(Forbidden::Role))));
        };
        let (app, known, held) = (visit.app.clone(), visit.clone(), request.clone());
        let sent = receive_with(
            &app,
            request,
            payload,
            (Some(app.clone()), move |token: &str| known.largest(token)),
        );
        Box::pin(async move {
            let (form, files) = sent.await?;
            let form = accept(&visit, &held, form).map_err(|failure| match failure {
                Failure::Returned(back) => Failure::Returned(Returned { files: !files.is_empty(), ..back }),
                failure => failure,
            })?;
            Ok(Self { form, files })
        })
    }
}

/// The name as it is on the person's disk: browsers write three signs in a form with files as escapes, and no other (HTML,
/// multipart/form-data encoding algorithm). What of it is kept is core's to say.
fn unescaped(name: &str) -> String {
    name.replace("%22", "\"").replace("%0D", " ").replace("%0A", " ")
}
