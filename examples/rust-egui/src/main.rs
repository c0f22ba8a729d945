//! A chat in egui: each frame takes what has come, and a task asks for a frame when there is something.
use std::cell::RefCell;
use std::rc::Rc;
use std::task::Poll;

use eframe::egui;
use eframe::wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use websocket_wasm::{Error, WebSocket};

/// The server of the examples, or another one for a build
const URL: &str = match option_env!("WS_URL") {
    Some(url) => url,
    None => "ws://127.0.0.1:8081/",
};

type Connection = Rc<RefCell<Option<Result<WebSocket, Error>>>>;

struct Chat {
    connection: Connection,
    lines: Vec<String>,
}

impl Chat {
    fn new(context: &egui::Context) -> Self {
        let connection = Connection::default();
        let (made, context) = (Rc::clone(&connection), context.clone());
        spawn_local(async move {
            made.replace(Some(WebSocket::connect(URL).await));
            context.request_repaint();
        });
        Self { connection, lines: Vec::new() }
    }
}

impl eframe::App for Chat {
    fn update(&mut self, context: &egui::Context, _: &mut eframe::Frame) {
        // Messages ask for no frame of their own: a chat can wait for a tenth of a second.
        context.request_repaint_after(std::time::Duration::from_millis(100));
        let mut connection = self.connection.borrow_mut();
        egui::CentralPanel::default().show(context, |ui| match connection.as_mut() {
            None => drop(ui.label("connecting")),
            Some(Err(error)) => drop(ui.label(error.to_string())),
            Some(Ok(socket)) => {
                if ui.button("Say hello").clicked() {
                    if let Err(error) = socket.try_send("hello") {
                        self.lines.push(error.to_string());
                    }
                }
                while let Poll::Ready(Some(message)) = socket.try_recv() {
                    self.lines.push(match message {
                        Ok(message) => message.into_text().unwrap_or_default(),
                        Err(error) => error.to_string(),
                    });
                }
                for line in &self.lines {
                    ui.label(line);
                }
            }
        });
    }
}

fn main() {
    let document = web_sys::window().and_then(|window| window.document());
    let canvas = document.and_then(|document| document.get_element_by_id("canvas"));
    let Some(canvas) = canvas.and_then(|canvas| canvas.dyn_into().ok()) else { return };
    spawn_local(async move {
        let options = eframe::WebOptions::default();
        let runner = eframe::WebRunner::new();
        let app: eframe::AppCreator<'_> =
            Box::new(|context| Ok(Box::new(Chat::new(&context.egui_ctx))));
        if let Err(error) = runner.start(canvas, options, app).await {
            web_sys::console::error_1(&error);
        }
    });
}
