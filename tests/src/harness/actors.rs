//! The people of the tests: customers who prove an address, and staff with password and one-time code.

use super::{
    client::{Ask, Browser},
    inbox::Letter,
    page::{Filling, Page, totp_of},
    portal::TestPortal,
};
use chrono::TimeDelta;
use data_encoding::BASE32_NOPAD;
use entity::{
    id::StaffId,
    kind::{Language, Role},
    staff, staff_role,
};
use portal_core::{
    actor::Actor,
    email::Email,
    identity::{
        enrolment,
        invitation::{self, Invited},
        session,
        staff::STEP,
    },
    law::calendar::helsinki_date,
    ports::storage,
};
use sea_orm::{ActiveModelTrait, IntoActiveModel, Set};

pub const ADA: &str = "ada@asiakas.example";
pub const BEA: &str = "bea@asiakas.example";

/// Somebody who proves an address.
pub struct Customer {
    pub browser: Browser,
    pub email: &'static str,
    portal: TestPortal,
}

/// A member of staff with an account.
pub struct Colleague {
    pub browser: Browser,
    pub email: String,
    pub recovery_codes: Vec<String>,
    roles: Vec<Role>,
    seed: String,
    portal: TestPortal,
}

/// The password of every member of staff.
pub const PASSWORD: &str = "harmaa kettu juoksee";
/// What an account keeps of it under the keys that every test makes from the same seed.
const PHC: &str =
    "$argon2id$v=19$m=47104,t=1,p=1$TDx1Oe/aM+XCGEgNKN0How$WJLYNvCIWWykhFvRW91sW5BFTPTjzEp5hZsH0E3omQ0";

impl TestPortal {
    /// A customer at a browser of their own.
    pub fn customer(&self, email: &'static str) -> Customer {
        Customer { browser: self.browser(), email, portal: self.clone() }
    }

    pub fn ada(&self) -> Customer {
        self.customer(ADA)
    }

    pub fn bea(&self) -> Customer {
        self.customer(BEA)
    }

    /// The path of an invitation, as `portal staff invite` prints it.
    pub async fn invites(&self, email: &str, name: &str, roles: &[Role]) -> String {
        let invited = Invited {
            email: Email::parse(email).unwrap(),
            name: name.into(),
            roles: roles.iter().copied().collect(),
            language: Language::En,
        };
        let secret = invitation::invite(self.ctx(), &invited, Actor::System).await.unwrap();
        format!("/staff/join/{secret}")
    }

    /// Somebody who has joined the staff with these roles and is not signed in yet.
    pub async fn joins(&self, name: &str, roles: &[Role]) -> Colleague {
        let email = format!("{}@wprod.example", name.to_lowercase());
        let invitation = self.invites(&email, name, roles).await;
        let browser = self.browser();
        let page = browser.get(&invitation).await;
        let seed = page.value("seed").unwrap();
        let mut colleague = Colleague {
            browser,
            email,
            recovery_codes: Vec::new(),
            roles: roles.to_vec(),
            seed,
            portal: self.clone(),
        };
        let joined = page.fill("password", PASSWORD).fill("code", colleague.code()).submit().await;
        assert_eq!(joined.status, 200, "{}", joined.text());
        colleague.recovery_codes = joined.texts("main li code");
        colleague
    }

    /// Somebody who has joined the staff and signed in by the pages, with recovery codes.
    pub async fn newcomer(&self, name: &str, roles: &[Role]) -> Colleague {
        let colleague = self.joins(name, roles).await;
        let answer = colleague.signs_in().await;
        assert!(["/staff/queue", "/staff/accounts"].contains(&answer.location()), "{}", answer.text());
        colleague
    }

    /// A member of staff who has signed in; the account is written as [`Self::newcomer`] would leave it, but for the
    /// recovery codes. Two password hashes for each person of each test were a tenth of what all tests cost.
    pub async fn staff(&self, name: &str, roles: &[Role]) -> Colleague {
        self.clock.advance(TimeDelta::seconds(30));
        let ctx = self.ctx();
        let (id, seed): (StaffId, _) = (ctx.mint().unwrap(), enrolment::fresh_seed(ctx).unwrap());
        let secret = BASE32_NOPAD.decode(seed.as_bytes()).unwrap();
        let account = staff::Model {
            id,
            email: format!("{}@wprod.example", name.to_lowercase()),
            name: name.into(),
            password: PHC.into(),
            totp_secret: Some(
                storage::wrap(&ctx.keys, &ctx.entropy, &id.to_string(), &secret).unwrap().into(),
            ),
            totp_last_step: Some(ctx.now().timestamp() / i64::try_from(STEP).unwrap()),
            language: Language::En,
            created_at: ctx.now(),
            disabled_at: None,
            digest: true,
        };
        let email = account.email.clone();
        let tx = ctx.write().await.unwrap();
        account.into_active_model().reset_all().insert(tx.db()).await.unwrap();
        for role in roles {
            staff_role::ActiveModel { staff_id: Set(id), role: Set(*role) }.insert(tx.db()).await.unwrap();
        }
        let session = session::open_staff(ctx, &tx, id, None).await.unwrap();
        tx.commit().await.unwrap();
        let browser = self.browser();
        browser.cookies().insert("__Host-s".into(), session.secret);
        Colleague {
            browser,
            email,
            recovery_codes: Vec::new(),
            roles: roles.to_vec(),
            seed,
            portal: self.clone(),
        }
    }
}

impl Customer {
    /// A second later, types the address on the sign-in page; gives the page that follows.
    pub async fn asks_for_link(&self) -> Page {
        self.portal.clock.advance(TimeDelta::seconds(1));
        let form = self.browser.get("/sign-in").await;
        form.fill("email", self.email).submit().await.follow().await
    }

    /// The newest mail to this address.
    pub async fn reads_mail(&self) -> Letter {
        self.portal.inbox().await.latest_to(self.email)
    }

    /// Opens a mailed link, up to the page with the button.
    pub async fn opens(&self, link: &str) -> Page {
        self.browser.get(link).await.follow().await
    }

    /// The whole way in, by the link; gives the redirect that carries the session.
    pub async fn signs_in(&self) -> Page {
        self.asks_for_link().await;
        let mail = self.reads_mail().await;
        self.opens(&mail.link()).await.press().await
    }

    /// Answers the question of a wish and leaves the rest for later; gives the draft's id.
    pub async fn drafts(&self, wish: &str) -> String {
        let question = self.browser.get(&format!("/requests/new/{wish}")).await;
        let answer = question.press().await;
        let draft = answer.location().strip_prefix("/requests/draft/").unwrap();
        draft.strip_suffix("/name").unwrap().to_owned()
    }

    /// Files a request, from the card to the last button; gives its reference.
    pub async fn files(&self, wish: &str) -> String {
        self.files_as(wish, "Ada Asiakas").await
    }

    /// The same under another name.
    pub async fn files_as(&self, wish: &str, name: &str) -> String {
        let draft = self.drafts(wish).await;
        let asked = self.browser.get(&format!("/requests/draft/{draft}/name")).await;
        let check = asked.fill("name", name).submit().await.follow().await;
        let sent = check.press().await;
        sent.location().strip_prefix("/requests/").unwrap().to_owned()
    }

    /// Whether the portal knows who this is.
    pub async fn is_signed_in(&self) -> bool {
        self.browser.get("/").await.has("form[action='/sign-out']")
    }
}

impl Colleague {
    pub fn has_role(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }

    /// The one-time code that the authenticator shows now.
    pub fn code(&self) -> String {
        totp_of(&self.seed, self.portal.ctx().now())
    }

    /// Waits for a code not used yet, and signs in with it.
    pub async fn signs_in(&self) -> Page {
        self.portal.clock.advance(TimeDelta::seconds(30));
        self.tries(PASSWORD, &self.code()).await
    }

    /// Tries to sign in.
    pub async fn tries(&self, password: &str, code: &str) -> Page {
        let form = self.browser.get("/staff/sign-in").await;
        form.fill("email", self.email.as_str()).fill("password", password).fill("code", code).submit().await
    }

    /// Today, as a form takes it.
    pub fn today(&self) -> String {
        helsinki_date(self.portal.ctx().now()).to_string()
    }

    /// A token for this session's form that goes to `action`.
    pub async fn token(&self, action: &str) -> String {
        self.portal.token_of_staff(&self.browser, action).await
    }

    /// Sends a filled form to another place than its page does, with a token that is good there.
    pub async fn forces(&self, form: Filling, action: &str) -> Page {
        let mut form = form.fill("csrf", self.token(action).await);
        action.clone_into(&mut form.action);
        form.submit().await
    }

    /// Presses "Sign out".
    pub async fn signs_out(&self) -> Page {
        let fields = [("csrf".to_owned(), self.token("/staff/sign-out").await)];
        self.browser.send(Ask::post("/staff/sign-out", &fields)).await
    }
}
