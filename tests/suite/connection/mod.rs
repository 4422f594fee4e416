//! Conversations with clients, without a network.

mod opening;
