//! Bars as SVG: no script and no style of their own, and a text that says what they show.

use maud::{Markup, html};

/// Width of a chart in its own units; its text is as large as the page's where it is as wide in pixels.
const WIDTH: u64 = 280;
/// The longest bar; its number stands behind it.
const LONGEST: u64 = 244;
/// Height of a bar with its label.
const ROW: u64 = 40;
/// What fits above a bar, in characters; the table beside has the whole label.
const LABEL: usize = 38;

/// One bar in its parts, of which any may be nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    pub label: String,
    /// As the class of each says: well, late, neither, and what is none of these.
    pub parts: [u64; 4],
    /// What is read aloud for it.
    pub text: String,
}

impl Bar {
    fn total(&self) -> u64 {
        self.parts.iter().sum()
    }
}

/// The bars under each other; nothing where all are empty. `id` names its pattern, once a page.
pub fn bars(id: &str, title: &str, bars: &[Bar]) -> Markup {
    let most = bars.iter().map(Bar::total).max().unwrap_or_default();
    let texts: Vec<&str> = bars.iter().map(|bar| bar.text.as_str()).collect();
    let stripes = format!("stripes-{id}");
    let height = ROW * bars.len() as u64;
    html! {
        @if most > 0 {
            svg.chart viewBox={ "0 0 " (WIDTH) " " (height) } role="img" aria-label={ (title) ". " (texts.join(" ")) } {
                (pattern(&stripes))
                @for (row, bar) in bars.iter().enumerate() { (drawn(bar, row as u64 * ROW, (most, &stripes))) }
            }
        }
    }
}

/// Stripes tell what is late where colours do not.
fn pattern(id: &str) -> Markup {
    html! {
        defs {
            pattern id=(id) width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)" {
                rect.chart-late-ground width="5" height="5" {}
                rect.chart-late width="2.5" height="5" {}
            }
        }
    }
}

fn drawn(bar: &Bar, y: u64, (most, stripes): (u64, &str)) -> Markup {
    let fills = [None, Some(format!("url(#{stripes})")), None, None];
    let classes = ["chart-well", "chart-stripes", "chart-rest", "chart-plain"];
    let mut x = 0;
    let parts = bar.parts.iter().zip(classes).zip(fills).map(|((count, class), fill)| {
        let (from, wide) = (x, (count * LONGEST).div_ceil(most));
        x += wide;
        html! { @if wide > 0 { rect class=(class) x=(from) y=(y + 18) width=(wide) height="14" fill=[fill] {} } }
    });
    let parts: Vec<Markup> = parts.collect();
    html! {
        text.chart-label x="0" y=(y + 12) { (short(&bar.label)) }
        @for part in &parts { (part) }
        text.chart-number x=(x.min(LONGEST + 4) + 6) y=(y + 30) { (bar.total()) }
    }
}

fn short(label: &str) -> String {
    if label.chars().count() <= LABEL {
        return label.to_owned();
    }
    label.chars().take(LABEL - 1).chain(['…']).collect()
}

/// What the three parts mean; drawn, since a printer leaves backgrounds out.
pub fn key(words: &[String; 3]) -> Markup {
    let classes = ["chart-well", "chart-stripes", "chart-rest"];
    html! {
        ul.chart-key {
            @for (word, class) in words.iter().zip(classes) {
                li {
                    svg.chart-swatch viewBox="0 0 14 14" aria-hidden="true" {
                        @if class == "chart-stripes" {
                            (pattern("stripes-key"))
                            rect class=(class) width="14" height="14" fill="url(#stripes-key)" {}
                        } @else {
                            rect class=(class) width="14" height="14" {}
                        }
                    }
                    (word)
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bar(label: &str, parts: [u64; 4]) -> Bar {
        Bar { label: label.into(), parts, text: format!("{label}: {}.", parts.iter().sum::<u64>()) }
    }

    #[test]
    fn a_chart_says_what_it_shows_and_the_longest_bar_ends_before_its_number() {
        let drawn =
            bars("x", "By right", &[bar("Access", [3, 1, 0, 0]), bar("Erasure", [0, 0, 2, 0])]).into_string();
        assert!(drawn.contains("role=\"img\" aria-label=\"By right. Access: 4. Erasure: 2.\""), "{drawn}");
        assert!(
            drawn.contains("x=\"0\" y=\"18\" width=\"183\"")
                && drawn.contains("x=\"183\" y=\"18\" width=\"61\"")
        );
        assert!(drawn.contains("x=\"0\" y=\"58\" width=\"122\""), "{drawn}");
        assert!(drawn.contains(">4</text>") && drawn.contains(">2</text>"));
        assert!(!drawn.contains("style="));
    }

    #[test]
    fn nothing_is_drawn_of_nothing_and_a_long_label_is_cut() {
        assert_eq!(bars("x", "t", &[bar("a", [0, 0, 0, 0])]).into_string(), "");
        assert_eq!(bars("x", "t", &[]).into_string(), "");
        assert_eq!(short(&"ä".repeat(39)), format!("{}…", "ä".repeat(37)));
        assert_eq!(short(&"ä".repeat(38)), "ä".repeat(38));
    }
}
