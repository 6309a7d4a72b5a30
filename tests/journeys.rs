//! Whole calls in keys and virtual time. Reviewing their snapshots is reviewing the design.

mod support {
    pub mod journey;
}

use support::journey::Journey;

#[test]
fn first_look() {
    let mut journey = Journey::new();
    let seen = journey.play(
        "look l t:4s look 1 t:20s Space i \"third call since Monday\" Enter look m 1 Enter look F2 look Esc look \
         F9 look F2 look Esc Esc look ? look Esc / \"bil\" look Esc p \"call back with the answer Thu noon\" look Enter \
         h t:50s look h look e look look:46x40",
    );
    println!("{seen}");
    panic!();
}
