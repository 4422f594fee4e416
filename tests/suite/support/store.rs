//! A store under test, whichever it is, and the nodes on it.

use std::any::Any;
use std::sync::Arc;

use majlis::journal::embedded::{Embedded, Options};
use majlis::journal::{Journal, Registry};

use super::redis::RedisServer;

/// One node's way to the store.
#[derive(Clone)]
pub struct Node {
    pub journal: Arc<dyn Journal>,
    pub registry: Arc<dyn Registry>,
}

impl Node {
    pub fn of(store: Arc<impl Journal + Registry>) -> Self {
        Self { journal: store.clone(), registry: store }
    }
}

/// A store with two nodes on it; where there can be only one, both are the same.
pub struct Store {
    pub near: Node,
    pub other: Node,
    /// What has to live as long as the test: a folder, a server.
    _keep: Box<dyn Any>,
}

impl Store {
    pub fn of_two(near: Node, other: Node) -> Self {
        Self { near, other, _keep: Box::new(()) }
    }

    /// The same, with what has to live as long.
    pub fn keeping(self, keep: impl Any) -> Self {
        Self { _keep: Box::new(keep), ..self }
    }

    pub async fn embedded() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let journal = Embedded::open(Options::new(folder.path())).await.unwrap();
        let node = Node::of(Arc::new(journal));
        Self { near: node.clone(), other: node, _keep: Box::new(folder) }
    }

    pub async fn redis() -> Self {
        let server = RedisServer::start();
        let near = Node::of(Arc::new(server.journal().await));
        let other = Node::of(Arc::new(server.journal().await));
        Self { near, other, _keep: Box::new(server) }
    }

    /// Two nodes over one Redis, each with a disk of its own.
    pub async fn twofold() -> Self {
        let server = RedisServer::start();
        let folders = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
        let near = Node::of(Arc::new(server.twofold(Options::new(folders[0].path())).await));
        let other = Node::of(Arc::new(server.twofold(Options::new(folders[1].path())).await));
        Self { near, other, _keep: Box::new((server, folders)) }
    }
}
