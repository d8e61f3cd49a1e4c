//! Which function goes where, and what each part then needs of the other.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::mem::replace;

use walrus::ir::{self, Instr, Value, Visitor, dfs_in_order};
use walrus::{
    ConstExpr, DataId, ElementItems, ElementKind, ExportItem, FunctionId, FunctionKind, GlobalId, GlobalKind,
    ImportKind, ImportedFunction, LocalFunction, MemoryId, Module, RefType, TableId,
};

use crate::names::Names;

/// The name under which the second part imports what the first exports.
const FIRST: &str = "f";

pub enum Part {
    First,
    Later,
}

pub struct Cut {
    /// The functions of the second part.
    later: HashSet<FunctionId>,
    /// The table of functions.
    table: TableId,
    /// Which function stands at which place of it.
    places: BTreeMap<u64, FunctionId>,
    /// The place at which the first part calls a function of the second.
    called_at: HashMap<FunctionId, u64>,
    /// What the second part takes of the first, under the name that it has there.
    taken: Vec<(String, Taken)>,
    size: u64,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Taken {
    Function(FunctionId),
    Global(GlobalId),
    Table(TableId),
    Memory(MemoryId),
}

impl Cut {
    pub fn of(module: &Module, names: &Names) -> Result<Cut, String> {
        let table = module.tables.iter().find(|table| table.element_ty == RefType::FUNCREF);
        let table = table.ok_or("no table of functions")?;
        let places = places(module, table.id())?;
        let uses: HashMap<FunctionId, Uses> =
            module.funcs.iter_local().map(|(id, function)| (id, Uses::of(function))).collect();
        let named: HashSet<FunctionId> = module
            .funcs
            .iter_local()
            .filter(|(id, _)| module.funcs.get(*id).name.as_deref().is_some_and(|name| names.hold(name)))
            .map(|(id, _)| id)
            .collect();

        // Whatever is reached without one of those that are named.
        let exported = module.exports.iter().filter_map(|export| match export.item {
            ExportItem::Function(function) => Some(function),
            _ => None,
        });
        let mut open: Vec<FunctionId> = exported.chain(module.start).collect();
        open.extend(places.values().filter(|function| !named.contains(function)));
        let mut first: HashSet<FunctionId> = HashSet::new();
        while let Some(function) = open.pop() {
            if first.insert(function)
                && let Some(uses) = uses.get(&function)
            {
                open.extend(uses.functions.iter().filter(|used| !named.contains(used)));
            }
        }
        let later: HashSet<FunctionId> = uses.keys().copied().filter(|function| !first.contains(function)).collect();

        let mut called_at: HashMap<FunctionId, u64> =
            places.iter().filter(|(_, function)| later.contains(function)).map(|(place, id)| (*id, *place)).collect();
        let mut size = table.initial;
        let mut taken = BTreeSet::new();
        for (function, uses) in &uses {
            let is_later = later.contains(function);
            for used in &uses.functions {
                if !is_later && later.contains(used) {
                    called_at.entry(*used).or_insert_with(|| {
                        size += 1;
                        size - 1
                    });
                } else if is_later && !later.contains(used) {
                    taken.insert(Taken::Function(*used));
                }
            }
            if is_later {
                taken.extend(uses.globals.iter().map(|global| Taken::Global(*global)));
                taken.extend(uses.tables.iter().map(|table| Taken::Table(*table)));
            }
        }
        // The same program has the same places, whatever the order of a map was.
        let mut added: Vec<FunctionId> =
            called_at.iter().filter(|(_, place)| **place >= table.initial).map(|(function, _)| *function).collect();
        added.sort_unstable();
        for (at, function) in added.into_iter().enumerate() {
            called_at.insert(function, table.initial + at as u64);
        }
        taken.insert(Taken::Table(table.id()));
        taken.extend(module.memories.iter().map(|memory| Taken::Memory(memory.id())));
        let taken = taken.into_iter().enumerate().map(|(at, item)| (format!("_{at:x}"), item)).collect();
        Ok(Cut { later, table: table.id(), places, called_at, taken, size })
    }

    /// Leaves one of the two of what it was made of.
    pub fn keep(&self, part: Part, module: &mut Module) {
        match part {
            Part::First => self.keep_first(module),
            Part::Later => self.keep_later(module),
        }
        walrus::passes::gc::run(module);
    }

    fn keep_first(&self, module: &mut Module) {
        let table = module.tables.get_mut(self.table);
        table.initial = self.size;
        table.maximum = table.maximum.map(|most| most.max(self.size));
        self.fill(module, |function| !self.later.contains(&function));
        let types: HashMap<FunctionId, _> = self.called_at.keys().map(|id| (*id, module.funcs.get(*id).ty())).collect();
        for (id, function) in module.funcs.iter_local_mut() {
            if !self.later.contains(&id) {
                self.call_through_the_table(function, &types);
            }
        }
        for (name, item) in &self.taken {
            match *item {
                Taken::Function(id) => module.exports.add(name, id),
                Taken::Global(id) => module.exports.add(name, id),
                Taken::Table(id) => module.exports.add(name, id),
                Taken::Memory(id) => module.exports.add(name, id),
            };
        }
    }

    fn keep_later(&self, module: &mut Module) {
        for export in module.exports.iter().map(|export| export.id()).collect::<Vec<_>>() {
            module.exports.delete(export);
        }
        module.start = None;
        for data in module.data.iter().map(|data| data.id()).collect::<Vec<DataId>>() {
            module.data.delete(data);
        }
        for memory in module.memories.iter_mut() {
            memory.data_segments.clear();
        }
        for (name, item) in &self.taken {
            match *item {
                Taken::Function(id) => {
                    let import = module.imports.add(FIRST, name, ImportKind::Function(id));
                    let function = module.funcs.get_mut(id);
                    let ty = function.ty();
                    let before = replace(&mut function.kind, FunctionKind::Import(ImportedFunction { import, ty }));
                    // What came from outside comes from the first part now.
                    if let FunctionKind::Import(before) = before {
                        module.imports.delete(before.import);
                    }
                }
                Taken::Global(id) => {
                    let import = module.imports.add(FIRST, name, ImportKind::Global(id));
                    module.globals.get_mut(id).kind = GlobalKind::Import(import);
                }
                Taken::Table(id) => {
                    let import = module.imports.add(FIRST, name, ImportKind::Table(id));
                    let table = module.tables.get_mut(id);
                    table.import = Some(import);
                    if id == self.table {
                        table.initial = self.size;
                        table.maximum = table.maximum.map(|most| most.max(self.size));
                    }
                }
                Taken::Memory(id) => {
                    let import = module.imports.add(FIRST, name, ImportKind::Memory(id));
                    module.memories.get_mut(id).import = Some(import);
                }
            }
        }
        self.fill(module, |function| self.later.contains(&function));
    }

    pub fn told(&self) -> String {
        format!(
            "{} functions are for later, {} of them called from the first part; they need {} of its parts",
            self.later.len(),
            self.called_at.len(),
            self.taken.len()
        )
    }

    /// Puts the functions of one part into the table, in runs.
    fn fill(&self, module: &mut Module, is_here: impl Fn(FunctionId) -> bool) {
        for element in module.elements.iter().map(|element| element.id()).collect::<Vec<_>>() {
            if matches!(module.elements.get(element).kind, ElementKind::Active { table, .. } if table == self.table) {
                module.elements.delete(element);
            }
        }
        let table = module.tables.get_mut(self.table);
        table.elem_segments.clear();
        let mut all = self.places.clone();
        all.extend(self.called_at.iter().map(|(function, place)| (*place, *function)));
        let mut runs: Vec<(u64, Vec<FunctionId>)> = Vec::new();
        for (place, function) in all.into_iter().filter(|(_, function)| is_here(*function)) {
            match runs.last_mut() {
                Some((start, run)) if *start + run.len() as u64 == place => run.push(function),
                _ => runs.push((place, vec![function])),
            }
        }
        for (place, run) in runs {
            let offset = ConstExpr::Value(Value::I32(i32::try_from(place).expect("a table is small")));
            let kind = ElementKind::Active { table: self.table, offset };
            let element = module.elements.add(kind, ElementItems::Functions(run));
            module.tables.get_mut(self.table).elem_segments.insert(element);
        }
    }

    fn call_through_the_table(&self, function: &mut LocalFunction, types: &HashMap<FunctionId, walrus::TypeId>) {
        let mut found = Uses::default();
        dfs_in_order(&mut found, function, function.entry_block());
        for sequence in found.sequences {
            let instructions = &mut function.block_mut(sequence).instrs;
            if !instructions.iter().any(|(one, _)| matches!(one, Instr::Call(call) if self.later.contains(&call.func)))
            {
                continue;
            }
            let mut anew = Vec::with_capacity(instructions.len() + 1);
            for (one, place) in instructions.drain(..) {
                match &one {
                    Instr::Call(call) if self.later.contains(&call.func) => {
                        let at = i32::try_from(self.called_at[&call.func]).expect("a table is small");
                        anew.push((Instr::Const(ir::Const { value: Value::I32(at) }), place));
                        let call = ir::CallIndirect { ty: types[&call.func], table: self.table };
                        anew.push((Instr::CallIndirect(call), place));
                    }
                    _ => anew.push((one, place)),
                }
            }
            *instructions = anew;
        }
    }
}

/// What a function uses.
#[derive(Default)]
struct Uses {
    functions: BTreeSet<FunctionId>,
    globals: BTreeSet<GlobalId>,
    tables: BTreeSet<TableId>,
    sequences: Vec<ir::InstrSeqId>,
}

impl Uses {
    fn of(function: &LocalFunction) -> Uses {
        let mut uses = Uses::default();
        dfs_in_order(&mut uses, function, function.entry_block());
        uses
    }
}

impl<'a> Visitor<'a> for Uses {
    fn start_instr_seq(&mut self, sequence: &'a ir::InstrSeq) {
        self.sequences.push(sequence.id());
    }

    fn visit_function_id(&mut self, function: &FunctionId) {
        self.functions.insert(*function);
    }

    fn visit_global_id(&mut self, global: &GlobalId) {
        self.globals.insert(*global);
    }

    fn visit_table_id(&mut self, table: &TableId) {
        self.tables.insert(*table);
    }
}

/// Which function stands at which place of a table at the start.
fn places(module: &Module, table: TableId) -> Result<BTreeMap<u64, FunctionId>, String> {
    let mut places = BTreeMap::new();
    for element in module.elements.iter() {
        match (&element.kind, &element.items) {
            (ElementKind::Active { table: into, .. }, _) if *into != table => {}
            (ElementKind::Active { offset: ConstExpr::Value(Value::I32(start)), .. }, ElementItems::Functions(run)) => {
                let start = u64::try_from(*start).map_err(|_| "a place of the table is below none")?;
                places.extend((start..).zip(run.iter().copied()));
            }
            (ElementKind::Declared, _) => {}
            _ => return Err("the table is filled in a way that is not known here".to_owned()),
        }
    }
    Ok(places)
}
