//! What a person sees when the page cannot run. No texts may have come, so both languages stand here.

use web_sys::Element;

/// Why the page did not come up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The texts could not be fetched.
    Offline,
    /// The texts belong to another version of the rules.
    Stale,
}

/// Puts the message in the place of the page.
#[cfg(feature = "page")]
pub fn show(root: &Element, trouble: Trouble) {
    let (zh, en) = match trouble {
        Trouble::Offline => {
            ("文字没有取到，请检查网络后重试。", "The texts could not be fetched. Check the connection and try again.")
        }
        Trouble::Stale => ("页面刚刚更新过，请重新打开。", "The page has just been updated. Please open it again."),
    };
    put(root, zh, en, "");
}

/// Says so when the program breaks off, with the catalogue's version; answers stay where they are kept.
///
/// Only the place in the program is logged: a message could carry an answer.
pub fn watch(version: String) {
    yew::set_custom_panic_hook(Box::new(move |panic| {
        let place = panic.location().map_or_else(String::new, ToString::to_string);
        gloo::console::error!(format!("qibu {version} stopped at {place}"));
        if let Some(root) = gloo::utils::document().get_element_by_id("app") {
            let zh = "程序出错了。保存在这台设备上的回答没有丢，重新打开可以继续。";
            let en = "The program has stopped. Answers kept on this device are not lost; open the page again to go on.";
            put(&root, zh, en, &version);
        }
    }));
}

/// Plain elements without a listener: after a panic nothing here may run again. No markup is parsed: texts stay texts.
fn put(root: &Element, zh: &str, en: &str, version: &str) {
    root.set_text_content(None);
    let Some(main) = add(root, "main", "class=trouble role=alert", "") else { return };
    add(&main, "h1", "", "起步 · Qibu");
    add(&main, "p", "", zh);
    add(&main, "p", "lang=en", en);
    if let Some(way) = add(&main, "p", "", "").and_then(|line| add(&line, "a", "class=choice href=", "重新打开 ")) {
        add(&way, "span", "lang=en", "Open again");
    }
    add(&main, "p", "class=version", version);
}

/// A new element at the end of another, with its attributes and text; nothing where the document refuses.
fn add(to: &Element, name: &str, attributes: &str, text: &str) -> Option<Element> {
    let element = gloo::utils::document().create_element(name).ok()?;
    for attribute in attributes.split(' ') {
        if let Some((key, value)) = attribute.split_once('=') {
            element.set_attribute(key, value).ok()?;
        }
    }
    element.set_text_content(Some(text));
    to.append_child(&element).ok()?;
    Some(element)
}
