//! Whether a question clearly asks for a copy of an identity paper. The portal invites none (law.md R4.8, 8.3): copies were
//! what authorities fined, and two matching facts do.

/// How the words for identity papers begin, in Finnish, Swedish and English.
const PAPERS: &[&str] = &[
    "passi",
    "ajokort",
    "henkilökort",
    "henkilötodistu",
    "henkilöllisyystodistu",
    "henkkar",
    "körkort",
    "legitimation",
    "id-kort",
    "id-handling",
    "identitetskort",
    "identitetshandling",
    "identitetsbevis",
    "passport",
    "driving licen",
    "driver's licen",
    "driver’s licen",
    "drivers licen",
    "driving permit",
    "id card",
    "id-card",
    "id paper",
    "identity card",
    "identity document",
    "identity paper",
    "identification card",
    "identification document",
    "proof of identity",
];
/// Papers whose name is also a part of other words: they count only alone.
const WHOLE: &[&str] = &["pass", "passet", "passets", "leg", "leget"];
/// How the words for a copy begin.
const COPIES: &[&str] = &[
    "kopio",
    "valokopio",
    "jäljennö",
    "skanna",
    "valokuva",
    "kuvan",
    "kuva",
    "kuvat",
    "kopia",
    "kopior",
    "kopie",
    "fotokopia",
    "foto",
    "fota",
    "bild",
    "avskrift",
    "skann",
    "copy",
    "copies",
    "photocop",
    "scan",
    "photo",
    "picture",
];
/// One word that says both.
const BOTH: &[&str] = &[
    "passikopio",
    "ajokorttikopio",
    "henkilökorttikopio",
    "passkopia",
    "körkortskopia",
    "legitimationskopia",
];
/// A sentence with one of these forbids or doubts rather than asks.
const DENIALS: &[&str] = &[
    "älä", "älkää", "emme", "ei", "eikä", "et", "ette", "ilman", "inte", "ingen", "inga", "inget", "utan",
    "aldrig", "not", "no", "never", "don't", "don’t", "without", "nor",
];

/// Whether a sentence of the text names both an identity paper and a copy, and denies neither.
pub fn is_asked_in(text: &str) -> bool {
    let text = text.to_lowercase();
    text.split(['.', '!', '?', ';', '\n']).any(asks)
}

fn asks(sentence: &str) -> bool {
    let words: Vec<&str> = sentence
        .split(|c: char| !(c.is_alphanumeric() || ['-', '\'', '’'].contains(&c)))
        .filter(|word| !word.is_empty())
        .collect();
    let begins = |stems: &[&str]| words.iter().any(|word| stems.iter().any(|stem| word.starts_with(stem)));
    if words.iter().any(|word| DENIALS.contains(word)) {
        return false;
    }
    let line = words.join(" ");
    let paper = words.iter().any(|word| WHOLE.contains(word))
        || PAPERS.iter().any(|stem| line.starts_with(stem) || line.contains(&format!(" {stem}")));
    begins(BOTH) || paper && begins(COPIES)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clear_request_for_a_copy_is_seen_in_each_language() {
        for text in [
            "Lähetä meille kopio passistasi.",
            "Tarvitsemme ajokorttisi kopion, kiitos",
            "Skannaa henkilökorttisi molemmat puolet",
            "Liitä mukaan valokuva henkilöllisyystodistuksestasi!",
            "PASSIKOPIO riittää",
            "Asiakasnumero?\nSamalla kuva passista",
            "Skicka en kopia av ditt pass.",
            "Vi behöver en bild på ditt körkort",
            "Bifoga en kopia av en giltig legitimation",
            "Sänd en passkopia",
            "Please send a copy of your passport.",
            "Attach a scan of your driving licence",
            "We need a photo of your ID card, both sides",
            "A photocopy of an identity document, please",
        ] {
            assert!(is_asked_in(text), "{text}");
        }
    }

    #[test]
    fn what_asks_for_no_copy_is_left_alone() {
        for text in [
            "Mikä on asiakasnumerosi ja viimeisen laskun päivä?",
            "Älä lähetä kopiota passistasi.",
            "Emme tarvitse ajokorttisi kopiota.",
            "Voit näyttää passisi toimistossamme, emme ota siitä kopiota.",
            "Näytä henkilökorttisi yhteyshenkilöllemme.",
            "Tarkoitatko kopiota sopimuksesta? Passipalvelusta meillä ei ole tietoja.",
            "Haluatko kopion kaikista tiedoista?",
            "Skicka inte någon kopia av ditt pass.",
            "Det passar att svara med en kopia av fakturan.",
            "Visa din legitimation hos oss.",
            "Vill du ha en kopia av fakturorna?",
            "Do not send a copy of your passport.",
            "You may show your passport at our office.",
            "Do you want a copy of all invoices, or only of those of 2025?",
            "",
        ] {
            assert!(!is_asked_in(text), "{text}");
        }
    }
}
