//! The behaviours of a journal and a registry, run against every implementation.

mod appending;
mod reading;
mod registry;
mod snapshots;
mod tailing;
mod words;

use crate::support::store::Store;

macro_rules! contract {
    ($($area:ident :: { $($behaviour:ident),+ $(,)? })+) => {
        contract!(@for embedded $($area { $($behaviour)+ })+);
        contract!(@for redis $($area { $($behaviour)+ })+);
        contract!(@for twofold $($area { $($behaviour)+ })+);

        /// All of them one after the other, for stores that take long to start.
        pub async fn all(afresh: impl AsyncFn() -> Store) {
            $($(
                println!("{}::{}", stringify!($area), stringify!($behaviour));
                let store = afresh().await;
                Box::pin($area::$behaviour(&store)).await;
            )+)+
        }
    };
    (@for $store:ident $($area:ident { $($behaviour:ident)+ })+) => {
        mod $store {
            $(mod $area {$(
                #[tokio::test]
                async fn $behaviour() {
                    let store = crate::support::store::Store::$store().await;
                    super::super::$area::$behaviour(&store).await;
                }
            )+})+
        }
    };
}

contract! {
    appending::{
        an_entry_is_written_only_where_its_writer_stands,
        a_conflict_names_what_was_missed_with_its_words,
        a_journal_that_forgot_is_not_a_conflict,
        another_history_is_a_fork,
        an_entry_begins_the_next_epoch_and_whoever_was_there_before_follows,
        a_deleted_forum_takes_no_entry,
        time_never_goes_back,
        appends_of_many_at_once_keep_their_order,
        one_of_many_at_the_same_revision_wins,
    }
    reading::{
        entries_come_in_order_without_a_hole,
        a_large_answer_is_cut_and_goes_on,
        heads_come_in_one_call,
        the_chain_holds,
        deadlines_are_listed_and_replaced,
        a_forum_that_is_not_there_is_empty,
        a_healthy_journal_says_so,
    }
    words::{
        words_come_with_their_entry_and_by_themselves,
        erased_words_are_gone_and_the_chain_holds,
        the_same_number_is_refused,
        a_refused_entry_leaves_no_words,
    }
    snapshots::{
        the_newest_is_kept,
        one_of_another_form_is_given_back_as_it_is,
    }
    tailing::{
        every_listener_hears_of_an_entry_with_its_words,
        forums_are_told_apart,
    }
    registry::{
        a_slug_is_one_forums,
        a_code_leads_to_one_place,
        a_deleted_forum_leaves_nothing,
        a_screen_is_paired_by_what_it_shows,
        a_shown_code_is_one_screens,
        who_is_first_has_the_screen,
        an_offer_ends,
        what_was_collected_is_not_left_for_long,
        a_setting_is_set_once,
        what_a_node_tells_of_itself_is_told_to_all,
    }
}
