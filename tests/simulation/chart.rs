//! The chart: connection attempts over time, a panel for each backoff.
use std::fmt::Write;

use crate::report::thousands;

/// What is above a panel, and the attempts in each of its bins
pub(crate) struct Panel {
    pub(crate) title: String,
    pub(crate) is_default: bool,
    pub(crate) bins: Vec<usize>,
}

/// The chart as SVG; a bin is `bin` milliseconds wide, and the server is back after `returns` milliseconds
pub(crate) fn chart(title: &str, panels: &[Panel], bin: f64, returns: f64) -> String {
    let most = panels.iter().flat_map(|panel| &panel.bins).max().copied().unwrap_or(1);
    let scale = Scale { end: panels[0].bins.len() as f64 * bin, most };
    let width = LEFT + WIDTH + MARGIN;
    let height = TOP + panels.len() as f64 * PANEL;
    let panels = panels.iter().enumerate().map(|(index, panel)| {
        let base = TOP + index as f64 * PANEL + TITLE + HEIGHT;
        draw_panel(panel, base, bin, &scale) + &draw_return(returns, base, &scale)
    });
    format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" aria-labelledby="title">
<title id="title">{title}</title>
<style>{STYLE}</style>
<rect class="paper" width="{width}" height="{height}"/>
<text class="heading" x="{MARGIN}" y="26">{title}</text>
{}</svg>
"#,
        panels.collect::<String>()
    )
}

fn draw_panel(panel: &Panel, base: f64, bin: f64, scale: &Scale) -> String {
    let Panel { title, is_default, bins } = panel;
    let class = if *is_default { "ours" } else { "other" };
    let title_y = base - HEIGHT - 10.0;
    let mut svg = format!("<text class=\"title\" x=\"{LEFT}\" y=\"{title_y}\">{title}</text>\n");
    for attempts in [0, scale.most / 2, scale.most] {
        let (y, right) = (scale.y(attempts, base), LEFT + WIDTH);
        let _ = writeln!(
            svg,
            "<line class=\"grid\" x1=\"{LEFT}\" x2=\"{right}\" y1=\"{y}\" y2=\"{y}\"/>\
             <text class=\"count\" x=\"{}\" y=\"{}\">{}</text>",
            LEFT - 6.0,
            y + 4.0,
            thousands(attempts)
        );
    }
    for second in (0..=(scale.end / 1000.0) as u32).step_by(10) {
        let (x, y) = (scale.x(f64::from(second) * 1000.0), base + 16.0);
        let _ = writeln!(svg, "<text class=\"tick\" x=\"{x}\" y=\"{y}\">{second} s</text>");
    }
    let outline = outline(bins, base, bin, scale);
    svg + &format!("<path class=\"{class}\" d=\"{outline}\"/>\n")
}

fn draw_return(returns: f64, base: f64, scale: &Scale) -> String {
    let (x, top) = (scale.x(returns), base - HEIGHT);
    format!(
        "<line class=\"event\" x1=\"{x}\" x2=\"{x}\" y1=\"{top}\" y2=\"{base}\"/>\
         <text class=\"note\" x=\"{}\" y=\"{}\">the server is back</text>\n",
        x + 5.0,
        top + 11.0
    )
}

/// A step wherever the number of attempts changes
fn outline(bins: &[usize], base: f64, bin: f64, scale: &Scale) -> String {
    let mut path = format!("M{LEFT} {base}");
    let mut last = 0;
    for (index, &attempts) in bins.iter().enumerate() {
        if attempts != last {
            let (x, y) = (scale.x(index as f64 * bin), scale.y(attempts, base));
            let _ = write!(path, "H{x}V{y}");
            last = attempts;
        }
    }
    path + &format!("H{}V{base}Z", scale.x(bins.len() as f64 * bin))
}

struct Scale {
    /// In milliseconds
    end: f64,
    /// In attempts
    most: usize,
}

impl Scale {
    fn x(&self, time: f64) -> f64 {
        tenths(LEFT + WIDTH * time / self.end)
    }

    fn y(&self, attempts: usize, base: f64) -> f64 {
        tenths(base - HEIGHT * attempts as f64 / self.most as f64)
    }
}

fn tenths(number: f64) -> f64 {
    (number * 10.0).round() / 10.0
}

const MARGIN: f64 = 14.0;
const LEFT: f64 = 62.0;
const TOP: f64 = 40.0;
const WIDTH: f64 = 720.0;
/// Of a panel with its title and ticks, of its title, and of what is drawn
const PANEL: f64 = 142.0;
const TITLE: f64 = 32.0;
const HEIGHT: f64 = 80.0;

const STYLE: &str = r#"
svg { font: 13px system-ui, -apple-system, "Segoe UI", sans-serif; --paper: #fff; --ink: #1f2328; --soft: #59636e; --grid: #d1d9e0;
  --ours: #0a58ca; --other: #b35309; }
@media (prefers-color-scheme: dark) { svg { --paper: #0d1117; --ink: #f0f6fc; --soft: #9198a1; --grid: #3d444d;
  --ours: #79b4ff; --other: #f0a35e; } }
.paper { fill: var(--paper); } text { fill: var(--ink); } .heading { font-size: 15px; font-weight: 600; } .title { font-weight: 600; }
.tick, .count, .note { fill: var(--soft); font-size: 11px; } .tick { text-anchor: middle; } .count { text-anchor: end; }
.grid { stroke: var(--grid); } .event { stroke: var(--soft); stroke-dasharray: 3 3; }
.ours { fill: var(--ours); } .other { fill: var(--other); }
"#;
