//! The catalogue and texts that the build embedded.

use engine::policy::Catalogue;

/// The catalogue of this build.
pub fn load() -> Catalogue {
    // INVARIANT: the build script of this very crate wrote the bytes.
    Catalogue::decode(include_bytes!(concat!(env!("OUT_DIR"), "/catalogue.bin")))
        .unwrap_or_else(|error| unreachable!("the embedded catalogue: {error}"))
}

/// The texts of one language. Native only: a browser fetches them.
#[cfg(not(target_arch = "wasm32"))]
pub fn texts(lang: &str) -> engine::texts::Texts {
    let json = match lang {
        "en" => include_str!(concat!(env!("OUT_DIR"), "/texts.en.json")),
        _ => include_str!(concat!(env!("OUT_DIR"), "/texts.zh-CN.json")),
    };
    // INVARIANT: as above.
    serde_json::from_str(json).unwrap_or_else(|error| unreachable!("the embedded texts: {error}"))
}
