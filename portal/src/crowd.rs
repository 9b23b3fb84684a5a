//! How many connections a network address may hold open (security.md 5.5). Trusted proxies are not counted: they hold
//! those of everybody, and limit them themselves (`deploy/`).

use crate::{app::Web, network};
use actix_web::{dev::Extensions, rt::net::TcpStream};
use std::{
    any::Any,
    collections::HashMap,
    io,
    net::IpAddr,
    sync::{Arc, Mutex, PoisonError},
};

/// Who is connected, shared by the threads of the server.
#[derive(Clone, Debug, Default)]
pub struct Crowd(Arc<Mutex<HashMap<String, usize>>>);

/// A place in the crowd, given up when the connection ends.
#[derive(Debug)]
pub struct Seat {
    crowd: Crowd,
    network: String,
}

impl Crowd {
    /// Seats a new connection, or ends it when its network has enough.
    pub fn greet(&self, web: &Web, connection: &dyn Any, held: &mut Extensions) {
        let Some(stream) = connection.downcast_ref::<TcpStream>() else { return };
        let Ok(peer) = stream.peer_addr() else { return };
        let peer = peer.ip().to_canonical();
        if web.trusts(peer) {
            return;
        }
        match self.enter(peer, web.connections) {
            Some(seat) => _ = held.insert(seat),
            // A connection that cannot be ended is bounded by the deadlines of the server.
            None => _ = hang_up(stream),
        }
    }

    fn enter(&self, peer: IpAddr, most: usize) -> Option<Seat> {
        let network = network::named(peer);
        let mut seats = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let taken = seats.entry(network.clone()).or_default();
        if *taken >= most {
            return None;
        }
        *taken += 1;
        Some(Seat { crowd: self.clone(), network })
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let mut seats = self.crowd.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(taken) = seats.get_mut(&self.network) {
            *taken -= 1;
            if *taken == 0 {
                seats.remove(&self.network);
            }
        }
    }
}

#[cfg(unix)]
fn hang_up(stream: &TcpStream) -> io::Result<()> {
    use std::os::fd::AsFd;
    let same = stream.as_fd().try_clone_to_owned()?;
    std::net::TcpStream::from(same).shutdown(std::net::Shutdown::Both)
}

#[cfg(not(unix))]
fn hang_up(_: &TcpStream) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::Crowd;
    use std::net::IpAddr;

    #[test]
    fn a_network_holds_so_many_and_one_more_when_one_has_left() {
        let crowd = Crowd::default();
        let (one, other): (IpAddr, IpAddr) = ("192.0.2.1".parse().unwrap(), "192.0.2.2".parse().unwrap());
        let mut seats: Vec<_> = (0..3).map(|_| crowd.enter(one, 3).unwrap()).collect();
        assert!(crowd.enter(one, 3).is_none());
        assert!(crowd.enter(other, 3).is_some(), "another network has seats of its own");
        seats.pop();
        seats.push(crowd.enter(one, 3).unwrap());
        assert!(crowd.enter(one, 3).is_none());
        drop(seats);
        assert!(crowd.0.lock().unwrap().is_empty(), "nothing is kept of those who left");
    }
}
