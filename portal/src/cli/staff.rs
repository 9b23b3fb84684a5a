//! `portal staff invite`: the account of the first administrator, who invites everybody else at the desk, by mail.

use super::start;
use crate::config::Config;
use clap::Subcommand;
use entity::kind::{Language, Role};
use portal_core::{
    email::Email,
    error::{Fault, Result},
    identity::invitation::{self, Invited},
};

/// Commands about accounts.
#[derive(Debug, Subcommand)]
pub enum StaffCommand {
    /// Print a link, good once and for 24 hours, that makes the first administrator's account.
    Invite {
        /// Address the person signs in with.
        #[arg(long)]
        email: String,
        /// Name as letters and the timeline show it.
        #[arg(long)]
        name: String,
        /// Roles: reader, caseworker, approver, admin; give the option several times.
        #[arg(long = "role", required = true)]
        roles: Vec<String>,
        /// Language of the person's pages: fi, sv or en.
        #[arg(long, default_value = "fi")]
        language: String,
        /// Although there is an administrator: when none can sign in any more. It is put on record, and every
        /// administrator and the desk are told by mail.
        #[arg(long)]
        recovery: bool,
    },
}

/// Runs a command.
///
/// # Errors
/// A fault that names the option that is wrong.
pub async fn run(config: Config, command: StaffCommand, say: impl Fn(&str)) -> Result<()> {
    let StaffCommand::Invite { email, name, roles, language, recovery } = command;
    let wrong = |advice: &'static str| Fault::new("staff invite", advice);
    let roles = roles.iter().map(|code| Role::from_code(code)).collect::<Option<_>>();
    let invited = Invited {
        email: Email::parse(&email).map_err(|_| wrong("--email is not an e-mail address"))?,
        name,
        roles: roles.ok_or_else(|| wrong("--role is reader, caseworker, approver or admin"))?,
        language: Language::from_code(&language).ok_or_else(|| wrong("--language is fi, sv or en"))?,
    };
    let ctx = start::open(&config).await?;
    let secret = invitation::by_command(&ctx, &invited, recovery).await?;
    say(&format!("{}/staff/join/{secret}", ctx.settings.staff_base_url));
    Ok(())
}
