//! Schema history: one change per file, never edited once landed, never imports entity.

mod m20261122_000001_create_register;
mod m20261122_000002_create_identity;
mod m20261122_000003_create_request_file;
mod m20261122_000004_create_mail_and_jobs;
mod m20261122_000005_create_audit;
mod m20261122_000006_create_staging;
mod m20261122_000007_guard_event;
mod m20261126_000030_index_links;
mod m20261126_000031_create_hold;
mod m20261126_000032_create_retention_run;
mod m20261126_000033_create_review;
mod m20261126_000034_free_correction;
mod m20261126_000040_extend_step;
mod m20261126_000041_create_step_link;
mod m20261126_000042_mail_step_link;
mod m20261126_000043_name_step_of_task;
mod m20261126_000050_create_journal_entry;
mod m20261126_000051_create_kept;
mod m20261126_000052_create_erased_source;
mod m20261126_000060_create_restriction;
mod m20261126_000061_create_stopped_purpose;
mod m20261126_000070_create_transfer;
mod m20261126_000071_create_disclosure;
mod m20261126_000072_rebuild_review;
mod m20261126_000073_note_failed_run;
mod m20261126_000074_create_stale;
mod m20261126_000075_create_kept_address;
mod m20261126_000085_create_sealed;
mod m20261126_000086_guard_seal;
mod m20261126_000087_create_forwarding;
mod m20261127_000100_create_entry;
mod m20261127_000110_create_extension;
mod m20261127_000700_create_unsaved;
mod m20261127_000710_create_mute;
mod m20261127_000800_create_former_address;
mod m20261127_000801_move_kept_address;
mod m20261127_000802_remedy_step;
mod m20261127_000900_name_letter_of_extension;
mod m20261127_000901_create_question;
mod m20261127_000911_choose_digest;
mod m20261127_000912_create_password_reset;
mod m20261127_000913_mail_password_reset;
mod m20261127_000921_index_receipt;
mod m20261127_000922_index_looks;
mod m20261127_001000_create_breach;
mod m20261127_001100_free_unsaved;
mod m20261127_001300_reason_of_question;
mod m20261127_001301_limit_of_question;
mod m20261127_001400_index_open_requests;
mod m20261127_001401_index_open_tasks;
mod m20261127_001402_index_waiting_proposals;
mod m20261127_001410_create_attention;
mod m20261127_001411_create_digest;
mod m20261127_001500_index_pointers;
mod m20261127_001600_note_read_message;
mod m20261127_001601_mark_old_messages_read;
mod m20261127_001602_index_unread_messages;
mod m20261127_001800_create_incoming;
mod m20261128_000200_free_kept;
mod m20261128_000201_free_stopped_purpose;
mod m20261128_000300_scope_hold;
mod m20261128_000400_silence_hold;
mod m20261128_000500_create_attachment;
mod m20261128_000500_note_protected_address;
mod m20261128_000501_create_protection;
mod m20261128_000900_mail_invitation;
mod m20261128_001000_index_owners;
mod m20261128_001200_kind_of_attachment;
mod m20261128_001210_create_canary;
mod m20261128_001300_count_tries_of_link;
mod m20261128_001400_link_breach;
mod schema;
#[cfg(test)]
mod tests;

use sea_orm_migration::{prelude::*, sea_orm::DatabaseConnection};

/// The history in order.
struct Migrator;

/// Applies what is missing; the caller holds the lock.
///
/// # Errors
/// When a step fails; the schema then stands at the step before.
pub async fn apply(db: &DatabaseConnection) -> Result<(), DbErr> {
    Migrator::up(db, None).await
}

/// Whether nothing is missing.
///
/// # Errors
/// When the database cannot be asked.
pub async fn is_current(db: &DatabaseConnection) -> Result<bool, DbErr> {
    Ok(Migrator::get_pending_migrations(db).await?.is_empty())
}

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        let first: Vec<Box<dyn MigrationTrait>> = vec![
            Box::new(m20261122_000001_create_register::Migration),
            Box::new(m20261122_000002_create_identity::Migration),
            Box::new(m20261122_000003_create_request_file::Migration),
            Box::new(m20261122_000004_create_mail_and_jobs::Migration),
            Box::new(m20261122_000005_create_audit::Migration),
            Box::new(m20261122_000006_create_staging::Migration),
            Box::new(m20261122_000007_guard_event::Migration),
            Box::new(m20261126_000030_index_links::Migration),
            Box::new(m20261126_000031_create_hold::Migration),
            Box::new(m20261126_000032_create_retention_run::Migration),
            Box::new(m20261126_000033_create_review::Migration),
            Box::new(m20261126_000034_free_correction::Migration),
            Box::new(m20261126_000040_extend_step::Migration),
            Box::new(m20261126_000041_create_step_link::Migration),
            Box::new(m20261126_000042_mail_step_link::Migration),
            Box::new(m20261126_000043_name_step_of_task::Migration),
            Box::new(m20261126_000050_create_journal_entry::Migration),
            Box::new(m20261126_000051_create_kept::Migration),
            Box::new(m20261126_000052_create_erased_source::Migration),
            Box::new(m20261126_000060_create_restriction::Migration),
            Box::new(m20261126_000061_create_stopped_purpose::Migration),
            Box::new(m20261126_000070_create_transfer::Migration),
            Box::new(m20261126_000071_create_disclosure::Migration),
            Box::new(m20261126_000072_rebuild_review::Migration),
            Box::new(m20261126_000073_note_failed_run::Migration),
            Box::new(m20261126_000074_create_stale::Migration),
            Box::new(m20261126_000075_create_kept_address::Migration),
            Box::new(m20261126_000085_create_sealed::Migration),
            Box::new(m20261126_000086_guard_seal::Migration),
            Box::new(m20261126_000087_create_forwarding::Migration),
        ];
        first.into_iter().chain(of_27_november()).chain(of_28_november()).collect()
    }
}

/// The steps of one day.
fn of_27_november() -> Vec<Box<dyn MigrationTrait>> {
    vec![
        Box::new(m20261127_000100_create_entry::Migration),
        Box::new(m20261127_000110_create_extension::Migration),
        Box::new(m20261127_000700_create_unsaved::Migration),
        Box::new(m20261127_000710_create_mute::Migration),
        Box::new(m20261127_000800_create_former_address::Migration),
        Box::new(m20261127_000801_move_kept_address::Migration),
        Box::new(m20261127_000802_remedy_step::Migration),
        Box::new(m20261127_000900_name_letter_of_extension::Migration),
        Box::new(m20261127_000901_create_question::Migration),
        Box::new(m20261127_000921_index_receipt::Migration),
        Box::new(m20261127_000922_index_looks::Migration),
        Box::new(m20261127_001000_create_breach::Migration),
        Box::new(m20261127_001100_free_unsaved::Migration),
        Box::new(m20261127_001400_index_open_requests::Migration),
        Box::new(m20261127_001401_index_open_tasks::Migration),
        Box::new(m20261127_001402_index_waiting_proposals::Migration),
        Box::new(m20261127_001300_reason_of_question::Migration),
        Box::new(m20261127_001301_limit_of_question::Migration),
        Box::new(m20261127_001410_create_attention::Migration),
        Box::new(m20261127_001411_create_digest::Migration),
        Box::new(m20261127_000911_choose_digest::Migration),
        Box::new(m20261127_000912_create_password_reset::Migration),
        Box::new(m20261127_000913_mail_password_reset::Migration),
        Box::new(m20261127_001500_index_pointers::Migration),
        Box::new(m20261127_001800_create_incoming::Migration),
        Box::new(m20261127_001600_note_read_message::Migration),
        Box::new(m20261127_001601_mark_old_messages_read::Migration),
        Box::new(m20261127_001602_index_unread_messages::Migration),
    ]
}

/// The steps of the next.
fn of_28_november() -> Vec<Box<dyn MigrationTrait>> {
    vec![
        Box::new(m20261128_000200_free_kept::Migration),
        Box::new(m20261128_000201_free_stopped_purpose::Migration),
        Box::new(m20261128_000300_scope_hold::Migration),
        Box::new(m20261128_000400_silence_hold::Migration),
        Box::new(m20261128_000500_create_attachment::Migration),
        Box::new(m20261128_000500_note_protected_address::Migration),
        Box::new(m20261128_000501_create_protection::Migration),
        Box::new(m20261128_000900_mail_invitation::Migration),
        Box::new(m20261128_001000_index_owners::Migration),
        Box::new(m20261128_001200_kind_of_attachment::Migration),
        Box::new(m20261128_001210_create_canary::Migration),
        Box::new(m20261128_001300_count_tries_of_link::Migration),
        Box::new(m20261128_001400_link_breach::Migration),
    ]
}
