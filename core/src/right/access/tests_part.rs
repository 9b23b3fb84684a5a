//! What a copy of a part says, and how a look is told that somebody else's request led to.

use crate::{
    register::{
        inventory::word::Category,
        scope::{self, Whom},
        tests_marks::{mark, sow},
    },
    right::package::{Package, Scope},
    testing,
};
use entity::{kind::Language, look};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};

#[tokio::test]
async fn what_is_not_told_is_named_of_the_categories_that_were_asked_for_alone() {
    let (ctx, _folder) = testing::ctx().await;
    let field = sow(&ctx, 1, mark).await;
    let about = scope::about(&ctx, Whom::of(&field.requests[0]), Language::En).await.unwrap();
    let codes = |scope: Scope| {
        let (notice, reference, built_at) = (&*ctx.notice, "ABCD-EFGH-J", ctx.now());
        let withheld = Vec::new();
        let package =
            Package { notice, language: Language::En, reference, built_at, scope, withheld, about: &about };
        let told = package.left_out().filter_map(|left| left.category);
        told.map(Category::code).collect::<Vec<_>>()
    };
    assert!(codes(Scope::Everything).contains(&"request_file"), "something is left out of it");
    let part = codes(Scope::Categories(vec!["contact".into()]));
    assert!(!part.is_empty() && part.iter().all(|code| *code == "contact"), "{part:?}");
}

/// A name that was searched for in one person's case may hit another: that one hears of the look, not of the case.
#[tokio::test]
async fn the_number_of_anothers_case_is_not_told() {
    let (ctx, _folder) = testing::ctx().await;
    let field = sow(&ctx, 2, mark).await;
    let [own, others] = [&field.requests[0], &field.requests[1]];
    for (request, told) in [
        (own, "Pyynnön 7AT3-14YH-1 käsittely: Haku nimellä"),
        (others, "Toisen henkilön pyynnön käsittely: Haku nimellä"),
    ] {
        let tx = ctx.write().await.unwrap();
        let looks = look::Entity::update_many()
            .col_expr(look::Column::Purpose, Expr::value("7AT3-14YH-1: Haku nimellä"))
            .col_expr(look::Column::RequestId, Expr::value(request.id))
            .filter(look::Column::PersonId.eq(own.person_id.unwrap()));
        assert!(looks.exec(tx.db()).await.unwrap().rows_affected > 0);
        tx.commit().await.unwrap();
        let about = scope::about(&ctx, Whom::of(own), Language::Fi).await.unwrap();
        let fields =
            about.sections.iter().flat_map(|section| &section.records).flat_map(|record| &record.fields);
        let looks: Vec<&str> =
            fields.map(|field| field.value.as_str()).filter(|value| value.contains("Haku")).collect();
        assert!(!looks.is_empty() && looks.iter().all(|look| *look == told), "{looks:?}");
    }
}
