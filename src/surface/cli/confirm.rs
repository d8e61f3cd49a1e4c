use super::{Options,Outcome}; pub fn confirm(_o:&Options)->Outcome{Ok(String::new())}
