//! Bytes and values instead of messages.
#![allow(unused_imports)] // each feature uses some
use super::fake;
use super::tasks::Task;
use super::{open, open_with};
use crate::client::Message;

#[cfg(feature = "io")]
mod io {
    use futures_util::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt};
    use std::io::ErrorKind;

    use super::*;

    #[test]
    fn messages_are_read_as_bytes_in_a_row_and_empty_ones_are_not_the_end() {
        let (socket, host) = open();
        let mut stream = socket.into_io();
        for bytes in ["ab", "", "cde\nf", ""] {
            host.message(bytes.as_bytes());
        }
        let mut three = [0; 3];
        Task::new(stream.read_exact(&mut three)).ready().unwrap();
        assert_eq!(&three, b"abc");
        let mut line = String::new();
        Task::new(stream.read_line(&mut line)).ready().unwrap();
        assert_eq!(line, "de\n");
        host.end(1000, "", true);
        let mut rest = Vec::new();
        Task::new(stream.read_to_end(&mut rest)).ready().unwrap();
        assert_eq!(rest, b"f");
    }

    #[test]
    fn a_write_is_a_message_of_64_kib_at_most_and_waits_for_room() {
        let (socket, host) = open_with(|builder| builder.high_water_mark(1));
        let mut stream = socket.into_io();
        assert_eq!(Task::new(stream.write(&[])).ready().unwrap(), 0);
        assert_eq!(Task::new(stream.write(&[1; 100_000])).ready().unwrap(), 1 << 16);
        let task = Task::new(stream.write(&[2; 10])).pending();
        host.buffer(0);
        fake::wait(1000.0);
        assert_eq!(task.woken().ready().unwrap(), 10);
        Task::new(stream.flush()).ready().unwrap();
        let lengths: Vec<_> = host.sent.borrow().iter().map(Message::len).collect();
        assert_eq!(lengths, [1 << 16, 10]);
    }

    #[test]
    fn a_text_and_a_loss_are_errors() {
        let (socket, host) = open();
        let mut stream = socket.into_io();
        host.message("text");
        host.end(1006, "", false);
        for kind in [ErrorKind::InvalidData, ErrorKind::ConnectionReset] {
            let error = Task::new(stream.read(&mut [0])).ready().unwrap_err();
            assert_eq!(error.kind(), kind);
        }
        assert_eq!(Task::new(stream.read(&mut [0])).ready().unwrap(), 0);
    }

    #[test]
    fn close_closes_and_waits() {
        let (socket, host) = open();
        let mut stream = socket.into_io();
        let task = Task::new(stream.close()).pending();
        host.end(1005, "", true);
        task.woken().ready().unwrap();
    }
}

#[cfg(feature = "tokio-io")]
#[test]
fn tokio_reads_and_writes_the_same() {
    use std::future::poll_fn;
    use std::pin::Pin;
    use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

    let (socket, host) = open();
    let mut stream = socket.into_io();
    host.message(b"abc");
    let mut memory = [0; 2];
    let mut to = ReadBuf::new(&mut memory);
    Task::new(poll_fn(|cx| Pin::new(&mut stream).poll_read(cx, &mut to))).ready().unwrap();
    assert_eq!(to.filled(), b"ab");
    let write = Task::new(poll_fn(|cx| Pin::new(&mut stream).poll_write(cx, b"x")));
    assert_eq!(write.ready().unwrap(), 1);
    let shutdown = Task::new(poll_fn(|cx| Pin::new(&mut stream).poll_shutdown(cx))).pending();
    host.buffer(0);
    fake::wait(1.0);
    host.end(1000, "", true);
    shutdown.woken().ready().unwrap();
}

#[cfg(feature = "json")]
#[test]
fn values_are_sent_and_received_as_json_and_a_wrong_one_is_an_error_of_its_own() {
    use futures_util::SinkExt;

    use super::tasks::next;
    use crate::client::TypedError;

    let (socket, host) = open();
    let mut values = socket.json::<(u32, String), Vec<bool>>();
    Task::new(values.send((1, "a".into()))).ready().unwrap();
    assert_eq!(*host.sent.borrow(), [Message::from(r#"[1,"a"]"#)]);
    host.message("[true]");
    host.message("nonsense");
    host.message(b"[false]");
    host.end(1006, "", false);
    assert_eq!(Task::new(next(&mut values)).ready().unwrap().unwrap(), [true]);
    let wrong = Task::new(next(&mut values)).ready();
    assert!(matches!(wrong, Some(Err(TypedError::Codec(_)))));
    assert_eq!(Task::new(next(&mut values)).ready().unwrap().unwrap(), [false]);
    let lost = Task::new(next(&mut values)).ready();
    assert!(matches!(lost, Some(Err(TypedError::Connection(_)))));
    assert!(Task::new(next(&mut values)).ready().is_none());
}

#[cfg(feature = "bytes")]
#[test]
fn bytes_become_messages_and_messages_bytes() {
    let (socket, host) = open();
    let bytes = bytes::Bytes::from_static(b"abc");
    Task::new(socket.send(&bytes)).ready().unwrap();
    assert_eq!(*host.sent.borrow(), [Message::from(bytes.clone())]);
    assert_eq!(bytes::Bytes::from(Message::from(b"abc")), bytes);
}
