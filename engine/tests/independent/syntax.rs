//! Conditions and formulas as the parser of the `cel` crate reads them.

use cel::IdedExpr;
use cel::common::ast::{Expr as Cel, LiteralValue};
use cel::parser::Parser;

use super::calendar;
use super::files::Names;
use super::formula::{Expr, Ratio, Value, whole};

/// Reads one text of a policy file.
pub fn parse(names: &Names, text: &str) -> Expr {
    let tree = Parser::default().parse(text).unwrap_or_else(|error| panic!("`{text}`: {error}"));
    read(names, &tree)
}

fn boxed<const N: usize>(names: &Names, args: &[IdedExpr]) -> Box<[Expr; N]> {
    let all: Vec<Expr> = args.iter().map(|arg| read(names, arg)).collect();
    Box::new(all.try_into().unwrap_or_else(|_| panic!("{N} arguments are needed")))
}

fn text(tree: &IdedExpr) -> &str {
    match &tree.expr {
        Cel::Literal(LiteralValue::String(text)) => text.inner(),
        other => panic!("a text is needed, not {other:?}"),
    }
}

fn texts(tree: &IdedExpr) -> Vec<&str> {
    match &tree.expr {
        Cel::List(list) => list.elements.iter().map(text).collect(),
        other => panic!("a list is needed, not {other:?}"),
    }
}

/// `25.5` with two decimals more than it is written with is 2550.
fn decimal(text: &str) -> Ratio {
    let (before, after) = text.split_once('.').unwrap_or((text, ""));
    let digits: i128 = format!("{before}{after}").parse().expect("digits");
    Ratio(digits, 10i128.pow(u32::try_from(after.len()).expect("short"))).times(Ratio(1, 1))
}

pub fn percent(text: &str) -> Ratio {
    decimal(text).times(Ratio(1, 100))
}

pub fn yuan(text: &str) -> Ratio {
    decimal(text).times(Ratio(100, 1))
}

/// What in the language has a place: a fact by its name.
fn fact(names: &Names, tree: &IdedExpr) -> Option<usize> {
    match &tree.expr {
        Cel::Select(select) => match &select.operand.expr {
            Cel::Ident(entity) => Some(names.fact(&format!("{entity}.{}", select.field))),
            other => panic!("an entity is needed, not {other:?}"),
        },
        _ => None,
    }
}

fn read(names: &Names, tree: &IdedExpr) -> Expr {
    match &tree.expr {
        Cel::Literal(LiteralValue::Boolean(yes)) => Expr::Constant(Value::Bool(*yes.inner())),
        Cel::Literal(LiteralValue::Int(number)) => Expr::Constant(whole(*number.inner())),
        Cel::Literal(LiteralValue::String(text)) => Expr::Constant(Value::Text(names.text(text.inner()))),
        Cel::Ident(name) if name == "as_of" => Expr::AsOf,
        Cel::Ident(name) => {
            let body = names.definitions.get(name).unwrap_or_else(|| panic!("`{name}` has no definition"));
            parse(names, body)
        }
        Cel::Select(_) => Expr::Fact(fact(names, tree).expect("a fact")),
        Cel::Call(call) => self::call(names, &call.func_name, &call.args),
        // `set.exists(x, x in [..])`: the macro turns it into a loop whose step is `seen || x in [..]`.
        Cel::Comprehension(each) => {
            let set = fact(names, &each.iter_range).expect("a fact");
            let Cel::Call(step) = &each.loop_step.expr else { panic!("a loop with another step") };
            let Cel::Call(inside) = &step.args[1].expr else { panic!("another test than `in`") };
            assert_eq!((step.func_name.as_str(), inside.func_name.as_str()), ("_||_", "@in"));
            assert_eq!(inside.args[0].expr, Cel::Ident(each.iter_var.clone()));
            Expr::Has(set, texts(&inside.args[1]).into_iter().map(|value| names.bit(set, value)).sum())
        }
        other => panic!("nothing of the subset: {other:?}"),
    }
}

fn call(names: &Names, name: &str, args: &[IdedExpr]) -> Expr {
    let one = |at: usize| Box::new(read(names, &args[at]));
    match name {
        "!_" => Expr::Not(one(0)),
        "_&&_" => Expr::And(boxed(names, args)),
        "_||_" => Expr::Or(boxed(names, args)),
        "_?_:_" => Expr::If(boxed(names, args)),
        "_==_" => Expr::Compare("==", boxed(names, args)),
        "_!=_" => Expr::Compare("!=", boxed(names, args)),
        "_<_" => Expr::Compare("<", boxed(names, args)),
        "_<=_" => Expr::Compare("<=", boxed(names, args)),
        "_>_" => Expr::Compare(">", boxed(names, args)),
        "_>=_" => Expr::Compare(">=", boxed(names, args)),
        "_+_" => Expr::Sum(boxed(names, args)),
        "_-_" => Expr::Difference(boxed(names, args)),
        "_*_" => Expr::Product(boxed(names, args)),
        "_/_" => match read(names, &args[1]) {
            Expr::Constant(by) => Expr::Quotient(one(0), by.number().expect("a whole number")),
            other => panic!("divided by {other:?}"),
        },
        "@in" => match fact(names, &args[1]) {
            Some(set) => Expr::Has(set, names.bit(set, text(&args[0]))),
            None => Expr::Among(one(0), texts(&args[1]).into_iter().map(|value| names.text(value)).collect()),
        },
        "date" => Expr::Constant(whole(calendar::parse(text(&args[0])))),
        "percent" => Expr::Constant(Value::Number(percent(text(&args[0])))),
        "yuan" => match &args[0].expr {
            Cel::Literal(LiteralValue::Int(number)) => Expr::Constant(whole(number.inner() * 100)),
            _ => Expr::Constant(Value::Number(yuan(text(&args[0])))),
        },
        "within" => Expr::Within(one(0), names.leaves(text(&args[1]))),
        "param" => Expr::Parameter(names.parameter(text(&args[0])), None),
        "param_at" => Expr::Parameter(names.parameter(text(&args[0])), Some(one(1))),
        "add_months" => Expr::AddMonths(boxed(names, args)),
        "add_days" => Expr::AddDays(boxed(names, args)),
        "months_between" => Expr::Months(boxed(names, args)),
        "years_between" => Expr::Years(boxed(names, args)),
        "min" => Expr::Least(boxed(names, args)),
        "max" => Expr::Most(boxed(names, args)),
        "retirement_date" => Expr::Retirement(boxed(names, args)),
        "used_months" => Expr::Fact(names.fact(&format!("used_months.{}", text(&args[0])))),
        other => panic!("`{other}` is no function of the subset"),
    }
}
