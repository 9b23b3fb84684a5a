//! What people do, page by page.

mod sign_in;
