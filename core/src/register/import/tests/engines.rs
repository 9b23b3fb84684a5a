//! The whole story of an import, told to both engines.

use super::*;
use crate::{
    register::{demo, search},
    testing,
};

async fn tell_the_whole_story_to(ctx: &Ctx) {
    let folder = tempfile::tempdir().unwrap();
    demo::write(folder.path(), 200).unwrap();
    let dry = import(ctx, folder.path(), true).await.unwrap();
    let first = imported(ctx, &folder).await;
    assert_eq!(sums(&dry), sums(&first), "a dry run foretells: {dry}\n{first}");
    assert!(first.kept_back.is_empty() && sums(&first).0 > 1_500, "{first}");
    let again = imported(ctx, &folder).await;
    assert_eq!(sums(&again), (0, 0, sums(&first).0, 0), "{again}");

    let tx = ctx.write().await.unwrap();
    let maija = crate::email::Email::parse("maija.virtanen@posti.example").unwrap();
    crate::right::marketing::stop(ctx, &tx, &ctx.keys.email_key(&maija)).await.unwrap();
    tx.commit().await.unwrap();
    let after = imported(ctx, &folder).await;
    assert_eq!((sums(&after).1, sums(&after).3, after.kept_back.total), (0, 1, 1), "{after}");

    let changed = "key,name,email,language\nmaija,Maija Virta,maija@uusi.example,sv\n";
    let changed = directory(&[("person.csv", changed), ("source.txt", "demo")]);
    assert_eq!(sums(&imported(ctx, &changed).await), (0, 1, 0, 0));
    let hits = search::persons(ctx, "virta MAIJA").await.unwrap();
    assert_eq!(hits.persons[0].person.email.as_deref(), Some("maija@uusi.example"));
    assert!(search::persons(ctx, "%").await.unwrap().persons.is_empty());

    let bad = "key,name,language\nmaija,Maija,xx\nmaija,Maija,fi\n";
    let bad =
        directory(&[("person.csv", bad), ("contact.csv", "key,customer,person,role\nc,x,maija,holder\n")]);
    let told = import(ctx, bad.path(), false).await.unwrap().to_string();
    assert!(
        told.contains("person.csv line 2, language") && told.contains("person.csv line 3, key"),
        "{told}"
    );
    assert!(told.contains("contact.csv line 2, customer"), "{told}");
    assert_eq!(staged(ctx).await, 0);
}

#[tokio::test]
async fn an_import_goes_its_way_on_sqlite() {
    let (ctx, _folder) = testing::ctx().await;
    tell_the_whole_story_to(&ctx).await;
}

#[tokio::test]
async fn an_import_goes_its_way_on_postgresql_too() {
    let (ctx, _folder) = testing::postgres_ctx("import").await;
    tell_the_whole_story_to(&ctx).await;
}
