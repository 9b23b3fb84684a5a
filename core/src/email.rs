//! One type for e-mail addresses: checked once, folded once, shown masked in logs.

use validator::ValidateEmail;

/// Longest address of RFC 5321 §4.5.3.1.3 (256 octets of path, less the angle brackets).
const LONGEST: usize = 254;

/// A valid address. Two spellings of one mailbox are equal: case is folded and an international
/// domain stands in its ASCII form, so that no database ever has to fold.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Email(String);

/// Why a text is no address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAnEmail;

impl Email {
    /// Reads what a person typed.
    ///
    /// # Errors
    /// [`NotAnEmail`] when it is no address that mail can be sent to.
    pub fn parse(typed: &str) -> Result<Self, NotAnEmail> {
        let typed = typed.trim();
        let (local, domain) = typed.rsplit_once('@').ok_or(NotAnEmail)?;
        let domain = idna::domain_to_ascii_strict(domain).map_err(|_| NotAnEmail)?;
        let folded = format!("{}@{domain}", local.to_lowercase());
        let plain = folded.is_ascii() && folded.len() <= LONGEST && domain.contains('.');
        if plain && folded.validate_email() { Ok(Self(folded)) } else { Err(NotAnEmail) }
    }

    /// The folded address, as mail is sent to it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The mailbox it goes to: what follows a plus in the local part names a folder of it (RFC 5233), so two such
    /// addresses are one person's.
    pub fn mailbox(&self) -> String {
        let (local, domain) = self.parts();
        // Nothing before the plus is no folder of anything.
        let local = local.split_once('+').map_or(local, |(name, _)| name);
        if local.is_empty() { self.0.clone() } else { format!("{local}@{domain}") }
    }

    /// The address with its domain as people read it (`käyttäjä.example`, not `xn--…`).
    pub fn readable(&self) -> String {
        let (local, domain) = self.parts();
        format!("{local}@{}", shown(domain))
    }

    fn parts(&self) -> (&str, &str) {
        self.0.rsplit_once('@').unwrap_or((&self.0, ""))
    }

    /// First letter and domain only: `j***@example.fi`.
    pub fn masked(&self) -> String {
        let (local, domain) = self.parts();
        format!("{}***@{}", local.chars().next().unwrap_or('*'), shown(domain))
    }

    /// As [`Self::masked`], with as much more as tells two of one domain apart and does not give away a short one: two
    /// letters more and how many there are, from six on.
    pub fn hinted(&self) -> String {
        let (local, domain) = self.parts();
        let letters: Vec<char> = local.chars().collect();
        match letters.as_slice() {
            [first, second, middle @ .., last] if letters.len() >= 6 => {
                format!("{first}{second}{}{last}@{}", "*".repeat(middle.len()), shown(domain))
            }
            _ => self.masked(),
        }
    }
}

/// A domain as people write it, where that leads back to the same and no label of it mixes scripts: letters of one that
/// look like those of another would pose as a domain they are not.
fn shown(domain: &str) -> String {
    let (unicode, read) = idna::domain_to_unicode(domain);
    let same = read.is_ok() && idna::domain_to_ascii_strict(&unicode).is_ok_and(|ascii| ascii == domain);
    if same && unicode.split('.').all(is_of_one_script) { unicode } else { domain.to_owned() }
}

/// The letters of the Latin, Greek and Cyrillic scripts, as Unicode has them in its blocks.
const SCRIPTS: [&[std::ops::RangeInclusive<char>]; 3] = [
    &['a'..='z', 'A'..='Z', '\u{c0}'..='\u{24f}', '\u{1e00}'..='\u{1eff}'],
    &['\u{370}'..='\u{3ff}', '\u{1f00}'..='\u{1fff}'],
    &['\u{400}'..='\u{52f}'],
];

fn is_of_one_script(label: &str) -> bool {
    let plain = |sign: char| sign.is_ascii_digit() || sign == '-';
    let of = |script: &&[std::ops::RangeInclusive<char>]| {
        label.chars().all(|sign| plain(sign) || script.iter().any(|letters| letters.contains(&sign)))
    };
    SCRIPTS.iter().any(of)
}

/// Masked, so that no log line can hold an address by accident.
impl std::fmt::Debug for Email {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Email({})", self.masked())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_mailbox_are_equal() {
        let plain = Email::parse("maija@xn--jrvi-loa.example").unwrap();
        assert_eq!(Email::parse(" Maija@JÄRVI.example ").unwrap(), plain);
        assert_eq!(plain.readable(), "maija@järvi.example");
    }

    #[test]
    fn a_domain_is_shown_as_it_is_written_unless_it_mixes_scripts() {
        let shown = |typed: &str| Email::parse(typed).unwrap().masked();
        assert_eq!(shown("tauno@järvelä.example"), "t***@järvelä.example");
        assert_eq!(shown("tauno@почта.example"), "t***@почта.example");
        assert_eq!(Email::parse("maijaliisa@järvi.example").unwrap().hinted(), "ma*******a@järvi.example");
        let mixed = Email::parse("tauno@bаnk.example").unwrap();
        assert!(mixed.as_str().contains("@xn--"), "the second letter is Cyrillic: {}", mixed.as_str());
        assert_eq!(mixed.masked(), format!("t***@{}", mixed.as_str().split_once('@').unwrap().1));
        assert_eq!(mixed.readable(), mixed.as_str());
    }

    #[test]
    fn addresses_that_differ_by_case_or_folder_are_one_mailbox() {
        let mailbox = |typed: &str| Email::parse(typed).unwrap().mailbox();
        for typed in ["maija@b.fi", "MAIJA@B.fi", "maija+desk@b.fi", "Maija+a+b@b.fi"] {
            assert_eq!(mailbox(typed), "maija@b.fi", "{typed}");
        }
        assert_eq!(mailbox("maijab@b.fi"), "maijab@b.fi");
        assert_eq!(mailbox("+a@b.fi"), "+a@b.fi", "one without a name is itself");
        assert_ne!(mailbox("+a@b.fi"), mailbox("+c@b.fi"));
    }

    #[test]
    fn what_cannot_be_mailed_is_no_address() {
        for typed in ["", "a", "a@", "@b.fi", "a b@c.fi", "a@b", "a@b.fi\r\nBcc: c@d.fi", "å@b.fi", "a@b..fi"]
        {
            assert_eq!(Email::parse(typed), Err(NotAnEmail), "{typed:?}");
        }
        assert_eq!(Email::parse(&format!("{}@b.fi", "a".repeat(300))), Err(NotAnEmail));
    }

    #[test]
    fn debug_output_hides_the_mailbox() {
        assert_eq!(format!("{:?}", Email::parse("maija@example.fi").unwrap()), "Email(m***@example.fi)");
    }
}
