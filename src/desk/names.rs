//! Names for packets of Godot's multiplayer: `Player.jump`, or the path of a synchronised node.

use std::collections::HashMap;

use godot::builtin::{NodePath, VarDictionary, Variant};
use godot::classes::Node as SceneNode;
use godot::obj::Gd;

use super::framing::{self, About, Node, Synchronizer};
use super::tree;
use crate::script::tap::{Carrier, Noted};

/// The maximum number of stored numbers and names. Beyond it, all are forgotten.
const MOST: usize = 65_536;
/// The peer ID of the host.
const HOST: i64 = 1;

/// A number that a peer has assigned: the object that its packets pass through, the peer (0 for this process), the number.
type Number = (i64, i64, u32);

/// The names that are known.
#[derive(Debug, Default)]
pub struct Names {
    paths: HashMap<Number, String>,
    spawned: HashMap<Number, String>,
    calls: HashMap<(Number, u16), String>,
    synchronized: HashMap<Number, String>,
}

/// A packet's share in one name.
#[derive(Debug)]
pub struct Share {
    /// The name.
    pub name: String,
    /// The bytes of this share.
    pub bytes: usize,
}

impl Names {
    // rule: desk.names
    /// The names for a packet, each with its bytes; nothing if they are not known. Numbers that the packet assigns
    /// are stored.
    pub fn of(&mut self, noted: &Noted) -> Vec<Share> {
        if noted.carrier != Carrier::Peer {
            return Vec::new();
        }
        let (sender, bytes) = sender_of(noted);
        let key = |number: u32| (noted.object, sender, number);
        let name = match framing::read(bytes) {
            About::Call { node, method } => self.call(key, node, method),
            About::Path { number, path } => {
                self.make_room();
                self.paths.insert(key(number), path.to_owned());
                self.calls.retain(|(known, _), _| *known != key(number));
                self.synchronized.remove(&key(number));
                return Vec::new();
            }
            About::Spawn { spawner, node, synchronizers, name } => {
                self.make_room();
                let path = self.spawned_path(key(spawner), name);
                for number in synchronizers.into_iter().chain([node]) {
                    self.spawned.insert(key(number), path.clone());
                }
                Some(path)
            }
            About::Despawn { node } => self.spawned.get(&key(node)).cloned(),
            About::Updates(updates) => return self.updates(key, &updates),
            About::Other => None,
        };
        name.map(|name| Share { name, bytes: noted.size }).into_iter().collect()
    }

    fn make_room(&mut self) {
        if self.paths.len() + self.spawned.len() + self.calls.len() + self.synchronized.len() >= MOST {
            *self = Names::default();
        }
    }

    fn call(&mut self, key: impl Fn(u32) -> Number, node: Node<'_>, method: u16) -> Option<String> {
        match node {
            Node::Path(path) => Some(call_of(path, method).unwrap_or_else(|| numbered(path, method))),
            Node::Number(number) => {
                let known = (key(number), method);
                if let Some(name) = self.calls.get(&known) {
                    return Some(name.clone());
                }
                let path = self.paths.get(&known.0)?;
                // The node may appear later, so only found nodes are stored.
                let Some(name) = call_of(path, method) else { return Some(numbered(path, method)) };
                self.make_room();
                self.calls.insert(known, name.clone());
                Some(name)
            }
        }
    }

    fn updates(&mut self, key: impl Fn(u32) -> Number, updates: &[(Synchronizer, usize)]) -> Vec<Share> {
        let mut shares = Vec::new();
        for &(synchronizer, bytes) in updates {
            let name = match synchronizer {
                Synchronizer::Spawned(number) => self.spawned.get(&key(number)).cloned(),
                Synchronizer::OfPath(number) => self.synchronized(key(number)),
            };
            shares.extend(name.map(|name| Share { name, bytes }));
        }
        shares
    }

    /// The node whose synchronizer has the path with this number.
    fn synchronized(&mut self, number: Number) -> Option<String> {
        if let Some(name) = self.synchronized.get(&number) {
            return Some(name.clone());
        }
        let path = self.paths.get(&number)?;
        let Some(root) = node(path).and_then(|synchronizer| pointed(&synchronizer, "root_path")) else {
            return Some(path.clone());
        };
        let name = shown(&root);
        self.make_room();
        self.synchronized.insert(number, name.clone());
        Some(name)
    }

    /// The path at which a spawner places a node with this name.
    fn spawned_path(&self, spawner: Number, name: &str) -> String {
        let Some(path) = self.paths.get(&spawner) else { return name.to_owned() };
        let parent = node(path).and_then(|spawner| pointed(&spawner, "spawn_path"));
        format!("{}/{name}", parent.map_or_else(|| path.clone(), |parent| shown(&parent)))
    }
}

/// The peer that has assigned the numbers in a packet, 0 for this process; and the packet without its relay header.
fn sender_of(noted: &Noted) -> (i64, &[u8]) {
    let bytes = noted.bytes();
    let neighbour = if noted.incoming { noted.id } else { 0 };
    match framing::relayed(bytes) {
        // A host relays a peer's packets with the sender; a client names the receiver.
        Some((peer, inner)) if noted.incoming == (noted.id == HOST) => (i64::from(peer), inner),
        Some((_, inner)) => (neighbour, inner),
        None => (neighbour, bytes),
    }
}

/// The node with a path from a packet.
fn node(path: &str) -> Option<Gd<SceneNode>> {
    let tree = tree()?;
    let root = tree.get_root()?;
    let below = tree.get_multiplayer().and_then(|api| api.get("root_path").try_to::<NodePath>().ok());
    let top = below.and_then(|path| root.get_node_or_null(&path)).unwrap_or_else(|| root.upcast());
    top.get_node_or_null(path)
}

/// The node that a property of another node points to.
fn pointed(node: &Gd<SceneNode>, property: &str) -> Option<Gd<SceneNode>> {
    let path = node.get(property).try_to::<NodePath>().ok()?;
    node.get_node_or_null(&path)
}

/// The path of a node, without the root.
fn shown(node: &Gd<SceneNode>) -> String {
    let path = node.get_path().to_string();
    path.strip_prefix("/root/").unwrap_or(&path).to_owned()
}

/// A method of a node, as in `Player.jump`. `None` if the node is missing, or if its methods are unknown.
fn call_of(path: &str, method: u16) -> Option<String> {
    Some(format!("{}.{}", last(path), method_name(node(path)?, method)?))
}

/// The same with the method's number.
fn numbered(path: &str, method: u16) -> String {
    format!("{}.#{}", last(path), method & 0x7fff)
}

fn last(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// Methods have numbers in the order of their names: methods that the script declares, and, with the highest bit set, those
/// that the game has declared for the node. Not every version of Godot exposes both.
fn method_name(mut node: Gd<SceneNode>, method: u16) -> Option<String> {
    let declared = if method & 0x8000 == 0 {
        let mut script = node.get_script()?;
        script.has_method("get_rpc_config").then(|| script.call("get_rpc_config", &[]))
    } else {
        let names = ["get_node_rpc_config", "get_rpc_config"];
        names.into_iter().find(|name| node.has_method(*name)).map(|name| node.call(name, &[]))
    };
    let declared = declared?.try_to::<VarDictionary>().ok()?;
    let mut names: Vec<String> =
        declared.keys_shared().map(|name: Variant| name.stringify().to_string()).collect();
    names.sort_unstable();
    names.into_iter().nth(usize::from(method & 0x7fff))
}
