//! Black-box tests over the real application, on both databases. The tree mirrors the portal's pages (`flows`);
//! `faults` breaks what the portal leans on, `house` keeps the rules of the house.

#[cfg(test)]
mod faults;
#[cfg(test)]
mod flows;
#[cfg(test)]
mod harness;
#[cfg(test)]
mod house;
