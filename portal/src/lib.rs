//! The web application.

<<<<<<< HEAD
pub mod assets;
pub mod say;
pub mod views;
=======
pub mod cli;
>>>>>>> helper/law
