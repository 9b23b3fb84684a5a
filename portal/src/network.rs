//! From which network a request comes, for limits: the peer, or what trusted proxies say of whom they serve.

use crate::app::Web;
use actix_web::HttpRequest;
use std::net::{IpAddr, SocketAddr};

/// The network of a request: an IPv4 address, or the /64 of an IPv6 address.
pub fn of(web: &Web, request: &HttpRequest) -> String {
    let peer = request.peer_addr().map(|peer| peer.ip().to_canonical());
    // A line that is no text is kept, as a hop that cannot be read.
    let lines = request.headers().get_all("x-forwarded-for").map(|line| line.to_str().unwrap_or("?"));
    let hops: Vec<&str> = lines.flat_map(|line| line.split(',')).collect();
    peer.map_or_else(|| "unknown".into(), |peer| named(nearest(peer, &hops, |address| web.trusts(address))))
}

/// The address nearest to us that is no trusted proxy. Each hop was written by the one to its right, so the walk
/// ends at the first that is not trusted or cannot be read: whatever stands left of it anybody may have written.
fn nearest(peer: IpAddr, hops: &[&str], trusts: impl Fn(IpAddr) -> bool) -> IpAddr {
    let mut address = peer;
    for hop in hops.iter().rev() {
        match read(hop) {
            Some(before) if trusts(address) => address = before,
            _ => break,
        }
    }
    address
}

/// `198.51.100.7`, `198.51.100.7:4000`, `2001:db8::1`, `[2001:db8::1]` or `[2001:db8::1]:4000`; an IPv4 address
/// dressed as IPv6 is undressed.
fn read(hop: &str) -> Option<IpAddr> {
    let hop = hop.trim();
    let bare = hop.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(hop);
    let with_port = || hop.parse().ok().map(|address: SocketAddr| address.ip());
    bare.parse().ok().or_else(with_port).map(|address: IpAddr| address.to_canonical())
}

/// The name of an address's network.
pub fn named(address: IpAddr) -> String {
    match address {
        IpAddr::V6(v6) => format!("{:?}", &v6.segments()[..4]),
        IpAddr::V4(v4) => v4.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::{named, nearest};
    use proptest::prelude::*;
    use std::net::IpAddr;

    const PROXY: &str = "10.0.0.1";

    fn seen(peer: &str, forwarded: &str) -> String {
        let hops: Vec<&str> = forwarded.split(',').collect();
        let trusted: [IpAddr; 2] = [PROXY.parse().unwrap(), "10.0.0.2".parse().unwrap()];
        let peer: IpAddr = peer.parse().unwrap();
        named(nearest(peer.to_canonical(), &hops, |address| trusted.contains(&address)))
    }

    #[test]
    fn what_the_proxy_wrote_counts_with_a_port_too() {
        assert_eq!(seen(PROXY, "203.0.113.5, 198.51.100.7"), "198.51.100.7");
        assert_eq!(seen(PROXY, "203.0.113.5, 198.51.100.7:4000"), "198.51.100.7");
        assert_eq!(seen(PROXY, "203.0.113.5, 198.51.100.7:4000, 10.0.0.2:80"), "198.51.100.7");
        let v6 = seen(PROXY, "2001:db8:1:2::9");
        assert_eq!(seen(PROXY, "203.0.113.5, [2001:db8:1:2::3]:4000"), v6);
        assert_eq!(seen(PROXY, "[2001:db8:1:2::4]"), v6);
    }

    #[test]
    fn nothing_is_believed_behind_a_hop_that_cannot_be_read() {
        for odd in ["", "unknown", "_hidden", "198.51.100.7:", "198.51.100.300", "?", "fe80::1%eth0"] {
            assert_eq!(seen(PROXY, &format!("203.0.113.5, {odd}")), PROXY, "{odd:?}");
            assert_eq!(seen(PROXY, &format!("203.0.113.5, {odd}, 10.0.0.2")), "10.0.0.2", "{odd:?}");
        }
    }

    #[test]
    fn an_address_dressed_as_ipv6_is_a_network_of_its_own() {
        assert_eq!(seen(PROXY, "::ffff:192.0.2.1"), "192.0.2.1");
        assert_eq!(seen("::ffff:10.0.0.1", "[::ffff:192.0.2.2]:80"), "192.0.2.2");
        assert_eq!(seen("::ffff:192.0.2.9", "203.0.113.5"), "192.0.2.9");
    }

    proptest! {
        #[test]
        fn a_stranger_cannot_choose_a_network(forged in "[0-9a-f.:, \\[\\]x]{0,40}", port in 1_u16..) {
            prop_assert_eq!(seen("192.0.2.9", &forged), "192.0.2.9");
            let line = format!("{forged}, 198.51.100.7:{port}");
            prop_assert_eq!(seen(PROXY, &line), "198.51.100.7");
        }
    }
}
