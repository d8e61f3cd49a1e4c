//! A poster for stations whose pages strip scripts: a sheet of A4 with the code of the page, in Chinese and English.

use serde_json::Value;
use yew::prelude::*;

use crate::exits::qr::qr;
use crate::station::get;

/// What the tool does, in both languages at once, whichever is in use.
const LINES: [(&str, &str); 3] = [
    (
        "答几个问题，看看自己可能符合哪些创业扶持政策。",
        "Answer a few questions and see which start-up support may apply.",
    ),
    ("每一项都写明依据、金额、期限和下一步。", "Each with its source, sum, dates and next step."),
    ("不收费，不登录，回答只留在自己的手机上。", "Free, without a login; answers stay on your phone."),
];

/// `address` is that of the founders' page.
pub fn poster(settings: &Value, address: &str) -> Html {
    let both = |path: &str| (get(settings, &[path, "/zh"].concat()), get(settings, &[path, "/en"].concat()));
    let (name, name_en) = both("/name");
    let (place, place_en) = both("/contacts/address");
    let (hours, hours_en) = both("/hours");
    let phone = get(settings, "/contacts/phone");
    let lines = LINES.iter().map(|(zh, en)| html! { <li><span>{ zh }</span><small lang="en">{ en }</small></li> });
    let field = |zh: &str, en: &str, value: &str, value_en: &str| {
        html! {
            if !value.is_empty() {
                <p><span>{ zh }{ " " }{ value }</span><small lang="en">{ en }{ " " }{ if value_en.is_empty() { value } else { value_en } }</small></p>
            }
        }
    };
    html! {
        <article class="poster" lang="zh-CN">
            <p class="poster-tool"><span>{ "起步 · 创业扶持计算器" }</span><small lang="en">{ "Qibu · start-up support calculator" }</small></p>
            if !name.is_empty() { <h4>{ name }</h4> }
            if !name_en.is_empty() { <p class="poster-name" lang="en">{ name_en }</p> }
            <ul>{ for lines }</ul>
            if let Some(code) = qr(address) {
                <svg class="poster-code" viewBox={format!("0 0 {} {}", code.size, code.size)} role="img" aria-label={address.to_owned()}>
                    <path d={code.path} />
                </svg>
            }
            <p class="poster-address">{ address }</p>
            { field("电话", "Telephone", &phone, "") }
            { field("地址", "Address", &place, &place_en) }
            { field("开放时间", "Open", &hours, &hours_en) }
            <p class="poster-end"><span>{ "结果只供参考，以受理窗口审核为准。" }</span><small lang="en">{ "Guidance only: the office that receives the application decides." }</small></p>
        </article>
    }
}
