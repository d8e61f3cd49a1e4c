//! What a person sees: Yew components, pure functions of the report and the interview.

pub mod app;
pub mod desk;
pub mod session;

mod announce;
mod asking;
mod bar;
mod dock;
mod done;
mod footer;
mod header;
mod icon;
mod light;
mod notice;
mod opening;
mod question;
mod results;
mod review;
mod said;
mod screen;
