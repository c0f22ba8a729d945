//! Many connections from one process: their memory, and whether anything is lost.
use std::fs;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Semaphore;
use tokio::task::JoinSet;
use tokio::time::timeout;

use crate::clients::{Client, Payload, with_client};
use crate::in_runtime;

/// So many connect at a time: a server's queue of those who wait is short
const AT_A_TIME: usize = 100;
/// Of this process beside its connections
const OTHER_FILES: usize = 100;
/// Who takes longer does not finish, and nothing is told of it
const LIMIT: Duration = Duration::from_secs(60);

/// Each connection sends and receives so many numbered messages, twice: with all others, and after all others
pub fn run(url: &str, contender: &str, count: usize, messages: usize) {
    let limit = raise_open_files();
    if limit < count + OTHER_FILES {
        eprintln!(
            "{count} connections need as many open files, and {limit} are allowed: ulimit -n {}",
            count + OTHER_FILES
        );
        std::process::exit(1);
    }
    with_client!(contender, measure(url.to_owned(), count, messages));
}

fn measure<C: Client>(url: String, count: usize, messages: usize) {
    in_runtime(async move {
        if timeout(LIMIT, tell::<C>(url, count, messages)).await.is_err() {
            // Its threads may never end.
            std::process::exit(0);
        }
    });
}

async fn tell<C: Client>(url: String, count: usize, messages: usize) {
    let before = resident();
    let clients = connect_all::<C>(&url, count).await;
    let connected = resident();
    let (clients, mut lost) = exchange_all(clients, messages).await;
    let exchanged = resident();
    let mut ends = JoinSet::new();
    for mut client in clients {
        ends.spawn(
            async move { (exchange(&mut client, usize::MAX, 1).await, client.close().await) },
        );
    }
    let mut unclean = 0;
    while let Some(end) = ends.join_next().await {
        let (missing, was_clean) = end.expect("no panic");
        lost += missing;
        unclean += usize::from(!was_clean);
    }
    let each = |bytes: usize| bytes.saturating_sub(before) / count;
    println!(
        "{{\"connections\":{count},\"messages\":{},\"lost\":{lost},\"unclean\":{unclean},\"connected\":{},\"exchanged\":{}}}",
        count * (messages + 1),
        each(connected),
        each(exchanged)
    );
}

async fn connect_all<C: Client>(url: &str, count: usize) -> Vec<C> {
    let turns = Arc::new(Semaphore::new(AT_A_TIME));
    let mut connecting = JoinSet::new();
    for _ in 0..count {
        let (turns, url) = (Arc::clone(&turns), format!("{url}/echo"));
        connecting.spawn(async move {
            let _turn = turns.acquire().await;
            C::connect(&url).await
        });
    }
    connecting.join_all().await
}

async fn exchange_all<C: Client>(clients: Vec<C>, messages: usize) -> (Vec<C>, usize) {
    let mut exchanging = JoinSet::new();
    for (number, mut client) in clients.into_iter().enumerate() {
        exchanging.spawn(async move { (exchange(&mut client, number, messages).await, client) });
    }
    let (lost, clients): (Vec<_>, Vec<_>) = exchanging.join_all().await.into_iter().unzip();
    (clients, lost.into_iter().sum())
}

/// Send numbered messages, then read the answers; returns how many are not what they should be
async fn exchange<C: Client>(client: &mut C, number: usize, messages: usize) -> usize {
    let texts = || (0..messages).map(|message| format!("{message} of connection {number}"));
    for text in texts() {
        client.send(Payload::Text(text)).await;
    }
    client.flush().await;
    let mut lost = 0;
    for text in texts() {
        lost += usize::from(client.recv().await.as_ref() != text.as_bytes());
    }
    lost
}

/// Bytes of memory that this process has in RAM
fn resident() -> usize {
    let statm = fs::read_to_string("/proc/self/statm").expect("Linux");
    let pages = statm.split(' ').nth(1).and_then(|pages| pages.parse::<usize>().ok());
    // SAFETY: it reads a constant of the system.
    let page = unsafe { libc::sysconf(libc::_SC_PAGESIZE) };
    pages.expect("a number") * usize::try_from(page).expect("a size")
}

/// Allow as many open files as may be allowed; returns how many
fn raise_open_files() -> usize {
    let mut limit = libc::rlimit { rlim_cur: 0, rlim_max: 0 };
    // SAFETY: it writes to what it is given.
    assert_eq!(unsafe { libc::getrlimit(libc::RLIMIT_NOFILE, &raw mut limit) }, 0);
    limit.rlim_cur = limit.rlim_max;
    // SAFETY: it reads what it is given.
    assert_eq!(unsafe { libc::setrlimit(libc::RLIMIT_NOFILE, &raw const limit) }, 0);
    usize::try_from(limit.rlim_cur).unwrap_or(usize::MAX)
}
