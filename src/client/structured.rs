//! Values of serde that the browser encodes and decodes as JSON.
use js_sys::JSON;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

use super::error::Error;
use super::js_message::JsMessage;

/// With the browser's own JSON, of which an app has no code; a text never comes into the app's memory
impl JsMessage {
    /// A Text message with this value as JSON; `Err` if the value is not one of JSON
    pub fn from_value(value: &impl Serialize) -> Result<Self, Error> {
        let value = value.serialize(&Serializer::json_compatible()).map_err(told)?;
        let text = JSON::stringify(&value).map_err(|error| told(error.into()))?;
        Ok(JsValue::from(text).into())
    }

    /// The value of a Text message in JSON; `Err` if it is not JSON, or another type's
    pub fn to_value<T: DeserializeOwned>(&self) -> Result<T, Error> {
        let value = parse(self.as_ref()).map_err(|error| told(error.into()))?;
        serde_wasm_bindgen::from_value(value).map_err(told)
    }
}

#[wasm_bindgen]
extern "C" {
    /// That of js-sys takes a text out of the app's memory
    #[wasm_bindgen(js_namespace = JSON, catch)]
    fn parse(text: &JsValue) -> Result<JsValue, JsValue>;
}

fn told(error: serde_wasm_bindgen::Error) -> Error {
    Error::Host(error.to_string())
}
