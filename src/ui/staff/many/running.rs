//! The third step: how far the screening is, how fast, and how long it will still take.

use yew::prelude::*;

use super::{Deed, Scene};
use crate::report::format;
use crate::words::Word;

pub fn running(scene: &Scene) -> Html {
    let (session, progress) = (&scene.session, scene.desk.progress);
    let all = scene.desk.head.as_ref().map_or(0, |head| head.rows);
    let number = |count: u64| format::number(count.into());
    let counts = [number(progress.rows), number(all), number(progress.failed)];
    let done = session.fill(Word::StaffManyProgress, &[("n", &counts[0]), ("m", &counts[1]), ("f", &counts[2])]);
    let speed = (progress.rows * 1000).checked_div(progress.millis).filter(|speed| *speed > 0);
    let left = speed.map(|speed| {
        let seconds = all.saturating_sub(progress.rows).div_ceil(speed);
        let (word, count) = match seconds {
            0..=90 => (Word::StaffManySeconds, seconds),
            _ => (Word::StaffManyMinutes, seconds.div_ceil(60)),
        };
        let left = session.fill(word, &[("n", &number(count))]);
        session.fill(Word::StaffManySpeed, &[("n", &number(speed)), ("t", &left)])
    });
    html! {
        <div class="many-running">
            <p id="many-progress">{ scene.word(Word::StaffManyRunning) }</p>
            <progress aria-labelledby="many-progress" max={all.to_string()} value={progress.rows.to_string()} />
            <p>{ done }</p>
            <p>{ left.unwrap_or_default() }</p>
            <button type="button" class="choice" onclick={scene.ask(Deed::Cancel)}>
                { scene.word(Word::StaffManyCancel) }
            </button>
        </div>
    }
}
