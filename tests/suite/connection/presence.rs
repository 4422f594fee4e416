//! Who is here, and what is felt of it.

use std::sync::Arc;

use majlis::pulse::local::LocalPulse;
use serde_json::json;

use crate::support::forum::{DESK, PRESENTER, WALL};
use crate::support::house::{Client, House};
use crate::support::store::Store;

/// Listens until a pulse says something like that.
async fn feels(client: &mut Client, like_that: impl Fn(&serde_json::Value) -> bool) {
    while !like_that(&client.hear_until("pulse").await) {}
}

#[tokio::test]
async fn the_desk_is_told_how_many_are_here_and_the_wall_from_ten_on() {
    let store = Store::embedded().await;
    let house = House::open(&store).await;
    let (mut desk, mut wall) = (house.crew(DESK, "moderator").await, house.crew(WALL, "screen").await);
    let mut phones = Vec::new();
    for person in 1..=9 {
        phones.push(house.phone(person).await);
    }
    feels(&mut desk, |pulse| pulse["here"] == 9).await;
    feels(&mut wall, |pulse| pulse["here"] == 0).await;
    phones.push(house.phone(10).await);
    feels(&mut wall, |pulse| pulse["here"] == 10).await;
}

#[tokio::test]
async fn reactions_are_added_up_for_the_wall() {
    let store = Store::embedded().await;
    let house = House::open(&store).await;
    let mut wall = house.crew(WALL, "screen").await;
    for person in 1..=3 {
        let mut phone = house.phone(person).await;
        phone.say(&json!({"t": "pulse", "reaction": "clap"})).await;
        phone.say(&json!({"t": "pulse", "reaction": "clap"})).await;
        phone.say(&json!({"t": "ping"})).await;
        phone.hear_until("pong").await;
    }
    let mut claps = 0;
    while claps < 3 {
        claps += wall.hear_until("pulse").await["reactions"]["clap"].as_u64().unwrap_or(0);
    }
    assert_eq!(claps, 3, "a device counts once in a moment");
}

#[tokio::test]
async fn desks_see_one_another_and_the_walls_that_are_alive() {
    let store = Store::embedded().await;
    let house = House::open(&store).await;
    let (mut desk, mut wall) = (house.crew(DESK, "moderator").await, house.crew(WALL, "screen").await);
    wall.say(&json!({"t": "shown", "scene": "top", "rev": 3})).await;
    desk.say(&json!({"t": "pulse", "holding": 14})).await;
    let shows = |wall: &serde_json::Value| {
        wall["link"] == 4 && wall["name"] == "link 4" && wall["scene"] == "top" && wall["rev"] == 3
    };
    feels(&mut desk, |pulse| {
        shows(&pulse["walls"][0])
            && pulse["walls"][0].get("gone").is_none()
            && pulse["desks"] == json!([{"link": 1, "window": 0, "name": "link 1", "holding": 14}])
    })
    .await;
    drop(wall);
    feels(&mut desk, |pulse| shows(&pulse["walls"][0]) && pulse["walls"][0]["gone"].is_u64()).await;
}

#[tokio::test]
async fn what_is_not_for_a_role_to_say_is_overlooked() {
    let store = Store::embedded().await;
    let house = House::open(&store).await;
    let mut presenter = house.crew(PRESENTER, "presenter").await;
    for frame in [
        json!({"t": "pulse", "reaction": "clap"}),
        json!({"t": "pulse", "holding": 1}),
        json!({"t": "shown", "scene": "top", "rev": 1}),
        json!({"t": "ping"}),
    ] {
        presenter.say(&frame).await;
    }
    presenter.hear_until("pong").await;
}

#[tokio::test]
async fn what_is_felt_on_one_node_is_felt_on_the_other() {
    let store = Store::embedded().await;
    let first = House::open(&store).await;
    let pulse = Arc::new(LocalPulse::default());
    let near = House::over(Arc::clone(&store.near.journal), pulse.clone(), "near");
    let far = House::over(Arc::clone(&store.other.journal), pulse, "far");
    drop(first);
    let mut desk = near.crew(DESK, "moderator").await;
    let mut wall = near.crew(WALL, "screen").await;
    let mut phone = far.phone(1).await;
    feels(&mut desk, |pulse| pulse["here"] == 1).await;
    phone.say(&json!({"t": "pulse", "reaction": "heart"})).await;
    feels(&mut wall, |pulse| pulse["reactions"]["heart"] == 1).await;
    drop(far);
    drop(phone);
}
