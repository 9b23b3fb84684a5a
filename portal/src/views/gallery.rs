//! Every part of a page with normal, empty, long and hostile text, in each language.
