//! The files a page needs besides itself: one style sheet and one icon, both inside the binary.
//! Each path carries a hash of the content, so that a browser may keep it for ever.

use data_encoding::HEXLOWER;
use ring::digest::{SHA256, digest};
use std::sync::LazyLock;

/// What stands behind a path under `/static`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asset {
    /// The content.
    pub bytes: &'static [u8],
    /// The value of the `Content-Type` header.
    pub content_type: &'static str,
}

const STYLE: Asset =
    Asset { bytes: include_bytes!("../assets/portal.css"), content_type: "text/css; charset=utf-8" };
const ICON: Asset = Asset { bytes: include_bytes!("../assets/favicon.svg"), content_type: "image/svg+xml" };

static STYLE_PATH: LazyLock<String> = LazyLock::new(|| hashed_path(STYLE, "css"));
static ICON_PATH: LazyLock<String> = LazyLock::new(|| hashed_path(ICON, "svg"));

/// Path of the style sheet.
pub fn style() -> &'static str {
    &STYLE_PATH
}

/// Path of the icon.
pub fn icon() -> &'static str {
    &ICON_PATH
}

/// The asset of a path; nothing for a path of another build.
pub fn find(path: &str) -> Option<Asset> {
    [(style(), STYLE), (icon(), ICON)].into_iter().find_map(|(known, asset)| (known == path).then_some(asset))
}

/// 64 bits of the hash tell two builds apart; the path guards nothing.
fn hashed_path(asset: Asset, extension: &str) -> String {
    let hash = digest(&SHA256, asset.bytes);
    format!("/static/{}.{extension}", HEXLOWER.encode(&hash.as_ref()[..8]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_style_sheet_is_found_at_its_own_path_only() {
        let asset = find(style()).unwrap();
        assert_eq!(asset.content_type, "text/css; charset=utf-8");
        assert!(asset.bytes.starts_with(b"/*"));
        assert_eq!(find("/static/0000000000000000.css"), None);
        assert_ne!(style(), icon());
    }

    #[test]
    fn the_style_sheet_fetches_nothing() {
        let style = str::from_utf8(STYLE.bytes).unwrap();
        for word in ["url(", "@import", "@font-face", "http"] {
            assert!(!style.contains(word), "{word} stands in the style sheet");
        }
    }
}
