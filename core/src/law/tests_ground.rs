//! The closed list of grounds (law.md 3.1) and the matrix of rights and bases (law.md 1.12).

use super::basis::{Available, Basis, available};
use super::demand::{Demand, Recorded};
use super::ground::{Extent, Ground};
use entity::kind::{Language, Right};

const CODES: [&str; 27] = [
    "RG-ID",
    "RG-UNF",
    "RG-EXC",
    "RG-15-OTH",
    "RG-15-SEC",
    "RG-15-DANGER",
    "RG-15-SUPERV",
    "RG-16-OK",
    "RG-16-PURP",
    "RG-17-NOG",
    "RG-17-EXPR",
    "RG-17-LEGAL",
    "RG-17-HEALTH",
    "RG-17-ARCH",
    "RG-17-CLAIM",
    "RG-18-NOG",
    "RG-20-BASIS",
    "RG-20-MAN",
    "RG-20-PROV",
    "RG-20-OTH",
    "RG-20-TECH",
    "RG-21-BASIS",
    "RG-21-SIT",
    "RG-21-COMP",
    "RG-21-CLAIM",
    "RG-22-NONE",
    "RG-22-EXC",
];

#[test]
fn the_list_of_grounds_is_closed() {
    let codes: Vec<_> = Ground::ALL.iter().map(|ground| ground.code()).collect();
    assert_eq!(codes, CODES);
    for ground in Ground::ALL {
        assert_eq!(Ground::from_code(ground.code()), Some(*ground));
        assert_eq!(serde_json::to_value(ground).unwrap(), ground.code());
    }
    for no_ground in ["", "rg-id", "RG-21-2", "RG-WORK", "RG-ID "] {
        assert_eq!(Ground::from_code(no_ground), None, "{no_ground}");
    }
}

#[test]
fn marketing_and_consent_can_never_be_refused() {
    assert_eq!(Ground::fitting(Right::Marketing).count(), 0);
    assert_eq!(Ground::fitting(Right::Consent).count(), 0);
}

#[test]
fn each_ground_fits_the_right_its_code_names() {
    for ground in Ground::ALL {
        let expected: Vec<Right> = Right::ALL
            .iter()
            .copied()
            .filter(|right| match (ground.code().get(3..5).unwrap(), right) {
                ("ID" | "UN" | "EX", right) => !matches!(right, Right::Marketing | Right::Consent),
                ("15", Right::Access)
                | ("16", Right::Rectification)
                | ("17", Right::Erasure)
                | ("18", Right::Restriction)
                | ("20", Right::Portability)
                | ("21", Right::Objection)
                | ("22", Right::Automated) => true,
                _ => false,
            })
            .collect();
        assert_eq!(ground.rights(), expected, "{}", ground.code());
    }
}

#[test]
fn only_some_grounds_refuse_the_whole_and_one_only_a_part() {
    let with = |extent| -> Vec<_> {
        Ground::ALL.iter().filter(|ground| ground.extent() == extent).map(|ground| ground.code()).collect()
    };
    assert_eq!(with(Extent::Whole), ["RG-ID", "RG-21-SIT", "RG-22-NONE"]);
    assert_eq!(with(Extent::Part), ["RG-15-OTH"]);
    assert_eq!(with(Extent::WholeOrPart).len(), 23);
}

#[test]
fn every_ground_demands_facts_and_evidence() {
    for ground in Ground::ALL {
        assert!(ground.demands().starts_with(&[Demand::Facts, Demand::Evidence]), "{}", ground.code());
    }
}

#[test]
fn a_legal_duty_to_keep_is_used_only_with_law_document_year_and_date() {
    let mut recorded = Recorded::default();
    recorded.write(Demand::Facts, "Lasku 1043");
    recorded.write(Demand::Evidence, "invoice 1043");
    recorded.write(Demand::Statute, "  ");
    recorded.write(Demand::DocumentClass, "lasku");
    recorded.write(Demand::FinancialYear, "2024-12-31");
    recorded.write(Demand::KeepUntil, "31.12.2030");
    assert_eq!(Ground::ErasureLegal.lacks(&recorded), [Demand::Statute, Demand::KeepUntil]);
    recorded.write(Demand::Statute, "Kirjanpitolaki 2:10");
    recorded.write(Demand::KeepUntil, "2030-12-31");
    assert_eq!(Ground::ErasureLegal.lacks(&recorded), []);
    assert_eq!(recorded.date(Demand::KeepUntil), chrono::NaiveDate::from_ymd_opt(2030, 12, 31));
    let kept = serde_json::to_string(&recorded).unwrap();
    assert_eq!(serde_json::from_str::<Recorded>(&kept).unwrap(), recorded);
}

#[test]
fn demands_come_back_from_their_field_names() {
    for demand in Demand::ALL {
        assert_eq!(Demand::from_code(demand.code()), Some(*demand));
    }
}

#[test]
fn citations_read_as_the_law_is_cited_in_each_language() {
    let cited = |language| Ground::ErasureLegal.citation(language);
    assert_eq!(cited(Language::En), "Article 17(3)(b) GDPR");
    assert_eq!(cited(Language::Fi), "yleisen tietosuoja-asetuksen 17 artiklan 3 kohdan b alakohta");
    assert_eq!(cited(Language::Sv), "artikel 17.3 b i dataskyddsförordningen");
    assert_eq!(Ground::AccessDanger.citation(Language::Fi), "tietosuojalain 34 §:n 1 momentin 2 kohta");
}

#[test]
fn the_letter_gains_an_element_where_the_ground_says_so() {
    assert_eq!(Ground::NotIdentified.letter_element(), Some("L9"));
    assert_eq!(Ground::Excessive.letter_element(), Some("L8"));
    assert_eq!(Ground::AccessSecurity.letter_element(), Some("L7"));
    assert_eq!(Ground::Accurate.letter_element(), None);
}

#[test]
fn rights_exist_on_the_bases_of_the_matrix() {
    // Columns: consent, contract, legal obligation, vital, public task, legitimate interest. `o` is 17(3)(b).
    let matrix = [
        (Right::Access, "YYYYYY"),
        (Right::Rectification, "YYYYYY"),
        (Right::Erasure, "YYoYoY"),
        (Right::Restriction, "YYYYYY"),
        (Right::Portability, "YY----"),
        (Right::Objection, "----YY"),
        (Right::Marketing, "YY---Y"),
        (Right::Consent, "Y-----"),
        (Right::Automated, "YYYYYY"),
    ];
    assert_eq!(matrix.map(|(right, _)| right), Right::ALL);
    for (right, row) in matrix {
        let found: String = Basis::ALL
            .iter()
            .map(|basis| match available(right, *basis) {
                Available::Yes => 'Y',
                Available::OnceUnneeded => 'o',
                Available::No => '-',
            })
            .collect();
        assert_eq!(found, row, "{right:?}");
    }
}

#[test]
fn bases_come_back_from_their_codes_in_the_order_of_the_article() {
    assert_eq!(Basis::ALL.iter().map(|basis| basis.point()).collect::<String>(), "abcdef");
    for basis in Basis::ALL {
        assert_eq!(Basis::from_code(basis.code()), Some(*basis));
        assert_eq!(serde_json::to_value(basis).unwrap(), basis.code());
    }
}
