//! Many presses at the same moment, as a restless person or an impatient network makes them.

use super::page::Page;
use futures::future::join_all;

/// Presses twenty times at once. On a busy machine some wait longer for a row than PostgreSQL lets them (`lock_timeout`
/// of 3 s, security.md 5.7): they are told to come again, come once more when the rush is over, and hear how it ended.
pub async fn twenty<F: Future<Output = Page>>(press: impl Fn() -> F) -> Vec<Page> {
    let mut answers = join_all((0..20).map(|_| press())).await;
    for answer in answers.iter_mut().filter(|answer| answer.status == 503) {
        assert!(answer.header("retry-after").is_some(), "{}", answer.text());
        *answer = press().await;
    }
    answers
}
