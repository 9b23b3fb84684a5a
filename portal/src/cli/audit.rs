//! `portal audit verify`: whether the record of what happened is whole and unchanged.

use portal_core::{
    audit::verify::{self, Kept, Proof},
    ctx::Ctx,
    error::{Context, Result},
};

/// The audit record.
#[derive(Clone, Debug, clap::Subcommand)]
pub enum AuditCommand {
    /// Prove every entry, their order, and the seals; exits 1 at the first thing that is broken.
    Verify {
        /// A seal from the daily mail to the desk, to prove that nothing up to it is gone
        #[arg(long)]
        seal: Option<Kept>,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
}

/// What is to be printed, and the exit code.
///
/// # Errors
/// A fault when the database is away.
pub async fn run(ctx: &Ctx, command: &AuditCommand) -> Result<(String, u8)> {
    let AuditCommand::Verify { seal, json } = command;
    let proof = verify::verify(ctx, seal.as_ref()).await?;
    let told = if *json { as_json(&proof)? } else { as_text(&proof) };
    Ok((told, u8::from(proof.broken.is_some())))
}

fn as_json(proof: &Proof) -> Result<String> {
    let told = serde_json::json!({
        "whole": proof.broken.is_none(),
        "broken": proof.broken.as_ref().map(ToString::to_string),
        "entries": proof.entries,
        "waiting": proof.waiting,
        "seals": proof.seals,
        "newest": proof.newest.as_ref().map(|(seal, _)| seal),
        "sealed_at": proof.newest.as_ref().map(|(_, at)| at),
    });
    serde_json::to_string_pretty(&told).context("writing JSON")
}

fn as_text(proof: &Proof) -> String {
    let proved = format!("{} entries and {} seals hold", proof.entries, proof.seals);
    let newest = proof.newest.as_ref().map(|(seal, at)| format!("\nNewest seal, of {at}: {seal}"));
    if let Some(broken) = &proof.broken {
        return format!("BROKEN: {broken}.\nBefore it, {proved}.");
    }
    let waiting = format!("{} of the entries wait for the next seal", proof.waiting);
    format!("The audit record is whole: {proved}; {waiting}.{}", newest.unwrap_or_default())
}
