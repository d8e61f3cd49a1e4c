//! Words that only the readable pages use: kept out of the texts that a browser loads. Chinese and English.

pub type Both = [&'static str; 2];

pub const SITE: Both = ["起步 · 创业扶持计算器", "Qibu, start-up support calculator"];
pub const CALCULATE: Both = ["按我的情况算一算", "Work it out for me"];
pub const CHECK: Both = ["看看我是否符合", "See whether it applies to me"];
pub const INDEX: Both = ["政策清单", "List of policies"];
pub const INDEX_SAYS: Both = [
    "共 {n} 项。每一项都写明依据和证据截止日；要知道自己能不能申请、能有多少，请用计算器。",
    "{n} policies, each with its source and the last day of the evidence. Use the calculator to see what may apply to you.",
];
pub const EVERYWHERE: Both = ["全国", "Everywhere in China"];
pub const COVERAGE: Both = ["覆盖情况", "Coverage"];
pub const COVERAGE_SAYS: Both = [
    "五份来源文件的每一条措施，放在哪一项政策里；不放的写明原因。没有列出的区县，只按全市、全省和全国的政策计算。",
    "Every measure of the five source documents, and the policy that holds it or why none does. Districts that are not listed have only the policies of their city, province and country here.",
];
pub const COVER_COLUMNS: [Both; 3] = [["条目", "Measure"], ["内容", "What it says"], ["所在政策", "Held by"]];
pub const CONFIRM: Both = ["先打电话核实什么", "What to confirm by telephone first"];
pub const CONFIRM_SAYS: Both = [
    "按一组示例创业者计算：核实后会改变的结果越多，排得越前，现金类优先。",
    "Worked out over sample founders: what would change most results stands first, those about cash before others.",
];
pub const CONFIRM_COUNTS: Both = [
    "只要核实这一份，就会改变 {n} 个结果，其中现金类 {c} 个；一共涉及 {m} 个结果",
    "Confirming this alone would change {n} results, {c} of them about cash; {m} results depend on it",
];
pub const GLOSSARY: Both = ["名词和办照前要想清楚的事", "Words, and what to think of before registering"];
pub const COSTS: Both = ["办照可能失去什么", "What registering may cost"];
pub const TERMS: Both = ["名词", "Words"];
pub const TERM_BY: Both = ["谁认定：", "Certified by: "];
pub const TERM_CHECK: Both = ["怎么查：", "How to check: "];
pub const ASK_FIRST: Both = ["没有查到依据，先问再办", "No source was found: ask first"];
pub const CHANGES: Both = ["目录更新记录", "Changes of the catalogue"];
pub const NO_CHANGES: Both = ["还没有更早的版本。", "There is no earlier version yet."];
pub const GUIDANCE: Both = [
    "本页按政策文件整理，供参考，不代替受理机关的决定；申请不收费，收费代办请拨 12333 或 12345 举报。本站由志愿者整理维护，不是政府网站。",
    "Drawn up from the policy documents as guidance; the office that receives an application decides. Applying is free: report agents who ask for fees to 12333 or 12345. This is no government site.",
];

/// Words with their gaps filled.
pub fn fill(words: String, with: &[(&str, usize)]) -> String {
    with.iter().fold(words, |text, (gap, n)| text.replace(&format!("{{{gap}}}"), &n.to_string()))
}
