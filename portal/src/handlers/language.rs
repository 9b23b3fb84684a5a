//! The language switch: a cookie, and back to where the person was.

use super::{PageResult, see_other};
use crate::{cookies::Jar, error::Failure, paths, visit::Visit};
use actix_web::web::{Path, Query};
use entity::kind::Language;
use portal_core::error::Error;
use serde::Deserialize;

/// Where the person was.
#[derive(Deserialize)]
pub struct From {
    #[serde(default)]
    to: String,
}

/// Remembers the choice for a year.
pub async fn choose(visit: Visit, code: Path<String>, from: Query<From>) -> PageResult {
    let offered = &visit.app.ctx.notice.languages;
    let language = Language::from_code(&code).filter(|language| offered.contains(language));
    let language = language.ok_or(Failure::Domain(Error::NotFound))?;
    let mut answer = see_other(own_path(&from.to));
    // The cookie is fixed text; adding it cannot fail.
    let _ = answer.add_cookie(&Jar::Language.set(&visit.app.web, language.code()));
    Ok(answer)
}

/// A path of this portal, but for the switch itself.
fn own_path(to: &str) -> &str {
    paths::own(to).filter(|to| !to.starts_with("/language")).unwrap_or(paths::HOME)
}

#[cfg(test)]
mod tests {
    use super::own_path;

    #[test]
    fn the_switch_leads_nowhere_else() {
        assert_eq!(own_path("/staff/queue?state=received"), "/staff/queue?state=received");
        for forged in
            ["//evil.example", "/\\evil", "https://evil.example", "/a\r\nb", "/\tevil", "", "/language/fi"]
        {
            assert_eq!(own_path(forged), "/", "{forged:?}");
        }
    }
}
