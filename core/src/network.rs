//! IPv4 arithmetic for the VPC: what a CIDR block covers and how many tasks its subnets hold.

/// An IPv4 block, network address aligned to its prefix.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Cidr {
    network: u32,
    prefix: u32,
}

impl Cidr {
    /// Reads `a.b.c.d/n`. `None` when it is not a block, or when bits below the prefix are set.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (address, prefix) = text.split_once('/')?;
        let prefix: u32 = canonical(prefix)?;
        let octets: Vec<u32> = address.split('.').map(canonical).collect::<Option<_>>()?;
        let [a, b, c, d] = octets.try_into().ok()?;
        if prefix > 32 || [a, b, c, d].iter().any(|octet| *octet > 255) {
            return None;
        }
        let network = (a << 24) | (b << 16) | (c << 8) | d;
        (network & host_mask(prefix) == 0).then_some(Self { network, prefix })
    }

    pub(crate) const fn prefix(self) -> u32 {
        self.prefix
    }

    pub(crate) fn overlaps(self, other: Self) -> bool {
        let mask = !host_mask(self.prefix.min(other.prefix));
        self.network & mask == other.network & mask
    }

    /// Is it one of the blocks of RFC 1918, which never meet a public address?
    pub(crate) fn is_private(self) -> bool {
        let inside = |network: u32, prefix: u32| self.prefix >= prefix && self.network & !host_mask(prefix) == network;
        inside(0x0A00_0000, 8) || inside(0xAC10_0000, 12) || inside(0xC0A8_0000, 16)
    }
}

/// A decimal number without leading zeros or signs.
fn canonical(text: &str) -> Option<u32> {
    let number: u32 = text.parse().ok()?;
    (number.to_string() == text).then_some(number)
}

const fn host_mask(prefix: u32) -> u32 {
    if prefix == 0 { u32::MAX } else { (1u64 << (32 - prefix)) as u32 - 1 }
}

/// Addresses that tasks can take in the app subnet of one zone: a /20 less the five that AWS keeps
/// (botocore ec2 CreateSubnet) and one for each of the ten interface endpoints.
pub(crate) const APP_SUBNET_ADDRESSES: i64 = 4096 - 5 - 10;

#[cfg(test)]
mod tests {
    use super::Cidr;

    #[test]
    fn blocks_are_read_only_when_aligned_and_canonical() {
        for good in ["10.10.0.0/16", "0.0.0.0/0", "192.168.1.128/25", "10.0.0.1/32"] {
            assert!(Cidr::parse(good).is_some(), "{good}");
        }
        for bad in ["10.10.0.0", "10.10.1.0/16", "10.10.0.0/33", "010.10.0.0/16", "10.10.0/16", "10.256.0.0/16", "a/16", "10.10.0.0/+16"] {
            assert!(Cidr::parse(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn overlap_is_symmetric() {
        let pairs =
            [("10.10.0.0/16", "10.10.128.0/17", true), ("10.10.0.0/16", "10.11.0.0/16", false), ("10.0.0.0/8", "10.20.0.0/16", true)];
        for (a, b, expected) in pairs {
            let (a, b) = (Cidr::parse(a).unwrap(), Cidr::parse(b).unwrap());
            assert_eq!(a.overlaps(b), expected);
            assert_eq!(b.overlaps(a), expected);
        }
    }
}
