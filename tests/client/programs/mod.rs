//! Random programs: what each does is told to the room `transcripts`, where scripts/lib/differential.mjs compares the hosts.
mod program;
mod run;

use self::program::Program;
use crate::common::*;

/// What is run if nobody has chosen: the seed, and how many
const USUAL: &str = "22 20";

#[sentence]
async fn random_programs_tell_what_they_do() {
    let (seed, count) = chosen().await;
    let transcripts = open("/room?name=transcripts").await;
    for number in 0..count {
        let program = Program::random(seed, number);
        let transcript = run::run(&program).await;
        transcripts.send(format!("{number} {program:?} => {transcript}")).await.unwrap();
    }
    transcripts.send("done").await.unwrap();
    assert!(transcripts.close().await.was_clean);
}

/// What is said first in this room, by whoever compares, or by this
async fn chosen() -> (u64, u64) {
    let mut room = open("/room?name=programs").await;
    room.send(USUAL).await.unwrap();
    let line = text(&mut room).await;
    let mut numbers = line.split(' ').skip(1).map(|number| number.parse().unwrap());
    (numbers.next().unwrap(), numbers.next().unwrap())
}
