use super::{Options,Outcome}; pub fn export()->Outcome{Ok(String::new())} pub fn changes(_o:&Options)->Outcome{Ok(String::new())}
