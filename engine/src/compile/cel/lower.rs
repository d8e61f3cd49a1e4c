//! Checks kinds and lowers expressions to the compact form of the engine.

use std::cell::Cell;
use std::ops::Range;

use super::syntax::{Expr, Form, Operator, parse};
use crate::compile::diagnostic::{Log, Source, did_you_mean};
use crate::condition::{Comparison, Condition, DefinitionId};
use crate::date::Date;
use crate::fact::{Fact, FactId, Kind};
use crate::place::Places;
use crate::policy::Amount;
use crate::term::{ParameterId, Part, Term};
use crate::wire::situation::decimal;

/// The names that an expression may use.
pub struct Scope<'a> {
    pub facts: &'a [Fact],
    pub places: &'a Places,
    pub parameters: &'a [ParameterName],
    /// Names of definitions with their expression and the place where it stands.
    pub definitions: &'a [(String, Code)],
    /// Definitions that are being inlined.
    pub depth: Cell<usize>,
}

/// A parameter as expressions know it.
#[derive(Clone, Debug)]
pub struct ParameterName {
    pub id: String,
    pub unit: Unit,
    /// The denominator of its values: rates are kept in millionths.
    pub over: i64,
}

/// An expression as it stands in a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Code {
    pub source: Source,
    pub text: String,
    /// Byte of the file where the text begins.
    pub start: usize,
}

/// What a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Counts and rates.
    Number,
    Money,
    Date,
}

impl Unit {
    fn word(self) -> &'static str {
        match self {
            Unit::Number => "a number",
            Unit::Money => "money",
            Unit::Date => "a date",
        }
    }
}

/// A formula, what it counts, and the denominator of its values.
#[derive(Clone, Debug)]
struct Formula {
    term: Term,
    unit: Unit,
    over: i64,
}

/// A problem and its bytes in the literal.
struct Trouble {
    at: Range<usize>,
    message: String,
    hint: Option<String>,
}

type Lowered<T> = Result<T, Trouble>;

fn trouble<T>(expr: &Expr, message: impl Into<String>, hint: impl Into<Option<&'static str>>) -> Lowered<T> {
    Err(Trouble { at: expr.at.clone(), message: message.into(), hint: hint.into().map(str::to_owned) })
}

impl Scope<'_> {
    /// Lowers a condition; problems go to the log.
    pub fn condition(&self, code: &Code, log: &Log) -> Option<Condition> {
        self.read(code, log, |expr| self.holds(expr, false))
    }

    /// Lowers a date; problems go to the log.
    pub fn date(&self, code: &Code, log: &Log) -> Option<Term> {
        self.read(code, log, |expr| Ok(self.expect(expr, Unit::Date)?.term))
    }

    /// Lowers a sum of money; problems go to the log.
    pub fn amount(&self, code: &Code, log: &Log) -> Option<Amount> {
        self.read(code, log, |expr| {
            let Formula { term, over, .. } = self.expect(expr, Unit::Money)?;
            Ok(Amount { term, over })
        })
    }

    /// Lowers a whole number; problems go to the log.
    pub fn count(&self, code: &Code, log: &Log) -> Option<Term> {
        self.read(code, log, |expr| self.whole(expr))
    }

    fn read<T>(&self, code: &Code, log: &Log, lower: impl Fn(&Expr) -> Lowered<T>) -> Option<T> {
        let add = |at: Range<usize>, message: String, hint: Option<String>| {
            log.add(&code.source, code.start + at.start..code.start + at.end, message, hint);
        };
        let expr = match parse(&code.text) {
            Ok(expr) => expr,
            Err((at, message)) => {
                add(at, message, Some("see policies/README.md, Conditions and formulas".into()));
                return None;
            }
        };
        match lower(&expr) {
            Ok(lowered) => Some(lowered),
            Err(Trouble { at, message, hint }) => {
                add(at, message, hint);
                None
            }
        }
    }

    /// A condition in negation normal form.
    fn holds(&self, expr: &Expr, negated: bool) -> Lowered<Condition> {
        match &expr.form {
            Form::Boolean(value) => Ok(Condition::Always(*value != negated)),
            Form::Not(inner) => self.holds(inner, !negated),
            Form::Binary(op @ (Operator::And | Operator::Or), left, right) => {
                let parts = [self.holds(left, negated)?, self.holds(right, negated)?];
                Ok(joined((*op == Operator::And) != negated, parts))
            }
            Form::Binary(Operator::In, left, right) => self.membership(expr, left, right, negated),
            Form::Binary(op, left, right) => self.comparison(expr, *op, left, right, negated),
            Form::Name(name) => self.named(expr, name, negated),
            Form::Call(name, args) => self.predicate(expr, name, args, negated),
            Form::If(test, yes, no) => {
                let then = joined(true, [self.holds(test, false)?, self.holds(yes, negated)?]);
                let otherwise = joined(true, [self.holds(test, true)?, self.holds(no, negated)?]);
                Ok(joined(false, [then, otherwise]))
            }
            Form::Number(_) | Form::Text(_) | Form::List(_) | Form::Negative(_) => {
                trouble(expr, "expected a condition that is true or false", None)
            }
        }
    }

    fn named(&self, expr: &Expr, name: &str, negated: bool) -> Lowered<Condition> {
        if let Some(at) = self.definitions.iter().position(|(id, _)| id == name) {
            return self.definition(expr, at, negated);
        }
        let (id, fact) = self.fact(expr, name)?;
        match fact.kind {
            Kind::YesNo => Ok(Condition::Among { fact: id, mask: if negated { 0b01 } else { 0b10 } }),
            _ => trouble(expr, format!("`{name}` is not a yes/no fact"), "compare it with a value"),
        }
    }

    fn definition(&self, expr: &Expr, at: usize, negated: bool) -> Lowered<Condition> {
        let (name, code) = &self.definitions[at];
        if self.depth.get() > 16 {
            return trouble(expr, format!("the definition `{name}` uses itself"), None);
        }
        let Ok(body) = parse(&code.text) else {
            return trouble(expr, format!("the definition `{name}` has an error of its own"), None);
        };
        self.depth.set(self.depth.get() + 1);
        let body = self.holds(&body, negated);
        self.depth.set(self.depth.get() - 1);
        match (body, u16::try_from(at)) {
            (Ok(body), Ok(at)) => Ok(Condition::Named { definition: DefinitionId(at), negated, body: Box::new(body) }),
            _ => trouble(expr, format!("the definition `{name}` has an error of its own"), None),
        }
    }

    fn predicate(&self, expr: &Expr, name: &str, args: &[Expr], negated: bool) -> Lowered<Condition> {
        if let Some(set) = name.strip_suffix(".exists") {
            return self.exists(expr, set, args, negated);
        }
        let ("within", [place, Expr { form: Form::Text(id), at }]) = (name, args) else {
            return trouble(
                expr,
                format!("`{name}` is not a condition of the subset"),
                "conditions are `within(place, \"id\")`, `set.exists(x, x in [..])`, comparisons and names",
            );
        };
        let (fact, definition) = self.fact_expr(place)?;
        if definition.kind != Kind::Place {
            return trouble(place, format!("`{}` is not a place", definition.id), None);
        }
        let Some(mask) = self.places.mask(id) else {
            let hint = did_you_mean(id, self.places.list.iter().map(|place| place.id.as_str()));
            return Err(Trouble { at: at.clone(), message: format!("unknown place `{id}`"), hint });
        };
        Ok(Condition::Among { fact, mask: if negated { self.places.all() & !mask } else { mask } })
    }

    fn exists(&self, expr: &Expr, set: &str, args: &[Expr], negated: bool) -> Lowered<Condition> {
        let (fact, definition) = self.fact(expr, set)?;
        let shape = "write `set.exists(x, x in [\"a\", \"b\"])`";
        if definition.kind != Kind::Set {
            return trouble(expr, format!("`{set}` is not a set"), shape);
        }
        let [Expr { form: Form::Name(variable), .. }, Expr { form: Form::Binary(op, left, right), .. }] = args else {
            return trouble(expr, "expected a variable and a test of it", shape);
        };
        if left.form != Form::Name(variable.clone()) {
            return trouble(left, format!("expected the variable `{variable}`"), shape);
        }
        let mask = match (op, &right.form) {
            (Operator::In, Form::List(items)) => self.values(definition, items)?,
            (Operator::Equal, Form::Text(_)) => self.values(definition, std::slice::from_ref(right))?,
            _ => return trouble(right, "expected a list of values", shape),
        };
        Ok(Condition::Has { fact, mask, negated })
    }

    /// `"value" in set` and `choice in ["a", "b"]`.
    fn membership(&self, expr: &Expr, left: &Expr, right: &Expr, negated: bool) -> Lowered<Condition> {
        match (&left.form, &right.form) {
            (Form::Text(_), Form::Name(_)) => {
                let (fact, definition) = self.fact_expr(right)?;
                if definition.kind != Kind::Set {
                    return trouble(right, format!("`{}` is not a set", definition.id), None);
                }
                Ok(Condition::Has { fact, mask: self.values(definition, std::slice::from_ref(left))?, negated })
            }
            (Form::Name(_), Form::List(items)) => {
                let (fact, definition) = self.fact_expr(left)?;
                self.one_of(left, fact, definition, items, negated)
            }
            _ => trouble(expr, "expected `\"value\" in set` or `choice in [\"a\", \"b\"]`", None),
        }
    }

    fn one_of(
        &self,
        expr: &Expr,
        fact: FactId,
        definition: &Fact,
        items: &[Expr],
        negated: bool,
    ) -> Lowered<Condition> {
        match definition.kind {
            Kind::Choice => {
                let mask = self.values(definition, items)?;
                Ok(Condition::Among { fact, mask: if negated { definition.all_values() & !mask } else { mask } })
            }
            Kind::Place => trouble(expr, format!("`{}` is a place", definition.id), "write `within(place, \"id\")`"),
            Kind::Set => trouble(expr, format!("`{}` is a set", definition.id), "write `\"value\" in set`"),
            _ => trouble(expr, format!("`{}` is not a choice", definition.id), None),
        }
    }

    fn values(&self, fact: &Fact, items: &[Expr]) -> Lowered<u64> {
        items.iter().try_fold(0u64, |mask, item| {
            let Form::Text(id) = &item.form else { return trouble(item, "expected a value in quotes", None) };
            let known = || fact.values.iter().filter(|value| !value.means_open).map(|value| value.id.as_str());
            let Some(bit) = fact.value(id).filter(|_| known().any(|name| name == id)) else {
                let hint = did_you_mean(id, known());
                let hint = hint.or_else(|| Some(format!("its values are {}", known().collect::<Vec<_>>().join(", "))));
                return Err(Trouble {
                    at: item.at.clone(),
                    message: format!("`{}` has no value `{id}`", fact.id),
                    hint,
                });
            };
            Ok(mask | 1 << bit)
        })
    }

    fn comparison(&self, expr: &Expr, op: Operator, left: &Expr, right: &Expr, negated: bool) -> Lowered<Condition> {
        let same = matches!(op, Operator::Equal | Operator::Unequal);
        if let (true, Form::Name(_), Form::Text(_)) = (same, &left.form, &right.form) {
            let (fact, definition) = self.fact_expr(left)?;
            let flip = negated != (op == Operator::Unequal);
            return self.one_of(left, fact, definition, std::slice::from_ref(right), flip);
        }
        if let (true, _, Form::Boolean(_)) = (same, &left.form, &right.form) {
            return trouble(expr, "a yes/no fact is not compared", "write the fact, or `!` before it");
        }
        let op = match op {
            Operator::Equal => Comparison::Equal,
            Operator::Unequal => Comparison::Unequal,
            Operator::AtMost => Comparison::AtMost,
            Operator::AtLeast => Comparison::AtLeast,
            Operator::Less => Comparison::Less,
            Operator::More => Comparison::More,
            _ => return trouble(expr, "expected a condition that is true or false", "compare it with a value"),
        };
        let (left_formula, right_formula) = (self.formula(left)?, self.formula(right)?);
        for (side, formula) in [(left, &left_formula), (right, &right_formula)] {
            if uses_months_between(&formula.term) {
                let hint = "\"within n months of a\" is `d >= a && d <= add_months(a, n)`";
                return trouble(side, "`months_between` is for amounts only", hint);
            }
        }
        let (left, right, _) = align(expr, left_formula, right_formula)?;
        Ok(Condition::Compare { op: if negated { op.negated() } else { op }, left, right })
    }

    fn formula(&self, expr: &Expr) -> Lowered<Formula> {
        match &expr.form {
            Form::Number(text) => match text.parse() {
                Ok(number) => Ok(Formula { term: Term::Number(number), unit: Unit::Number, over: 1 }),
                Err(_) => trouble(
                    expr,
                    format!("`{text}` is not a whole number"),
                    "there are no decimals: multiply a ratio out, or write `percent(\"25.5\")`",
                ),
            },
            Form::Name(name) if name == "as_of" => Ok(Formula { term: Term::AsOf, unit: Unit::Date, over: 1 }),
            Form::Name(name) => self.fact_formula(expr, name),
            Form::Negative(inner) => Ok(scaled(self.formula(inner)?, -1)),
            Form::Binary(Operator::Plus | Operator::Minus, left, right) => {
                let minus = matches!(expr.form, Form::Binary(Operator::Minus, ..));
                let (a, b) = (self.formula(left)?, self.formula(right)?);
                if a.unit == Unit::Date || b.unit == Unit::Date {
                    return trouble(expr, "dates are not added", "write `add_months(d, n)` or `add_days(d, n)`");
                }
                let unit = a.unit;
                let (a, b, over) = align(expr, a, b)?;
                let b = if minus { times(b, -1) } else { b };
                Ok(Formula { term: Term::Sum(vec![a, b]), unit, over })
            }
            Form::Binary(Operator::Times, left, right) => self.product(expr, left, right),
            Form::Binary(Operator::Over, left, right) => {
                let a = self.formula(left)?;
                match &right.form {
                    Form::Number(text) if text.parse::<i64>().is_ok_and(|n| n > 0) => {
                        let over = text.parse::<i64>().ok().and_then(|n| a.over.checked_mul(n));
                        over.map_or_else(
                            || trouble(right, "too large a divisor", None),
                            |over| Ok(Formula { over, ..a }),
                        )
                    }
                    _ => trouble(right, "division only by a whole number that is not zero", None),
                }
            }
            Form::If(test, yes, no) => {
                let condition = self.holds(test, false)?;
                let (a, b) = (self.formula(yes)?, self.formula(no)?);
                let unit = a.unit;
                let (a, b, over) = align(expr, a, b)?;
                Ok(Formula { term: Term::If(Box::new(condition), Box::new(a), Box::new(b)), unit, over })
            }
            Form::Call(name, args) => self.function(expr, name, args),
            Form::Text(_) | Form::Boolean(_) | Form::List(_) | Form::Not(_) | Form::Binary(..) => {
                trouble(expr, "expected a number, money or a date", None)
            }
        }
    }

    fn fact_formula(&self, expr: &Expr, name: &str) -> Lowered<Formula> {
        let (id, fact) = self.fact(expr, name)?;
        let (unit, over) = match fact.kind {
            Kind::Date => (Unit::Date, 1),
            Kind::Count => (Unit::Number, 1),
            Kind::Money => (Unit::Money, 1),
            Kind::Rate => (Unit::Number, 1_000_000),
            Kind::YesNo | Kind::Choice | Kind::Set | Kind::Place => {
                return trouble(expr, format!("`{name}` is not a number or date"), None);
            }
        };
        Ok(Formula { term: Term::Fact(id), unit, over })
    }

    fn product(&self, expr: &Expr, left: &Expr, right: &Expr) -> Lowered<Formula> {
        let (a, b) = (self.formula(left)?, self.formula(right)?);
        let unit = match (a.unit, b.unit) {
            (Unit::Number, unit) | (unit, Unit::Number) if unit != Unit::Date => unit,
            _ => return trouble(expr, format!("{} times {} has no meaning", a.unit.word(), b.unit.word()), None),
        };
        let Some(over) = a.over.checked_mul(b.over) else { return trouble(expr, "too many decimals", None) };
        let term = match (a.term, b.term) {
            (Term::Number(n), term) | (term, Term::Number(n)) => times(term, n),
            (a, b) => Term::Product(Box::new(a), Box::new(b)),
        };
        Ok(Formula { term, unit, over })
    }

    fn function(&self, expr: &Expr, name: &str, args: &[Expr]) -> Lowered<Formula> {
        let date = |term| Ok(Formula { term, unit: Unit::Date, over: 1 });
        let number = |term| Ok(Formula { term, unit: Unit::Number, over: 1 });
        let day = |expr: &Expr| Ok(Box::new(self.expect(expr, Unit::Date)?.term));
        match (name, args) {
            ("date", [Expr { form: Form::Text(text), .. }]) => match text.parse::<Date>() {
                Ok(day) => date(Term::Number(day.0.into())),
                Err(()) => trouble(&args[0], format!("`{text}` is not a date"), "write `date(\"2026-11-22\")`"),
            },
            ("yuan", [amount]) => {
                let text = match &amount.form {
                    Form::Text(text) | Form::Number(text) => text,
                    _ => return trouble(amount, "expected a sum", "write `yuan(8000)` or `yuan(\"962.12\")`"),
                };
                match decimal(text, 2) {
                    Some(fen) => Ok(Formula { term: Term::Number(fen), unit: Unit::Money, over: 1 }),
                    None => trouble(amount, format!("`{text}` is not a sum in yuan and fen"), None),
                }
            }
            ("percent", [Expr { form: Form::Text(text), .. }]) => match decimal(text, 6) {
                Some(value) => {
                    let (value, over) = reduced(value, 100_000_000);
                    Ok(Formula { term: Term::Number(value), unit: Unit::Number, over })
                }
                None => trouble(&args[0], format!("`{text}` is not a percentage"), "write `percent(\"25.5\")`"),
            },
            ("add_months" | "add_days", [from, n]) => {
                let (from, n) = (day(from)?, Box::new(self.whole(n)?));
                date(if name == "add_months" { Term::AddMonths(from, n) } else { Term::AddDays(from, n) })
            }
            ("months_between", [from, to]) => number(Term::MonthsBetween(day(from)?, day(to)?)),
            ("years_between", [from, to]) => number(Term::YearsBetween(day(from)?, day(to)?)),
            ("min" | "max", [first, rest @ ..]) if !rest.is_empty() => self.extreme(expr, name, first, rest),
            ("param", [Expr { form: Form::Text(id), .. }]) => self.parameter(&args[0], id, None),
            ("param_at", [Expr { form: Form::Text(id), .. }, at]) => self.parameter(&args[0], id, Some(day(at)?)),
            ("used_months", [Expr { form: Form::Text(id), .. }]) => {
                self.fact_formula(&args[0], &format!("used_months.{id}"))
            }
            ("retirement_date", [born, sex, track]) => {
                let (sex, track) = (self.fact_expr(sex)?.0, self.fact_expr(track)?.0);
                date(Term::Retirement { born: day(born)?, sex, track })
            }
            _ => {
                let known = [
                    "date",
                    "yuan",
                    "percent",
                    "within",
                    "add_months",
                    "add_days",
                    "months_between",
                    "years_between",
                    "min",
                    "max",
                    "param",
                    "param_at",
                    "used_months",
                    "retirement_date",
                ];
                let see = || Some("see policies/README.md, Conditions and formulas".to_owned());
                let (message, hint) = if known.contains(&name) {
                    (format!("`{name}` does not take these {} values", args.len()), see())
                } else {
                    (format!("unknown function `{name}`"), did_you_mean(name, known).or_else(see))
                };
                Err(Trouble { at: expr.at.clone(), message, hint })
            }
        }
    }

    fn extreme(&self, expr: &Expr, name: &str, first: &Expr, rest: &[Expr]) -> Lowered<Formula> {
        let mut all = vec![self.formula(first)?];
        for item in rest {
            all.push(self.formula(item)?);
        }
        let unit = all[0].unit;
        let mut over = 1i64;
        for formula in &all {
            if formula.unit != unit {
                return trouble(expr, format!("{} and {} do not compare", unit.word(), formula.unit.word()), None);
            }
            over = least_common(over, formula.over);
        }
        let terms = all.into_iter().map(|formula| times(formula.term, over / formula.over)).collect();
        Ok(Formula { term: if name == "min" { Term::Min(terms) } else { Term::Max(terms) }, unit, over })
    }

    fn parameter(&self, expr: &Expr, id: &str, at: Option<Box<Term>>) -> Lowered<Formula> {
        let position = self.parameters.iter().position(|known| known.id == id);
        let Some(position) = position else {
            let hint = did_you_mean(id, self.parameters.iter().map(|known| known.id.as_str()));
            return Err(Trouble { at: expr.at.clone(), message: format!("unknown parameter `{id}`"), hint });
        };
        let Ok(number) = u16::try_from(position) else { return trouble(expr, "too many parameters", None) };
        let ParameterName { unit, over, .. } = self.parameters[position];
        Ok(Formula { term: Term::Param(ParameterId(number), at), unit, over })
    }

    fn expect(&self, expr: &Expr, unit: Unit) -> Lowered<Formula> {
        let formula = self.formula(expr)?;
        if formula.unit == unit {
            return Ok(formula);
        }
        trouble(expr, format!("expected {}, found {}", unit.word(), formula.unit.word()), None)
    }

    fn whole(&self, expr: &Expr) -> Lowered<Term> {
        let formula = self.expect(expr, Unit::Number)?;
        if formula.over == 1 { Ok(formula.term) } else { trouble(expr, "expected a whole number, found a ratio", None) }
    }

    fn fact_expr(&self, expr: &Expr) -> Lowered<(FactId, &Fact)> {
        match &expr.form {
            Form::Name(name) => self.fact(expr, name),
            _ => trouble(expr, "expected the name of a fact", None),
        }
    }

    fn fact(&self, expr: &Expr, name: &str) -> Lowered<(FactId, &Fact)> {
        let position = self.facts.iter().position(|fact| fact.id == name);
        match position.and_then(|at| Some((FactId(u16::try_from(at).ok()?), &self.facts[at]))) {
            Some(found) => Ok(found),
            None => {
                let names = self.facts.iter().map(|fact| fact.id.as_str());
                let hint = did_you_mean(name, names.chain(self.definitions.iter().map(|(id, _)| id.as_str())));
                Err(Trouble { at: expr.at.clone(), message: format!("unknown name `{name}`"), hint })
            }
        }
    }
}

/// `a && b` or `a || b`, without nesting the same operator.
fn joined(all: bool, parts: [Condition; 2]) -> Condition {
    let mut flat = Vec::new();
    for part in parts {
        match (all, part) {
            (true, Condition::All(parts)) | (false, Condition::Any(parts)) => flat.extend(parts),
            (_, part) => flat.push(part),
        }
    }
    if all { Condition::All(flat) } else { Condition::Any(flat) }
}

/// Both sides over one denominator.
fn align(expr: &Expr, a: Formula, b: Formula) -> Lowered<(Term, Term, i64)> {
    if a.unit != b.unit {
        return trouble(expr, format!("{} and {} do not compare", a.unit.word(), b.unit.word()), None);
    }
    let over = least_common(a.over, b.over);
    Ok((times(a.term, over / a.over), times(b.term, over / b.over), over))
}

fn scaled(formula: Formula, factor: i64) -> Formula {
    Formula { term: times(formula.term, factor), ..formula }
}

fn times(term: Term, factor: i64) -> Term {
    match (term, factor) {
        (term, 1) => term,
        (Term::Number(n), factor) => Term::Number(n.saturating_mul(factor)),
        (term, factor) => Term::Times(Box::new(term), factor),
    }
}

fn reduced(value: i64, over: i64) -> (i64, i64) {
    let divisor = greatest_common(value, over).max(1);
    (value / divisor, over / divisor)
}

fn greatest_common(a: i64, b: i64) -> i64 {
    if b == 0 { a } else { greatest_common(b, a % b) }
}

fn least_common(a: i64, b: i64) -> i64 {
    (a / greatest_common(a, b).max(1)).saturating_mul(b)
}

fn uses_months_between(term: &Term) -> bool {
    let mut found = false;
    term.walk(&mut |part| found |= matches!(part, Part::Term(Term::MonthsBetween(..))));
    found
}
