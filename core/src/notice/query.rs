//! What pages, letters, packages and rights ask of the notice.

use super::{
    profile::{Category, Controller, MarketingList, Profile, Purpose, Recipient, RetentionClass, Source},
    text::Texts,
    word::{HolderRole, Point, SOMEWHERE_IN_EEA},
};
use crate::{
    lang::{Args, text_with},
    law::basis::Basis,
};
use chrono::Months;
use entity::kind::Language;

impl Profile {
    /// The language in which the desk and other holders of the data are written to: the notice's first.
    pub fn first_language(&self) -> Language {
        self.languages.first().copied().unwrap_or(Language::Fi)
    }

    /// The category of a code of [`super::word::CATEGORIES`].
    pub fn category(&self, code: &str) -> Option<&Category> {
        self.categories.iter().find(|category| category.code == code)
    }

    /// The purpose of a code.
    pub fn purpose(&self, code: &str) -> Option<&Purpose> {
        self.purposes.iter().find(|purpose| purpose.code == code)
    }

    /// The purposes a category serves, in the order of the notice.
    pub fn purposes_of(&self, category: &str) -> Vec<&Purpose> {
        let Some(category) = self.category(category) else { return Vec::new() };
        self.purposes.iter().filter(|purpose| category.purposes.contains(&purpose.code)).collect()
    }

    /// The sources of a category, in the order of the notice (Art. 15(1)(g)).
    pub fn sources_of(&self, category: &str) -> Vec<&Source> {
        let Some(category) = self.category(category) else { return Vec::new() };
        self.sources.iter().filter(|source| category.sources.contains(&source.code)).collect()
    }

    /// The recipients of a category: processors and authorities, not the controller's own systems (Art. 4(9)).
    pub fn recipients_of(&self, category: &str) -> Vec<&Recipient> {
        self.all_but(HolderRole::Own, category)
    }

    /// Who must act on a decision about a category: own systems, processors, and whoever has what was made public; not
    /// authorities.
    pub fn holders_of(&self, category: &str) -> Vec<&Recipient> {
        self.all_but(HolderRole::Authority, category)
    }

    /// The controller's own systems that hold a category.
    pub fn own_systems_of(&self, category: &str) -> Vec<&Recipient> {
        let holds = |system: &&Recipient| system.categories.iter().any(|code| code == category);
        self.own_systems().filter(holds).collect()
    }

    /// The controller's own systems beside this portal: no recipients (Art. 4(9)).
    pub fn own_systems(&self) -> impl Iterator<Item = &Recipient> {
        self.recipients.iter().filter(|recipient| recipient.role == HolderRole::Own)
    }

    /// Processors and authorities (Art. 4(9)).
    pub fn outside(&self) -> impl Iterator<Item = &Recipient> {
        self.recipients.iter().filter(|recipient| recipient.role != HolderRole::Own)
    }

    /// The recipients that still have no name, which Art. 15(1)(c) demands (C-154/21).
    pub fn unnamed_recipients(&self) -> Vec<&Recipient> {
        self.recipients.iter().filter(|recipient| recipient.lacks_name()).collect()
    }

    /// Months after which data nobody has checked are put before staff. The law sets no number (Art. 5(1)(d): "every
    /// reasonable step"): two years, where the notice does not say.
    pub fn checked_every(&self) -> Months {
        Months::new(self.checking.as_ref().map_or(24, |checking| checking.every.0))
    }

    /// How long a category is kept.
    pub fn retention_class_of(&self, category: &str) -> Option<&RetentionClass> {
        let code = &self.category(category)?.retention;
        self.retention_classes.iter().find(|class| class.code == *code)
    }

    /// How long a category is kept, in words (Art. 15(1)(d)).
    pub fn retention_text(&self, category: &str, language: Language) -> Option<String> {
        Some(self.retention_class_of(category)?.told(language))
    }

    /// The purposes of direct marketing, which a person may stop at any time (Art. 21(2)).
    pub fn marketing_purposes(&self) -> Vec<&Purpose> {
        self.purposes.iter().filter(|purpose| purpose.marketing).collect()
    }

    /// The purposes that rest on consent, which a person may withdraw at any time (Art. 7(3)).
    pub fn consent_purposes(&self) -> Vec<&Purpose> {
        self.purposes.iter().filter(|purpose| purpose.rests_on(Basis::Consent)).collect()
    }

    /// The purposes a person may object to for reasons of their own (Art. 21(1)); marketing needs none and is stopped
    /// by the opt-out.
    pub fn objection_purposes(&self) -> Vec<&Purpose> {
        let rests = |purpose: &Purpose| {
            purpose.rests_on(Basis::LegitimateInterest) || purpose.rests_on(Basis::PublicTask)
        };
        self.purposes.iter().filter(|purpose| !purpose.marketing && rests(purpose)).collect()
    }

    /// The mailing list of a marketing purpose.
    pub fn list_of(&self, purpose: &str) -> Option<&MarketingList> {
        self.lists.iter().find(|list| list.purpose == purpose)
    }

    /// Whether the company has settled a point of law.md 9.
    pub fn is_settled(&self, point: Point) -> bool {
        self.settled.get(&point).copied().unwrap_or(false)
    }

    /// What the notice says of automated decisions, where it lists none (Art. 22(1)).
    pub fn automates_nothing(&self, language: Language) -> Option<&str> {
        self.automated.is_empty().then(|| self.automated_decisions.in_language(language))
    }

    /// Name, business ID, address, telephone and e-mail of the controller on one line.
    pub fn controller_line(&self, language: Language) -> String {
        let Controller { name, business_id, address, phone, email } = &self.controller;
        let mut parts = vec![name.clone()];
        parts.extend(business_id.as_deref().map(|id| labelled(language, "notice-business-id", id)));
        parts.extend([address.clone(), phone.clone()]);
        parts.extend(email.clone());
        parts.join(", ")
    }

    /// The contact person: name, address, telephone, e-mail, one a line.
    pub fn contact_lines(&self, language: Language) -> Vec<String> {
        let contact = &self.contact;
        vec![
            contact.name.clone(),
            contact.address.clone(),
            labelled(language, "notice-phone", &contact.phone),
            labelled(language, "notice-email", &contact.email),
        ]
    }

    /// The supervisory authority's particulars, one a line, the name first (law.md 3.3).
    pub fn authority_block(&self, language: Language) -> Vec<String> {
        let authority = &self.authority;
        let line = |key: &str, texts: &Texts| labelled(language, key, texts.in_language(language));
        vec![
            authority.name.in_language(language).to_owned(),
            line("notice-visiting", &authority.visiting),
            line("notice-postal", &authority.postal),
            line("notice-phone", &authority.phone),
            line("notice-registry", &authority.registry),
            labelled(language, "notice-email", &authority.email),
            line("notice-website", &authority.website),
            line("notice-complaint", &authority.complaint),
        ]
    }

    fn all_but(&self, role: HolderRole, category: &str) -> Vec<&Recipient> {
        let holds = |recipient: &&Recipient| recipient.categories.iter().any(|code| code == category);
        self.recipients.iter().filter(holds).filter(|recipient| recipient.role != role).collect()
    }
}

impl Purpose {
    /// Whether one of its bases is this one.
    pub fn rests_on(&self, basis: Basis) -> bool {
        self.basis.contains(&basis)
    }
}

impl Category {
    /// Whether one of its bases is this one.
    pub fn rests_on(&self, basis: Basis) -> bool {
        self.basis.contains(&basis)
    }
}

impl Recipient {
    /// Its name, unless the notice leaves it open.
    pub fn named(&self) -> Option<&str> {
        self.name.as_deref().map(str::trim).filter(|name| !name.is_empty())
    }

    /// The state it is in, unless only "in the EU or EEA" is known.
    pub fn country_code(&self) -> Option<&str> {
        Some(self.country.as_str()).filter(|country| *country != SOMEWHERE_IN_EEA)
    }

    /// Whether a name is due: an authority is named when something is disclosed to it, and who copied what was made public
    /// is not known.
    pub fn lacks_name(&self) -> bool {
        !matches!(self.role, HolderRole::Authority | HolderRole::Public) && self.named().is_none()
    }
}

fn labelled(language: Language, key: &str, value: &str) -> String {
    let args: Args<'_> = &[("value", value.into())];
    text_with(language, key, args)
}
