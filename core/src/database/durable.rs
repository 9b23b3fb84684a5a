//! Whether a PostgreSQL keeps what it has confirmed, and notices when its files are damaged (security.md 5.7, R-02).

use sea_orm::{ConnectionTrait, DatabaseConnection, DbErr, Statement};

/// The settings on which that hangs, each with the one value that does not do.
const LOSES: [(&str, &str); 4] =
    [("fsync", "off"), ("full_page_writes", "off"), ("synchronous_commit", "off"), ("data_checksums", "off")];

/// Those that are set so that it does not.
pub(super) async fn lacking(db: &DatabaseConnection) -> Result<Vec<&'static str>, DbErr> {
    let query = "SELECT name, setting FROM pg_settings \
                 WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit', 'data_checksums')";
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), query)).await?;
    let mut set = Vec::new();
    for row in rows {
        set.push((row.try_get::<String>("", "name")?, row.try_get::<String>("", "setting")?));
    }
    let is_set = |(name, value): &(&str, &str)| set.iter().any(|(known, to)| known == name && to == value);
    Ok(LOSES.into_iter().filter(is_set).map(|(name, _)| name).collect())
}

#[cfg(test)]
mod tests {
    use crate::{
        database::Database,
        testing::{self, postgres_admin, postgres_url},
    };
    use sea_orm::ConnectionTrait;

    #[tokio::test]
    async fn a_server_that_confirms_what_it_may_lose_is_told_by_the_setting() {
        let (ctx, _folder) = testing::postgres_ctx("durable").await;
        let name = format!("core_durable_{}", std::process::id());
        for (value, lacks) in [("on", false), ("local", false), ("off", true)] {
            let change = format!("ALTER DATABASE {name} SET synchronous_commit = {value}");
            postgres_admin("postgres").await.execute_unprepared(&change).await.unwrap();
            let anew = Database::connect(&postgres_url(&name)).await.unwrap();
            let told = anew.lacks_for_durability().await.unwrap();
            assert_eq!(told.contains(&"synchronous_commit"), lacks, "{value}: {told:?}");
        }
        assert!(!ctx.database.is_sqlite());
    }

    #[tokio::test]
    async fn the_embedded_database_is_set_by_us() {
        let (ctx, _folder) = testing::ctx().await;
        assert!(ctx.database.lacks_for_durability().await.unwrap().is_empty());
    }
}
