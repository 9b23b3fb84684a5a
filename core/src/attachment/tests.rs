//! A corpus of files of every kind and trick (A-17, A-18): what is taken is exactly what is expected to be.

use super::{
    Bad, LARGEST,
    name::{self, Kind},
    shape::Shape,
};
use crate::law::identity_code;

const EICAR: &[u8] = br"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";

fn png(wide: u32, high: u32) -> Vec<u8> {
    let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut part = |name: &[u8], content: &[u8]| {
        file.extend(u32::try_from(content.len()).unwrap().to_be_bytes());
        file.extend([name, content, b"crc!"].concat());
    };
    let header = [&wide.to_be_bytes()[..], &high.to_be_bytes(), &[8, 2, 0, 0, 0]].concat();
    part(b"IHDR", &header);
    part(b"IDAT", b"squeezed");
    part(b"IEND", b"");
    file
}

fn jpeg(wide: u16, high: u16) -> Vec<u8> {
    let size = [&high.to_be_bytes()[..], &wide.to_be_bytes()].concat();
    [
        b"\xff\xd8\xff\xe0\x00\x04JF".as_slice(),
        b"\xff\xc0\x00\x0b\x08",
        &size,
        b"\x01\x01\x11\x00\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00",
        b"scan\xff\x00more\xff\xd0more",
        b"\xff\xd9",
    ]
    .concat()
}

fn pdf(within: &[u8]) -> Vec<u8> {
    [b"%PDF-1.7\n".as_slice(), within, b"\nstartxref\n9\n%%EOF\n"].concat()
}

/// The end of an archive.
const ARCHIVE: &[u8] = b"PK\x03\x04 a class of Java PK\x05\x06\0\0\0\0\x01\0\x01\0\0\0\0\0\0\0\0\0\0\0";

/// What becomes of a file that comes in pieces.
fn judged(typed: &str, bytes: &[u8], piece: usize) -> Result<(), Bad> {
    let kind = Kind::of(&name::clean(typed)).ok_or(Bad::Kind)?;
    let mut shape = Shape::of(kind);
    for piece in bytes.chunks(piece) {
        shape.push(piece)?;
    }
    shape.end()
}

/// A file: what is in it, and the kind it is; "none" is none that is taken.
type Body = (&'static str, Vec<u8>, &'static str);

fn good() -> Vec<Body> {
    let (png, jpeg) = (png(640, 480), jpeg(640, 480));
    vec![
        ("pdf", pdf(b"1 0 obj<<>>endobj"), "pdf"),
        // Decided: nothing of ours opens it and no browser shows it, and what is squeezed within cannot be seen anyhow.
        ("script", pdf(b"1 0 obj<</S/JavaScript/JS(app.alert(1))>>endobj"), "pdf"),
        ("png", png, "png"),
        ("two pictures", [jpeg.clone(), jpeg.clone()].concat(), "jpeg"),
        ("notes of a telephone", [&jpeg[..], b"\0\0\x01\x0anotes SEFT"].concat(), "jpeg"),
        ("jpeg", jpeg, "jpeg"),
        ("text", "Hyvää päivää 😀\r\n".into(), "txt"),
        // Without a scanner it is a text like any other; staff are told that nothing was scanned.
        ("eicar", EICAR.to_vec(), "txt"),
        ("html", b"<html><script>alert(1)</script>".to_vec(), "txt"),
        ("svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>".to_vec(), "txt"),
    ]
}

fn bad() -> Vec<Body> {
    let (png, jpeg) = (png(640, 480), jpeg(640, 480));
    let behind = |file: &[u8], more: &[u8]| [file, more].concat();
    let bodies = vec![
        ("archive", ARCHIVE.to_vec()),
        ("program", b"MZ\x90\0\x03".to_vec()),
        ("gifar", behind(b"GIF89a\x01\0\x01\0\0\0\0;", ARCHIVE)),
        ("pdf and archive", behind(&pdf(b""), ARCHIVE)),
        ("png and archive", behind(&png, ARCHIVE)),
        ("jpeg and archive", behind(&jpeg, ARCHIVE)),
        ("jpeg, archive and notes", [&jpeg[..], ARCHIVE, b"SEFT"].concat()),
        ("half a pdf", b"%PDF-1.7\n1 0 obj".to_vec()),
        ("half a png", png[..png.len() - 3].to_vec()),
        ("half a jpeg", jpeg[..jpeg.len() - 2].to_vec()),
        ("a png without a picture", behind(&png[..33], &png[png.len() - 12..])),
        ("two bytes a letter", "Hyvää".encode_utf16().flat_map(u16::to_le_bytes).collect()),
        ("latin", b"Hyv\xe4\xe4".to_vec()),
        ("nul", b"text\0text".to_vec()),
        ("half a letter", "ä".as_bytes()[..1].to_vec()),
        ("escape", b"\x1b]0;title\x07".to_vec()),
    ];
    bodies.into_iter().map(|(what, bytes)| (what, bytes, "none")).collect()
}

/// Name, content and what becomes of it.
fn corpus() -> Vec<(String, Vec<u8>, Result<(), Bad>)> {
    let endings = [("pdf", "pdf"), ("png", "png"), ("jpg", "jpeg"), ("JPEG", "jpeg"), ("txt", "txt")];
    let refused = ["exe", "html", "svg", "gif", "zip", "docx", "pdf.exe", "txt.js", "png.html", "lnk"];
    let mut corpus = Vec::new();
    for (what, bytes, is) in good().into_iter().chain(bad()) {
        for (ending, kind) in endings {
            let expected = if is == kind { Ok(()) } else { Err(Bad::Content) };
            for stem in ["a", "../../etc/passwd", "lasku.exe", "gnp\u{202e}"] {
                corpus.push((format!("{stem} {what}.{ending}"), bytes.clone(), expected));
            }
        }
        for ending in refused {
            corpus.push((format!("{what}.{ending}"), bytes.clone(), Err(Bad::Kind)));
        }
    }
    corpus
}

#[test]
fn what_is_taken_of_a_corpus_is_what_is_expected() {
    let corpus = corpus();
    assert!(corpus.len() >= 500, "{} files", corpus.len());
    for (name, bytes, expected) in &corpus {
        for piece in [1, 3, 65_536] {
            assert_eq!(judged(name, bytes, piece), *expected, "{name} in pieces of {piece}");
        }
    }
    assert!(corpus.iter().any(|(_, _, expected)| expected.is_ok()));
}

#[test]
fn a_picture_is_refused_by_its_header_when_it_has_too_many_dots() {
    for (wide, high) in [(65_536, 65_536), (30_001, 1), (10_001, 10_000), (u32::MAX, u32::MAX)] {
        assert_eq!(judged("a.png", &png(wide, high), 7), Err(Bad::Dots), "{wide} by {high}");
    }
    assert_eq!(judged("a.jpg", &jpeg(65_535, 65_535), 7), Err(Bad::Dots));
    assert_eq!(judged("a.png", &png(0, 4), 7), Err(Bad::Content));
    assert_eq!(judged("a.png", &png(10_000, 10_000), 7), Ok(()));
}

/// A length that lies is followed, never allocated.
#[test]
fn a_part_that_claims_to_be_huge_is_refused_at_the_end_of_the_file() {
    let mut lies = png(4, 4)[..33].to_vec();
    lies.extend(b"\xff\xff\xff\xffIDATfew");
    assert_eq!(judged("a.png", &lies, 5), Err(Bad::Content));
    assert!(LARGEST < u64::from(u32::MAX));
}

/// What is put before and behind a name.
const TRICKS: &str = r#"../ ..\ /etc/ C:\ \\server\share\ %2e%2e%2f " ' <b> CON a:b .... ~ $HOME `id` ; | ä 😀 %00 -rf . ?* &amp;"#;
const UNSEEN: [&str; 7] = ["\u{202e}", "\u{200b}", "\u{feff}", "\0", "\r\n", "\t", " "];
const STEMS: &str = r"lasku .htaccess a/b a\b 131052-308T lasku.pdf .. CON ;";

#[test]
fn three_hundred_names_become_names_that_are_no_paths() {
    let long = "x".repeat(300);
    let stems: Vec<&str> = STEMS.split(' ').chain(["", &long, "\u{2067}x"]).collect();
    let tricks: Vec<&str> = TRICKS.split(' ').chain(UNSEEN).collect();
    assert!(tricks.len() * stems.len() >= 300);
    for trick in tricks {
        for stem in &stems {
            let typed = format!("{trick}{stem}{trick}.pdf");
            let name = name::clean(&typed);
            let odd = |c: char| {
                c.is_control() || r#"/\:*?"<>|"#.contains(c) || "\u{202e}\u{200b}\u{feff}\u{2067}".contains(c)
            };
            assert!(!name.contains(odd) && !name.starts_with('.'), "{typed:?} became {name:?}");
            assert!((1..=100).contains(&name.chars().count()), "{typed:?} became {name:?}");
            assert!(!identity_code::is_in(&name), "an identity code is in no name: {name:?}");
        }
    }
    assert_eq!(name::clean("C:\\fakepath\\Lasku 7.PDF"), "Lasku 7.PDF");
    assert_eq!(Kind::of(&name::clean("evil.pdf\0.exe")), None);
    assert_eq!(Kind::of(&name::clean("\u{202e}fdp.exe")), None);
}
