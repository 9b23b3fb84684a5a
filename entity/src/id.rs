//! Typed keys: every table's primary key is a UUIDv7 of its own type.
//! They are minted in `portal_core::ctx` from the injected clock and entropy.

use sea_orm::{DbErr, DeriveValueType, TryFromU64};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! ids {
    ($($name:ident),+ $(,)?) => {$(
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, DeriveValueType, Serialize, Deserialize,
        )]
        pub struct $name(pub Uuid);

        // sea-orm asks this of every primary key type; a UUID never comes from an auto-increment.
        impl TryFromU64 for $name {
            fn try_from_u64(_: u64) -> Result<Self, DbErr> {
                Err(DbErr::ConvertFromU64(stringify!($name)))
            }
        }

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, uuid::Error> {
                Uuid::parse_str(text).map(Self)
            }
        }
    )+};
}

ids!(
    AddressId,
    AttachmentId,
    AttentionId,
    BreachFactId,
    BreachId,
    BreachReportId,
    CanaryId,
    ChallengeId,
    CheckId,
    ContactId,
    ContractId,
    CorrectionId,
    CustomerId,
    DisclosureId,
    DraftId,
    EntryId,
    ErasedSourceId,
    EventId,
    ExtensionId,
    FindingId,
    ForwardingId,
    HoldId,
    HostingAccountId,
    IncomingId,
    InvitationId,
    InvoiceId,
    ItemId,
    JobId,
    JournalEntryId,
    FormerAddressId,
    KeptId,
    LetterId,
    LookId,
    MessageId,
    MuteId,
    NoteId,
    OutboxId,
    PackageId,
    PasswordResetId,
    PauseId,
    PersonId,
    ProposalId,
    ProtectionId,
    PurchaseId,
    QuestionId,
    RecoveryCodeId,
    RequestId,
    RestrictionId,
    RetentionRunId,
    ReviewId,
    SealId,
    SessionId,
    StaffId,
    StaleDecisionId,
    StepId,
    StoppedPurposeId,
    StepLinkId,
    SubscriptionId,
    SuppressionId,
    TaskId,
    TransferId,
    UnsavedId,
);
