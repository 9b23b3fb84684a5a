//! What PostgreSQL remembers of the values of a column to plan its queries: of texts nothing.

use crate::{
    error::{Context, Result},
    register::inventory::{Form, tables},
};
use sea_orm::{ConnectionTrait, DbBackend, Statement};

/// Tables and columns of the schema of which samples are taken.
const SAMPLED: &str = "SELECT c.relname::text, a.attname::text \
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace \
    WHERE n.nspname = current_schema() AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped \
    AND a.attstattarget IS DISTINCT FROM 0";

/// Has `ANALYZE` take no sample of a text: of a personal one, or of what leads to a person, as the digest of a session
/// does. A sample (`pg_statistic`) outlives the row it was taken from: neither
/// an erasure nor `VACUUM FULL` takes it away, and of an emptied table it is never renewed (Art. 17, law.md R5.7). Such
/// columns are searched by equality, which an index answers without samples.
///
/// # Errors
/// A fault when the database cannot be asked.
pub(super) async fn forget(db: &impl ConnectionTrait) -> Result<()> {
    let sampled = db.query_all_raw(Statement::from_string(DbBackend::Postgres, SAMPLED)).await?;
    let mut turned_off = Vec::new();
    for row in sampled {
        let (name, column): (String, String) = (row.try_get_by_index(0)?, row.try_get_by_index(1)?);
        if is_text(&name, &column) {
            turned_off.push(format!(r#"ALTER TABLE "{name}" ALTER COLUMN "{column}" SET STATISTICS 0"#));
        }
    }
    if !turned_off.is_empty() {
        db.execute_unprepared(&turned_off.join(";")).await.context("taking no samples of texts")?;
    }
    Ok(())
}

fn is_text(name: &str, column: &str) -> bool {
    let known = tables().find(|table| table.name == name).and_then(|table| table.column(column));
    known.is_some_and(|column| column.form == Form::Text)
}

#[cfg(test)]
mod tests {
    use crate::{
        register::tests_marks::{mark, sow},
        testing,
    };
    use sea_orm::{ConnectionTrait, DbBackend, Statement};

    #[tokio::test]
    async fn postgresql_keeps_no_sample_of_a_text() {
        let (ctx, _folder) = testing::postgres_ctx("samples").await;
        sow(&ctx, 3, mark).await;
        ctx.database.writer.execute_unprepared("ANALYZE").await.unwrap();
        let sql = "SELECT tablename::text, attname::text FROM pg_stats WHERE schemaname = current_schema()";
        let rows = ctx.database.writer.query_all_raw(Statement::from_string(DbBackend::Postgres, sql));
        let rows = rows.await.unwrap();
        assert!(!rows.is_empty(), "of other columns it does");
        for row in rows {
            let [table, column] = [0, 1].map(|place| row.try_get_by_index::<String>(place).unwrap());
            assert!(!super::is_text(&table, &column), "{table}.{column}");
        }
    }
}
