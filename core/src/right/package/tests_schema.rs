//! Reads packages back: their files, and strictly by the schemas they carry, what of a value breaks one and which
//! words it cannot read.

use serde_json::Value;
use std::{
    collections::HashMap,
    io::{Cursor, Read},
};

/// Words of JSON Schema that say something about a value.
const READ: &[&str] =
    &["$ref", "$defs", "type", "enum", "required", "properties", "additionalProperties", "items", "format"];
/// Words that say something to people.
const TOLD: &[&str] = &["$schema", "title", "description"];

/// What of a value breaks a schema. A schema that says something this cannot read is a fault itself.
pub(crate) fn faults(schema: &Value, value: &Value) -> Vec<String> {
    let mut found = unread(schema, "$");
    found.extend(at_place(schema, schema, value, "$"));
    found
}

fn unread(schema: &Value, at: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (word, inner) in schema.as_object().into_iter().flatten() {
        let known = READ.contains(&word.as_str()) || TOLD.contains(&word.as_str());
        if !known {
            found.push(format!("{at}: {word} is a word this reader does not know"));
        }
        match word.as_str() {
            "properties" | "$defs" => {
                let all = inner.as_object().into_iter().flatten();
                found.extend(all.flat_map(|(name, inner)| unread(inner, &format!("{at}.{name}"))));
            }
            "items" => found.extend(unread(inner, &format!("{at}[]"))),
            _ => {}
        }
    }
    found
}

fn at_place(root: &Value, schema: &Value, value: &Value, at: &str) -> Vec<String> {
    if let Some(name) = schema["$ref"].as_str() {
        return at_place(root, root.pointer(&name[1..]).unwrap(), value, at);
    }
    let mut found = Vec::new();
    let types: Vec<&str> = schema["type"].as_array().map_or_else(
        || schema["type"].as_str().into_iter().collect(),
        |types| types.iter().filter_map(Value::as_str).collect(),
    );
    if !types.is_empty() && !types.contains(&type_of(value)) {
        found.push(format!("{at}: {value} is not {types:?}"));
    }
    if schema["enum"].as_array().is_some_and(|known| !known.contains(value)) {
        found.push(format!("{at}: {value} is not one of {}", schema["enum"]));
    }
    if let (Some(format), Some(text)) = (schema["format"].as_str(), value.as_str()) {
        let fits = match format {
            "date" => chrono::NaiveDate::parse_from_str(text, "%Y-%m-%d").is_ok(),
            "date-time" => chrono::DateTime::parse_from_rfc3339(text).is_ok(),
            _ => false,
        };
        if !fits {
            found.push(format!("{at}: {text} is no {format}"));
        }
    }
    for name in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        if value.get(name).is_none() {
            found.push(format!("{at}: {name} is missing"));
        }
    }
    for (name, inner) in value.as_object().into_iter().flatten() {
        match schema["properties"].get(name) {
            Some(described) => found.extend(at_place(root, described, inner, &format!("{at}.{name}"))),
            None if schema["additionalProperties"] == false => found.push(format!("{at}: {name} is unknown")),
            None => {}
        }
    }
    for inner in value.as_array().into_iter().flatten() {
        found.extend(at_place(root, &schema["items"], inner, &format!("{at}[]")));
    }
    found
}

fn type_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

/// The files of an archive by name.
pub(crate) fn unpack(bytes: Vec<u8>) -> HashMap<String, String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|place| {
            let mut file = archive.by_index(place).unwrap();
            let mut text = String::new();
            file.read_to_string(&mut text).unwrap();
            (file.name().unwrap().into_owned(), text)
        })
        .collect()
}
