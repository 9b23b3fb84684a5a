//! `portal staff invite`: the first account, and any further one, by a one-time link.

use super::start;
use crate::config::Config;
use clap::Subcommand;
use entity::kind::{Language, Role};
use portal_core::{
    actor::Actor,
    email::Email,
    error::{Fault, Result},
    identity::invitation::{self, Invited},
};

/// Commands about accounts.
#[derive(Debug, Subcommand)]
pub enum StaffCommand {
    /// Print a link, good once and for 24 hours, that makes an account.
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
    },
}

/// Runs a command.
///
/// # Errors
/// A fault that names the option that is wrong.
pub async fn run(config: Config, command: StaffCommand, say: impl Fn(&str)) -> Result<()> {
    let StaffCommand::Invite { email, name, roles, language } = command;
    let wrong = |advice: &'static str| Fault::new("staff invite", advice);
    let roles = roles.iter().map(|code| Role::from_code(code)).collect::<Option<_>>();
    let invited = Invited {
        email: Email::parse(&email).map_err(|_| wrong("--email is not an e-mail address"))?,
        name,
        roles: roles.ok_or_else(|| wrong("--role is reader, caseworker, approver or admin"))?,
        language: Language::from_code(&language).ok_or_else(|| wrong("--language is fi, sv or en"))?,
    };
    let ctx = start::open(&config).await?;
    let secret = invitation::invite(&ctx, &invited, Actor::System).await?;
    say(&format!("{}/staff/join/{secret}", ctx.settings.staff_base_url));
    Ok(())
}
