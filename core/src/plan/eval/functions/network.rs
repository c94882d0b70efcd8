//! Address functions, for IPv4; IPv6 is a gap.

use super::pattern::Patterns;
use super::{number, string};
use crate::plan::eval::access::position;
use crate::plan::eval::fault::{Fault, Outcome};
use crate::plan::value::Value;

struct Block {
    address: u32,
    prefix: u32,
}

impl Block {
    fn read(text: &str) -> Outcome<Self> {
        if text.contains(':') {
            return Err(Fault::gap("IPv6 のアドレス計算は評価できません。", "IPv6 address functions cannot be evaluated here."));
        }
        let bad = || Fault::invalid(format!("「{text}」は CIDR ではありません。"), format!("\"{text}\" is no CIDR block."));
        let (address, prefix) = text.split_once('/').ok_or_else(bad)?;
        let address: std::net::Ipv4Addr = address.parse().map_err(|_| bad())?;
        let prefix: u32 = prefix.parse().ok().filter(|prefix| *prefix <= 32).ok_or_else(bad)?;
        Ok(Self { address: u32::from(address) & mask(prefix), prefix })
    }

    fn subnet(&self, bits: u32, number: u64) -> Outcome<Self> {
        let prefix = self.prefix + bits;
        if prefix > 32 || (bits < 64 && number >> bits != 0) {
            return Err(Fault::invalid(
                format!("/{} にこの番号のサブネットは作れません。", self.prefix),
                format!("A /{} has no such subnet.", self.prefix),
            ));
        }
        let offset = if prefix == 0 { 0 } else { number << (32 - prefix) };
        Ok(Self { address: self.address | u32::try_from(offset).unwrap_or(0), prefix })
    }

    fn text(&self) -> Value {
        Value::string(format!("{}/{}", std::net::Ipv4Addr::from(self.address), self.prefix))
    }
}

fn mask(prefix: u32) -> u32 {
    u32::MAX.checked_shl(32 - prefix).unwrap_or(0)
}

fn whole(arguments: &[Value], at: usize) -> Outcome<u64> {
    let found = number(arguments, at)?;
    let whole = position(found).and_then(|number| u64::try_from(number).ok());
    whole.ok_or_else(|| Fault::invalid("整数ではありません。", "This is no whole number."))
}

pub(super) fn cidrsubnet(arguments: &[Value], _: &Patterns) -> Outcome<Value> {
    let block = Block::read(&string(arguments, 0)?)?;
    let bits = u32::try_from(whole(arguments, 1)?).unwrap_or(u32::MAX).min(64);
    Ok(block.subnet(bits, whole(arguments, 2)?)?.text())
}

pub(super) fn cidrsubnets(arguments: &[Value], _: &Patterns) -> Outcome<Value> {
    let block = Block::read(&string(arguments, 0)?)?;
    let mut next = u64::from(block.address);
    let mut subnets = Vec::new();
    for at in 1..arguments.len() {
        let prefix = block.prefix + u32::try_from(whole(arguments, at)?).unwrap_or(u32::MAX).min(64);
        if prefix > 32 {
            return Err(Fault::invalid("サブネットが小さすぎます。", "The subnet is too small."));
        }
        let size = 1_u64 << (32 - prefix);
        let start = next.div_ceil(size) * size;
        if start + size > u64::from(block.address) + (1_u64 << (32 - block.prefix)) {
            return Err(Fault::invalid("サブネットが CIDR に収まりません。", "The subnets do not fit into the block."));
        }
        subnets.push(Block { address: u32::try_from(start).unwrap_or(0), prefix }.text());
        next = start + size;
    }
    Ok(Value::list(subnets))
}

pub(super) fn cidrhost(arguments: &[Value], _: &Patterns) -> Outcome<Value> {
    let block = Block::read(&string(arguments, 0)?)?;
    let host = number(arguments, 1)?;
    let size = 1_u64 << (32 - block.prefix);
    let out = || Fault::invalid("ホスト番号が CIDR に収まりません。", "The block has no such host.");
    let offset = if host < 0.0 {
        size.checked_sub(position(-host).and_then(|host| u64::try_from(host).ok()).ok_or_else(out)?).ok_or_else(out)?
    } else {
        position(host).and_then(|host| u64::try_from(host).ok()).ok_or_else(out)?
    };
    if offset >= size {
        return Err(out());
    }
    let address = u32::try_from(u64::from(block.address) + offset).map_err(|_| out())?;
    Ok(Value::string(std::net::Ipv4Addr::from(address).to_string()))
}

pub(super) fn cidrnetmask(arguments: &[Value], _: &Patterns) -> Outcome<Value> {
    let block = Block::read(&string(arguments, 0)?)?;
    Ok(Value::string(std::net::Ipv4Addr::from(mask(block.prefix)).to_string()))
}
