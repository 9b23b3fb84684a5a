//! The proof at the size the issue names.

use super::erasing_leaves_no_byte;
use crate::testing;

#[tokio::test]
async fn of_a_thousand_erased_no_byte_is_left_but_what_the_plan_kept() {
    let (ctx, folder) = testing::ctx().await;
    erasing_leaves_no_byte(ctx, folder.path(), 1_000).await;
}

#[tokio::test]
async fn of_a_thousand_erased_no_byte_is_left_but_what_the_plan_kept_on_postgresql_too() {
    let (ctx, folder) = testing::postgres_ctx("proof_long").await;
    erasing_leaves_no_byte(ctx, folder.path(), 1_000).await;
}
