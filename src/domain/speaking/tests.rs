//! The rules of the speaking queue, one by one.
