//! The file as a tree of keys that still knows where each stands.

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

/// A value and the byte of the file where it, or its key, begins.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spot<T> {
    pub value: T,
    pub at: usize,
}

/// A table of the file with the path that leads to it.
#[derive(Clone)]
pub(super) struct Node<'a> {
    table: &'a DeTable<'a>,
    pub path: String,
    pub at: usize,
}

impl<'a> Node<'a> {
    pub(super) fn root(table: &'a DeTable<'a>) -> Self {
        Self { table, path: String::new(), at: 0 }
    }

    /// A table below this one.
    pub(super) fn below(&self, name: &str, table: &'a DeTable<'a>, at: usize) -> Self {
        Self { table, path: self.key(name), at }
    }

    /// The path of a key of this table.
    pub(super) fn key(&self, name: &str) -> String {
        if self.path.is_empty() { name.to_owned() } else { format!("{}.{name}", self.path) }
    }

    /// The keys as they stand in the file.
    pub(super) fn keys(&self) -> impl Iterator<Item = Spot<&'a str>> {
        self.table.keys().map(|key| Spot { value: key.get_ref().as_ref(), at: key.span().start })
    }

    /// A value, placed at its key: a table made of dotted keys has no place of its own.
    pub(super) fn value(&self, name: &str) -> Option<Spot<&'a DeValue<'a>>> {
        let (key, value) = self.table.get_key_value(name)?;
        Some(Spot { value: value.get_ref(), at: key.span().start })
    }

    pub(super) fn text(&self, name: &str) -> Option<Spot<&'a str>> {
        let Spot { value, at } = self.value(name)?;
        value.as_str().map(|value| Spot { value, at })
    }

    pub(super) fn flag(&self, name: &str) -> Option<Spot<bool>> {
        let Spot { value, at } = self.value(name)?;
        value.as_bool().map(|value| Spot { value, at })
    }

    /// The texts of a list, each at its own place; what is no text is left out.
    pub(super) fn words(&self, name: &str) -> Vec<Spot<&'a str>> {
        let Some(DeValue::Array(items)) = self.value(name).map(|spot| spot.value) else { return Vec::new() };
        items.iter().filter_map(word).collect()
    }

    /// The table of a name.
    pub(super) fn child(&self, name: &str) -> Option<Self> {
        let Spot { value, at } = self.value(name)?;
        value.as_table().map(|table| self.below(name, table, at))
    }

    /// The tables of a name (`[[name]]`), each called by its code or, without one, by its place.
    pub(super) fn each(&self, name: &str) -> Vec<Self> {
        let Some(DeValue::Array(items)) = self.value(name).map(|spot| spot.value) else { return Vec::new() };
        items.iter().enumerate().filter_map(|(index, item)| self.element(name, index, item)).collect()
    }

    fn element(&self, name: &str, index: usize, item: &'a Spanned<DeValue<'a>>) -> Option<Self> {
        let table = item.get_ref().as_table()?;
        let called = ["code", "purpose"].iter().find_map(|key| table.get(*key)?.get_ref().as_str());
        let called =
            called.filter(|code| !code.is_empty()).map_or_else(|| (index + 1).to_string(), str::to_owned);
        Some(self.below(&format!("{name}.{called}"), table, item.span().start))
    }
}

fn word<'a>(item: &'a Spanned<DeValue<'a>>) -> Option<Spot<&'a str>> {
    item.get_ref().as_str().map(|value| Spot { value, at: item.span().start })
}
