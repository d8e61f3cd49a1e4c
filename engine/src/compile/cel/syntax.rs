//! Parses the CEL subset into a tree of which every node knows its place.

use std::ops::Range;

use pest::Parser;
use pest::error::InputLocation;
use pest::iterators::Pair;
use pest::pratt_parser::{Assoc, Op, PrattParser};

#[derive(pest_derive::Parser)]
#[grammar = "compile/cel/grammar.pest"]
struct Grammar;

/// An expression and its bytes in the literal.
#[derive(Clone, Debug, PartialEq)]
pub struct Expr {
    pub at: Range<usize>,
    pub form: Form,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Form {
    Number(String),
    Text(String),
    Boolean(bool),
    List(Vec<Expr>),
    /// `founder.hukou`
    Name(String),
    /// `within(a, b)`, and `founder.groups.exists(g, …)`
    Call(String, Vec<Expr>),
    Not(Box<Expr>),
    Negative(Box<Expr>),
    Binary(Operator, Box<Expr>, Box<Expr>),
    If(Box<Expr>, Box<Expr>, Box<Expr>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    Or,
    And,
    Equal,
    Unequal,
    AtMost,
    AtLeast,
    Less,
    More,
    In,
    Plus,
    Minus,
    Times,
    Over,
}

/// How many signs may stand in one expression: the longest of the catalogue has some eighty, and whatever is nested by
/// the thousand would exhaust the stack, in a browser before long.
const MOST_SIGNS: usize = 300;

/// Parses an expression.
///
/// # Errors
/// Where the text leaves the subset, and what could have stood there; or where it grows too long.
pub fn parse(text: &str) -> Result<Expr, (Range<usize>, String)> {
    let mut is_quoted = false;
    let mut signs = text.char_indices().filter(|(_, sign)| {
        is_quoted ^= *sign == '"';
        !is_quoted && "([!-+*/?&|<>=,".contains(*sign)
    });
    if let Some((at, _)) = signs.nth(MOST_SIGNS) {
        return Err((at..at, "the condition is too long from here on; name parts of it in definitions.toml".into()));
    }
    let mut pairs = Grammar::parse(Rule::program, text).map_err(|error| {
        let at = match error.location {
            InputLocation::Pos(at) => at..at,
            InputLocation::Span((from, to)) => from..to,
        };
        (at.clone(), unexpected(text, at.start))
    })?;
    // INVARIANT: the grammar begins with one `ternary`.
    pairs.next().map(ternary).ok_or((0..0, "an empty condition".into()))
}

fn unexpected(text: &str, at: usize) -> String {
    match text[at..].chars().next() {
        None => "the condition ends too early".into(),
        Some(sign) => format!("`{sign}` cannot stand here"),
    }
}

fn ternary(pair: Pair<Rule>) -> Expr {
    let at = range(&pair);
    let mut parts = pair.into_inner();
    let first = parts.next().map(binary).unwrap_or(Expr { at: at.clone(), form: Form::Boolean(false) });
    match (parts.next(), parts.next()) {
        (Some(yes), Some(no)) => {
            Expr { at, form: Form::If(Box::new(first), Box::new(ternary(yes)), Box::new(ternary(no))) }
        }
        _ => first,
    }
}

fn binary(pair: Pair<Rule>) -> Expr {
    let pratt = PrattParser::new()
        .op(Op::infix(Rule::or, Assoc::Left))
        .op(Op::infix(Rule::and, Assoc::Left))
        .op(infixes(&[Rule::equal, Rule::unequal, Rule::at_most, Rule::at_least, Rule::less, Rule::more, Rule::within]))
        .op(infixes(&[Rule::plus, Rule::minus]))
        .op(infixes(&[Rule::times, Rule::over]));
    pratt
        .map_primary(unary)
        .map_infix(|left, sign, right| {
            let at = left.at.start..right.at.end;
            Expr { at, form: Form::Binary(operator(sign.as_rule()), Box::new(left), Box::new(right)) }
        })
        .parse(pair.into_inner())
}

fn infixes(rules: &[Rule]) -> Op<Rule> {
    let mut ops = rules.iter().map(|rule| Op::infix(*rule, Assoc::Left));
    let first = ops.next().unwrap_or(Op::infix(Rule::or, Assoc::Left));
    ops.fold(first, |all, op| all | op)
}

fn operator(rule: Rule) -> Operator {
    match rule {
        Rule::or => Operator::Or,
        Rule::and => Operator::And,
        Rule::equal => Operator::Equal,
        Rule::unequal => Operator::Unequal,
        Rule::at_most => Operator::AtMost,
        Rule::at_least => Operator::AtLeast,
        Rule::less => Operator::Less,
        Rule::more => Operator::More,
        Rule::within => Operator::In,
        Rule::plus => Operator::Plus,
        Rule::minus => Operator::Minus,
        Rule::times => Operator::Times,
        _ => Operator::Over,
    }
}

fn unary(pair: Pair<Rule>) -> Expr {
    let at = range(&pair);
    let mut parts = pair.into_inner();
    let nothing = || Expr { at: at.clone(), form: Form::Boolean(false) };
    let Some(first) = parts.next() else { return nothing() };
    let rest = |mut parts: pest::iterators::Pairs<Rule>| Box::new(parts.next().map_or_else(nothing, unary));
    match first.as_rule() {
        Rule::not => Expr { at: at.clone(), form: Form::Not(rest(parts)) },
        Rule::negative => Expr { at: at.clone(), form: Form::Negative(rest(parts)) },
        _ => primary(first),
    }
}

fn primary(pair: Pair<Rule>) -> Expr {
    let at = range(&pair);
    let text = pair.as_str().to_owned();
    let form = match pair.as_rule() {
        Rule::string => Form::Text(text.trim_matches('"').to_owned()),
        Rule::number => Form::Number(text),
        Rule::boolean => Form::Boolean(text == "true"),
        Rule::list => Form::List(pair.into_inner().map(ternary).collect()),
        Rule::name => Form::Name(text),
        Rule::call => {
            let mut parts = pair.into_inner();
            let name = parts.next().map(|name| name.as_str().to_owned()).unwrap_or_default();
            Form::Call(name, parts.map(ternary).collect())
        }
        _ => return ternary(pair),
    };
    Expr { at, form }
}

fn range(pair: &Pair<Rule>) -> Range<usize> {
    let span = pair.as_span();
    span.start()..span.end()
}
