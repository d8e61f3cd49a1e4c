use engine::compile::{compile, read_folder};
fn main() {
    let sources = read_folder(std::path::Path::new("policies")).unwrap();
    match compile(&sources, None) {
        Ok(c) => println!("ok {} policies {} examples, blob {} bytes", c.catalogue.policies.len(), c.examples, c.catalogue.encode().unwrap().len()),
        Err(d) => { for x in &d { println!("{x}"); } println!("{} problems", d.len()); }
    }
}
