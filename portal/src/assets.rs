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

    /// WCAG 2.2, 1.4.3 and 1.4.11: 4.5 for text, 3 for frames and the focus ring.
    #[test]
    fn colours_keep_their_contrast() {
        for (front, ground, least) in [
            ("ink", "paper", 7.0),
            ("ink", "mist", 7.0),
            ("ink-soft", "paper", 4.5),
            ("ink-soft", "mist", 4.5),
            ("ink", "mist-deep", 4.5),
            ("fjord", "paper", 4.5),
            ("fjord", "mist", 4.5),
            ("good", "good-mist", 4.5),
            ("warn", "warn-mist", 4.5),
            ("bad", "bad-mist", 4.5),
            ("bad", "paper", 4.5),
            ("line-strong", "paper", 3.0),
            ("line-strong", "mist", 3.0),
            ("warn-line", "paper", 3.0),
            ("focus", "ink", 3.0),
        ] {
            let (lighter, darker) = {
                let (a, b) = (luminance(token(front)), luminance(token(ground)));
                (a.max(b), a.min(b))
            };
            let ratio = (lighter + 0.05) / (darker + 0.05);
            assert!(ratio >= least, "{front} on {ground}: {ratio:.2}");
        }
    }

    fn token(name: &str) -> u32 {
        let style = str::from_utf8(STYLE.bytes).unwrap();
        let (_, rest) = style.split_once(&format!("--{name}: #")).unwrap();
        let digits = rest.split_once(';').unwrap().0;
        let digits =
            if digits.len() == 3 { digits.chars().flat_map(|d| [d, d]).collect() } else { digits.to_owned() };
        u32::from_str_radix(&digits, 16).unwrap()
    }

    fn luminance(colour: u32) -> f64 {
        let [_, red, green, blue] = colour.to_be_bytes().map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }
}
