//! Places: a tree of which every leaf is one bit of a mask.

use crate::packed::packed;

/// The tree in preorder; a parent stands before its children.
#[derive(Clone, Debug, Default)]
pub struct Places {
    pub list: Vec<Place>,
}

packed!(Places { list });

/// One place: a province, city, district or town.
#[derive(Clone, Debug)]
pub struct Place {
    /// `shanghai/pudong/zhuqiao`
    pub id: String,
    pub code: u16,
    /// GB/T 2260 code, where one exists.
    pub gb: Option<String>,
    /// Its leaves; one bit for a leaf.
    pub mask: u64,
}

packed!(Place { id, code, gb, mask });

impl Places {
    /// The leaves of a place, by its id.
    pub fn mask(&self, id: &str) -> Option<u64> {
        self.list.iter().find(|place| place.id == id).map(|place| place.mask)
    }

    /// Every leaf.
    pub fn all(&self) -> u64 {
        self.list.iter().fold(0, |mask, place| mask | place.mask)
    }

    /// The smallest place that holds every leaf of a mask.
    pub fn smallest(&self, mask: u64) -> Option<&Place> {
        let holders = self.list.iter().filter(|place| mask != 0 && mask & !place.mask == 0);
        holders.min_by_key(|place| place.mask.count_ones())
    }

    /// The direct children of a place, or the top of the tree.
    pub fn children<'a>(&'a self, parent: Option<&'a str>) -> impl Iterator<Item = &'a Place> {
        self.list.iter().filter(move |place| place.id.rsplit_once('/').map(|(above, _)| above) == parent)
    }
}
