//! The way in for a worker of the roster: `serve_clerk(texts)` does what the page orders. No document, no network.

use std::io::{self, Read};

use engine::packed;
use engine::texts::Texts;
use gloo::events::EventListener;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::js_sys::{self, Array, Reflect, Uint8Array};
use web_sys::{
    Blob, BlobPropertyBag, DedicatedWorkerGlobalScope, Event, FileReaderSync, MessageEvent, TextDecodeOptions,
    TextDecoder, TextDecoderOptions,
};

use crate::catalogue;
use crate::screening::clerk::{Beside, Clerk, News, Order};
use crate::screening::decode::{BROKEN, Coder, Encoding};
use crate::screening::vocabulary::Vocabulary;

/// Serves as long as the worker lives; `texts` are the tag of the language of the results and every language's bytes.
///
/// # Errors
/// The texts cannot be read.
#[wasm_bindgen]
pub fn serve_clerk(texts: Array) -> Result<(), JsValue> {
    let lang = texts.shift().as_string().unwrap_or_default();
    let mut languages = Vec::new();
    for bytes in texts.iter() {
        let bytes = bytes.unchecked_into::<Uint8Array>().to_vec();
        languages.push(Texts::decode(&bytes).ok_or_else(|| JsValue::from_str("texts"))?);
    }
    // What the worker knows lives as long as the worker itself.
    let languages: &'static [Texts] = languages.leak();
    let own = languages.iter().find(|texts| texts.lang == lang).ok_or_else(|| JsValue::from_str("texts"))?;
    let vocabulary = Box::leak(Box::new(Vocabulary::new(Box::leak(Box::new(catalogue::load())), languages)));
    let mut clerk = Clerk::new(vocabulary, own);
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let listening = scope.clone();
    EventListener::new(&listening, "message", move |event| {
        if let Err(error) = work(&mut clerk, event, &scope) {
            // Nothing is swallowed: the page hears of what is thrown here.
            wasm_bindgen::throw_val(error);
        }
    })
    .forget();
    Ok(())
}

fn work(clerk: &mut Clerk<'_>, event: &Event, scope: &DedicatedWorkerGlobalScope) -> Result<(), JsValue> {
    let message: Array = event.unchecked_ref::<MessageEvent>().data().unchecked_into();
    let bytes: Uint8Array = message.get(0).unchecked_into();
    let order = packed::read::<Order>(&bytes.to_vec()).ok_or_else(|| JsValue::from_str("order"))?;
    let beside = message.get(1);
    let source = beside.dyn_ref::<Blob>().cloned().map(Bytes::new).transpose()?;
    let batch = beside.dyn_ref::<Uint8Array>().map(Uint8Array::to_vec).unwrap_or_default();
    let (pieces, mut failed) = (Array::new(), None);
    clerk.work(order, source.map(|source| (source, coder as _)), &batch, &mut |news, beside| {
        if let Err(error) = tell(scope, &pieces, &news, beside) {
            failed.get_or_insert(error);
        }
    });
    failed.map_or(Ok(()), Err)
}

/// A piece of a file waits as a blob of its own, out of this memory, until the file is whole.
fn tell(scope: &DedicatedWorkerGlobalScope, pieces: &Array, news: &News, beside: Beside) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type("text/csv;charset=utf-8");
    let said = Uint8Array::from(packed::write(news).as_slice());
    match beside {
        Beside::Piece(text) => {
            let bytes = Uint8Array::from(text.as_bytes());
            let piece = Blob::new_with_u8_array_sequence(&Array::of1(&bytes))?;
            pieces.push(&piece);
            Ok(())
        }
        Beside::Batch(bytes) => {
            let batch = Uint8Array::from(bytes.as_slice());
            let message = Array::of2(&said, &batch);
            scope.post_message_with_transfer(&message, &Array::of1(&batch.buffer()))
        }
        Beside::Nothing => {
            let file = match news {
                News::Saved => JsValue::from(Blob::new_with_blob_sequence_and_options(pieces, &options)?),
                _ => JsValue::UNDEFINED,
            };
            scope.post_message(&Array::of2(&said, &file))
        }
    }
}

/// The bytes of a file, read where the page does not wait for them.
struct Bytes {
    file: Blob,
    reader: FileReaderSync,
    at: u64,
}

impl Bytes {
    fn new(file: Blob) -> Result<Bytes, JsValue> {
        Ok(Bytes { file, reader: FileReaderSync::new()?, at: 0 })
    }
}

impl Read for Bytes {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let end = self.at + into.len() as u64;
        let slice = self.file.slice_with_f64_and_f64(self.at as f64, end as f64);
        let read = slice.and_then(|slice| self.reader.read_as_array_buffer(&slice));
        // A browser gives no more than a name for what went wrong, such as `NotReadableError`.
        let read = read.map_err(|error| io::Error::other(format!("{error:?}")))?;
        let bytes = Uint8Array::new(&read);
        let count = bytes.length() as usize;
        bytes.copy_to(&mut into[..count]);
        self.at += count as u64;
        Ok(count)
    }
}

/// The browser's own decoder; by the Encoding Standard, as the one of the command line.
fn coder(encoding: Encoding, is_first: bool) -> Coder {
    let options = TextDecoderOptions::new();
    let is_set = Reflect::set(&options, &JsValue::from_str("ignoreBOM"), &JsValue::from_bool(!is_first));
    let decoder = is_set.and_then(|_| TextDecoder::new_with_label_and_options(encoding.label(), &options));
    Box::new(move |block, is_last, text| {
        let options = TextDecodeOptions::new();
        options.set_stream(!is_last);
        let letters = decoder
            .as_ref()
            .ok()
            .and_then(|decoder| decoder.decode_with_js_u8_array_and_options(&Uint8Array::from(block), &options).ok());
        match letters {
            Some(letters) => text.push_str(&letters),
            // No decoder for what every browser knows: the rows say so, none is lost.
            None => text.push(BROKEN),
        }
    })
}
