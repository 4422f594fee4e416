//! Majlis: the service with which a forum hears its audience.
