//! The same, ten times and five thousand presses each.

use super::walk;

#[tokio::test]
async fn fifty_thousand_presses() {
    for seed in 0..10 {
        walk(seed, 5_000).await;
    }
}
