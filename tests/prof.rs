use std::time::Instant;
use engine::situation::Situation;
use engine::state::State;
use engine::policy::PolicyId;
#[test]
#[ignore]
fn prof() {
    let catalogue = qibu::catalogue::load();
    let founders = qibu::samples::all(&catalogue);
    for (name, s) in [("empty", Situation::empty(&catalogue, catalogue.date)), ("minhang", founders[0].situation.clone()), ("partial", { let mut s = founders[0].situation.clone(); for (i, f) in catalogue.facts.iter().enumerate() { if !["founder.groups","venture.place","venture.status"].contains(&f.id.as_str()) && i % 3 == 0 { s.set(engine::fact::FactId(i as u16), engine::situation::Answer::Absent); } } s })] {
        let t = Instant::now();
        for _ in 0..5 { engine::assess(&catalogue, &s); }
        let whole = t.elapsed() / 5;
        let state = State::new(&catalogue, &s);
        let mut settle = std::time::Duration::ZERO; let mut find = settle; let mut ch = settle; let mut missing = settle;
        for (i, p) in catalogue.policies.iter().enumerate() {
            let t = Instant::now(); let settled = engine::settle::settle(p, &state); settle += t.elapsed();
            let t = Instant::now(); engine::settle::missing(p, settled, &state); missing += t.elapsed();
            let t = Instant::now(); let f = engine::assess::find(PolicyId(i as u16), p, &state); find += t.elapsed();
            if f.verdict.is_refusal() { let t = Instant::now(); engine::changes::smallest(p, &state); ch += t.elapsed(); }
        }
        let t = Instant::now(); for _ in 0..100 { State::new(&catalogue, &s); } let st = t.elapsed() / 100;
        println!("{name}: assess {whole:?} settle {settle:?} missing {missing:?} find {find:?} changes {ch:?} state {st:?}");
    }
}
