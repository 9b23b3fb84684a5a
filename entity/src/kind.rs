//! The closed vocabularies that stand in columns, stored as `snake_case` text.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $text:literal),+ $(,)? })+) => {$(
        $(#[$doc])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, EnumIter, DeriveActiveEnum, Serialize,
            Deserialize,
        )]
        #[sea_orm(rs_type = "String", db_type = "Text")]
        pub enum $name {
            $($(#[$vdoc])* #[sea_orm(string_value = $text)] #[serde(rename = $text)] $variant),+
        }

        impl $name {
            /// Every value, in the order of declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The stored text, also used in URLs, catalogue keys and CSV.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }

            /// The value of a stored text, or nothing.
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($text => Some(Self::$variant),)+ _ => None }
            }
        }
    )+};
}

kinds! {
    /// Languages of pages and letters.
    Language { Fi = "fi", Sv = "sv", En = "en" }

    /// The rights of a data subject, one file each in `portal_core::right`.
    Right {
        /// Art. 15
        Access = "access",
        /// Art. 16
        Rectification = "rectification",
        /// Art. 17
        Erasure = "erasure",
        /// Art. 18
        Restriction = "restriction",
        /// Art. 20
        Portability = "portability",
        /// Art. 21(1)
        Objection = "objection",
        /// Art. 21(2) and (3)
        Marketing = "marketing",
        /// Art. 7(3)
        Consent = "consent",
        /// Art. 22
        Automated = "automated",
    }

    /// Where a request stands; the table of allowed moves is `portal_core::request::lifecycle`.
    State {
        Received = "received", InProgress = "in_progress", AwaitingCustomer = "awaiting_customer",
        AwaitingApproval = "awaiting_approval", Fulfilling = "fulfilling", Closed = "closed",
    }

    /// How a closed request ended.
    Outcome {
        Granted = "granted", PartlyGranted = "partly_granted", Refused = "refused", Withdrawn = "withdrawn",
        NotIdentified = "not_identified", Forwarded = "forwarded",
        /// No right of the GDPR was asked for.
        NoRequest = "no_request",
    }

    /// What was decided on one item.
    Verdict {
        Granted = "granted", Refused = "refused",
        /// Of an erasure: some of it goes, some of it stays.
        Partly = "partly",
    }

    /// How the requester was identified (law.md R4.8).
    Assurance {
        Email = "email", KnownFacts = "known_facts", InPerson = "in_person", Eid = "eid",
        /// Nothing yet: staff entered the request and have recorded no check.
        Unproven = "unproven",
    }

    /// The way a request came in.
    Channel { Portal = "portal", Email = "email", Letter = "letter", InPerson = "in_person", Phone = "phone" }

    /// What an item points at: everything, a category of the notice, a field of a record, a purpose, or free text.
    ItemKind {
        Everything = "everything", Category = "category", Field = "field", Purpose = "purpose", Text = "text",
        /// A category or all, with the ground of Art. 18(1) on which it is to be restricted.
        Restriction = "restriction",
        /// The handing over of the data to another controller (Art. 20(2)); its target is the controller's name.
        Transfer = "transfer",
    }

    /// Kind of customer account.
    CustomerKind { Private = "private", SoleTrader = "sole_trader", Company = "company" }

    /// What an address is for.
    AddressKind { Postal = "postal", Billing = "billing" }

    /// A person's place in a customer account.
    ContactRole { Holder = "holder", Contact = "contact", Billing = "billing", Technical = "technical" }

    /// State of a hosting account.
    HostingState { Active = "active", Suspended = "suspended", Ended = "ended" }

    /// State of an order.
    PurchaseState { Active = "active", Delivered = "delivered", Cancelled = "cancelled" }

    /// What allows a mailing (SVPL 200 §: consent, or the soft opt-in of an existing customer).
    Evidence { Consent = "consent", SoftOptIn = "soft_opt_in" }

    /// Roles of staff; any set of them per person.
    Role { Reader = "reader", Caseworker = "caseworker", Approver = "approver", Admin = "admin" }

    /// Who a session belongs to.
    SessionKind { Requester = "requester", Staff = "staff" }

    /// Why a link was mailed: to sign in, or to renew the proof of the address for a download.
    ChallengePurpose { SignIn = "sign_in", StepUp = "step_up" }

    /// Who wrote a message.
    Author { Requester = "requester", Staff = "staff" }

    /// What a file that hangs on a request is.
    AttachmentKind {
        /// It goes with a message.
        Message = "message",
        /// The paper by which the request was made.
        Original = "original",
        /// Another letter on paper about it.
        Letter = "letter",
    }

    /// What is asked of the requester.
    AttentionKind {
        /// Somebody of staff looked at it.
        Seen = "seen",
        /// The second address heard that nobody looks.
        Unseen = "unseen",
        /// The date of our own was reminded of.
        Internal = "internal",
        /// The date of Art. 12(3) was reminded of.
        Legal = "legal",
    }

    /// What a question to the requester is about.
    QuestionKind {
        /// Who they are (Art. 12(6))
        Identity = "identity",
        /// What they mean (recital 63)
        Clarification = "clarification",
        /// Whether they pay a reasonable fee, narrow the request or withdraw it (Art. 12(5)(a))
        Fee = "fee",
    }

    /// The letters of law.md 7 and the mails of the product itself.
    LetterKind {
        /// E1
        Acknowledgement = "acknowledgement",
        /// E4
        Granted = "granted",
        /// E5
        PartlyGranted = "partly_granted",
        /// E6
        Refused = "refused",
        /// E7
        MarketingStopped = "marketing_stopped",
        /// E7b
        ConsentWithdrawn = "consent_withdrawn",
        /// E10
        NotIdentified = "not_identified",
        /// E3
        Extended = "extended",
        /// E13
        Late = "late",
        /// A message from staff waits in the portal.
        MessageWaiting = "message_waiting",
        /// The requester withdrew the request.
        Withdrawn = "withdrawn",
        /// E9
        RecipientsTold = "recipients_told",
        /// The data were handed over to the controller the person named, or could not be (Art. 20(2)).
        TransferSettled = "transfer_settled",
        /// A package was built again and waits behind sign-in.
        PackageReady = "package_ready",
        /// E8b
        RestrictionSet = "restriction_set",
        /// E8
        RestrictionEnds = "restriction_ends",
        /// The announced end of a restriction was called off.
        RestrictionStays = "restriction_stays",
        /// E2, E2b: more is asked of the requester.
        Question = "question",
        /// The last record that an erasure left is destroyed.
        ErasureComplete = "erasure_complete",
        /// E11
        Forwarded = "forwarded",
        /// E1 for a request that staff made of a part of another.
        SplitOff = "split_off",
    }

    /// Road of a mail through the outbox (security.md 5.8).
    MailState {
        Queued = "queued", Claimed = "claimed",
        /// The server said 354 and the body is on its way; never resent without a trace.
        Data = "data",
        Sent = "sent", Uncertain = "uncertain", Bounced = "bounced", Expired = "expired", Held = "held",
        /// A printed letter, for a person without e-mail.
        Printed = "printed",
        /// Never sent: the answer or the end of the request came first.
        Overtaken = "overtaken",
    }

    /// What an outbox row carries.
    MailKind {
        Letter = "letter", SignIn = "sign_in", Staff = "staff", Holder = "holder",
        /// A request that concerns a customer's own website, to that customer.
        Forward = "forward",
    }

    /// Work the worker does besides mail.
    JobKind { BuildPackage = "build_package", Sweep = "sweep" }

    /// Whether a package has been handed over to the controller the person named.
    TransferState {
        Open = "open",
        /// One person says that it is not feasible; it waits for another.
        Proposed = "proposed",
        Given = "given", Failed = "failed",
    }

    /// What the yearly review found of one question about a category.
    ReviewVerdict { Fine = "fine", Change = "change" }

    /// Why a record may be out of date (Art. 5(1)(d)).
    Staleness {
        /// Nobody has checked the person's data for long.
        Unverified = "unverified",
        /// A letter to the person's address came back.
        Bounced = "bounced",
        /// A contact of a company that is no customer any more.
        EndedContact = "ended_contact",
        /// A hosting account in use, of a customer who ended.
        EndedAccount = "ended_account",
        /// A contract in force, of a customer who ended.
        EndedContract = "ended_contract",
        /// An order in force, of a customer who ended.
        EndedOrder = "ended_order",
        /// An invoice in no financial year, so without a day on which it goes.
        UndatedInvoice = "undated_invoice",
        /// An order in no financial year.
        UndatedOrder = "undated_order",
        /// A subscription on consent whose wording is not known (Art. 7(1)).
        Unproven = "unproven",
    }

    /// What staff decide about such a record.
    StaleVerdict {
        /// It is right as it stands.
        Confirmed = "confirmed",
        /// It is corrected where it comes from.
        Correcting = "correcting",
        /// It goes with the run of destruction.
        Going = "going",
    }

    /// State of an access or portability package.
    PackageState { Queued = "queued", Ready = "ready", Purged = "purged", Failed = "failed" }

    /// What staff must look at beside the queue.
    TaskKind {
        Bounce = "bounce", Uncertain = "uncertain", PackageFailed = "package_failed",
        /// A holder that is told by other means than mail.
        TellHolder = "tell_holder",
        /// The mail to a holder came back.
        HolderBounced = "holder_bounced",
        /// A holder does not answer.
        HolderSilent = "holder_silent",
        /// A holder cannot do what was asked, and the request has been closed by its effect.
        HolderCannot = "holder_cannot",
        /// Mail still comes to an address that wants no marketing.
        StillMailed = "still_mailed",
        /// The mail to the customer whose website a request concerns came back.
        ForwardBounced = "forward_bounced",
        /// A letter to somebody without e-mail waits to be printed and posted.
        PrintLetter = "print_letter",
        /// The person wrote about a request that is closed.
        FollowUp = "follow_up",
    }

    /// What a mail is that came in.
    IncomingKind {
        /// It was made a request.
        Request = "request",
        /// It belongs to a request; who wrote it is not proved.
        Reply = "reply",
        /// Something without a person wrote it (RFC 3834).
        Automatic = "automatic",
        /// It tells that a letter of ours did not arrive (RFC 3464).
        Bounce = "bounce",
        /// Staff have to say what it is.
        Unclear = "unclear",
    }

    /// Why processing is restricted.
    RestrictionGround {
        /// Art. 18(1)(a): the accuracy is contested, for the time of checking it.
        Accuracy = "accuracy",
        /// Art. 18(1)(b): the processing is unlawful, but the person does not want the data erased.
        Unlawful = "unlawful",
        /// Art. 18(1)(c): the person needs the data for legal claims, the controller no longer does.
        Claims = "claims",
        /// Art. 18(1)(d): an objection under Art. 21(1) is being weighed.
        Objection = "objection",
    }

    /// What stops the destruction of a person's data (law.md R5.7).
    HoldKind {
        /// A legal claim (Art. 17(3)(e))
        Claim = "claim",
        /// The order of an authority.
        Authority = "authority",
    }

    /// What became of an instruction to a holder of data.
    StepState {
        Open = "open", Told = "told", Done = "done", NotHeld = "not_held", Cannot = "cannot",
        /// Staff gave it up, with the reason of Art. 19.
        GivenUp = "given_up",
    }

    /// What a holder of data is told to do.
    Operation {
        /// Art. 16
        Rectify = "rectify",
        /// Art. 17
        Erase = "erase",
        /// Art. 18
        Restrict = "restrict",
        /// Art. 18(3)
        LiftRestriction = "lift_restriction",
        /// Art. 21(1), upheld
        StopPurpose = "stop_purpose",
        /// Art. 21(3), Art. 7(3)
        StopMarketing = "stop_marketing",
    }

    /// What was done about a holder that cannot do what it was told.
    Remedy {
        /// It was settled with the holder in another way.
        ToldOtherwise = "told_otherwise",
        /// Nothing is sent through this holder any more.
        StoppedSending = "stopped_sending",
        Impossible = "impossible", Disproportionate = "disproportionate",
    }

    /// Why a recipient need not be notified (Art. 19).
    Excuse {
        Impossible = "impossible", Disproportionate = "disproportionate",
        /// What it was asked has ended before it answered; no one chooses it.
        Overtaken = "overtaken",
        /// The erasure of the same data takes the place of what it was asked; no one chooses it.
        Replaced = "replaced",
    }
}
