//! Whether a text to the person asks for more than anybody needs to know who asks: a copy of an identity paper, or a
//! personal identity code (law.md R4.2, R4.8). Whatever staff write to somebody is looked at with it.

use super::{identity_code, paper_copy};

/// How the words for a personal identity code begin, in Finnish, Swedish and English.
const CODES: &[&str] = &[
    "henkilötunnu",
    "hetu",
    "sotu",
    "sosiaaliturvatunnu",
    "personbeteckning",
    "personnummer",
    "identity code",
    "identity number",
    "identification code",
    "identification number",
    "social security number",
    "ssn",
    "national id",
    "national insurance number",
];
/// How the words begin with which something is asked for.
const ASKING: &[&str] = &[
    "lähet",
    "kerro",
    "kerto",
    "ilmoit",
    "anna",
    "anta",
    "kirjoit",
    "tarvit",
    "pyydä",
    "toimit",
    "täyt",
    "liit",
    "lisä",
    "mikä",
    "näppäil",
    "soita",
    "skick",
    "sänd",
    "uppge",
    "uppgiv",
    "ange",
    "meddela",
    "lämna",
    "skriv",
    "behöv",
    "berätta",
    "vilket",
    "vilken",
    "ge",
    "fyll",
    "bifoga",
    "send",
    "tell",
    "give",
    "provid",
    "stat",
    "need",
    "writ",
    "submit",
    "enter",
    "what",
    "includ",
    "repl",
    "quot",
    "mail",
    "email",
    "supply",
    "ask",
    "requir",
];
/// A sentence with one of these forbids rather than asks.
const DENIALS: &[&str] = &[
    "älä", "älkää", "emme", "ei", "eikä", "ilman", "inte", "ingen", "inga", "inget", "utan", "aldrig", "not",
    "no", "never", "don't", "don’t", "without", "nor",
];

/// Whether a sentence of the text asks for a copy of a paper or for the code.
pub fn is_asked_in(text: &str) -> bool {
    let text = identity_code::seen_text(text).to_lowercase();
    paper_copy::is_asked_in(&text) || text.split(['.', '!', ';', '\n']).any(asks_for_code)
}

fn asks_for_code(sentence: &str) -> bool {
    let words: Vec<&str> = sentence
        .split(|c: char| !(c.is_alphanumeric() || ['-', '\'', '’'].contains(&c)))
        .filter(|word| !word.is_empty())
        .collect();
    if words.iter().any(|word| DENIALS.contains(word)) {
        return false;
    }
    let line = format!(" {}", words.join(" "));
    let code = CODES.iter().any(|stem| line.contains(&format!(" {stem}")));
    let asks = words.iter().any(|word| ASKING.iter().any(|stem| word.starts_with(stem)));
    code && (asks || sentence.contains('?'))
}

#[cfg(test)]
mod tests {
    use super::is_asked_in;

    #[test]
    fn a_copy_or_a_code_is_seen_however_it_is_asked_for() {
        for text in [
            "Kerro henkilötunnuksesi.",
            "Ilmoita henkilötunnuksesi",
            "Lähetä kopio passista tai henkilötunnus",
            "Mikä on hetusi?",
            "Hyvä Ada, tarvitsemme vielä henkilötunnuksen loppuosan",
            "Uppge din personbeteckning.",
            "Vi behöver ditt personnummer",
            "Send your identity code",
            "Send us your SSN",
            "Your social security number?",
            "Please send a copy of your passport",
            "Lähetä kopio pas\u{ad}sistasi",
            "Kerro hen\u{200b}kilötunnuksesi",
        ] {
            assert!(is_asked_in(text), "{text}");
        }
    }

    #[test]
    fn what_asks_for_neither_is_left_alone() {
        for text in [
            "Älä lähetä henkilötunnustasi.",
            "Emme tarvitse henkilötunnusta.",
            "Poistimme henkilötunnuksesi laskulta.",
            "Henkilötunnus on poistettu. Kerro, jos jokin on vielä väärin.",
            "Vi behöver inte din personbeteckning.",
            "Din personbeteckning har tagits bort.",
            "We do not need your identity code.",
            "Your identity code is no longer on file.",
            "Kerro asiakasnumerosi ja viimeisen laskun päivä.",
            "Vilken faktura gäller det?",
            "What is your customer number?",
            "",
        ] {
            assert!(!is_asked_in(text), "{text}");
        }
    }
}
