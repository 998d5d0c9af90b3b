//! Drawings that a caller hands in: read as XML, let through only as far as they draw, and written anew.

use std::fmt::Write as _;

use roxmltree::{Document, Node, NodeType, ParsingOptions};

use crate::address::Address;
use crate::html::escape;
use crate::problem::{Problem, Problems, as_shown};

/// The longest drawing that is read.
const LONGEST: usize = 4_000_000;
/// The deepest that its elements may be nested.
const DEEPEST: usize = 200;
const NAMESPACE: &str = "http://www.w3.org/2000/svg";
const LINK: &str = "http://www.w3.org/1999/xlink";

/// What draws, and nothing else. What draws another part once more is left out: a few lines of it draw a million shapes.
const ELEMENTS: &[&str] = &[
    "svg",
    "g",
    "path",
    "rect",
    "circle",
    "ellipse",
    "line",
    "polyline",
    "polygon",
    "text",
    "tspan",
    "defs",
    "clipPath",
    "mask",
    "marker",
    "pattern",
    "linearGradient",
    "radialGradient",
    "stop",
    "title",
    "desc",
];

/// A drawing as markup for a page, with its ids under the id of the picture.
///
/// # Errors
/// All that is in it and draws nothing: scripts, handlers of events, references to what lies outside it, styles, foreign
/// markup.
pub(super) fn checked(id: &str, svg: &str) -> Result<String, Problems> {
    let at = Address::new("svg").join(id);
    let refuse = |what: String| {
        Problem::new(at.clone(), what).accepted("an SVG drawing of shapes and text, with nothing outside it")
    };
    if svg.len() > LONGEST {
        return Err(refuse(format!("the drawing has {} bytes", svg.len()))
            .accepted(format!("an SVG drawing of at most {LONGEST} bytes"))
            .into());
    }
    if deepest(svg) > DEEPEST {
        return Err(refuse("the drawing is nested too deep".to_owned()).into());
    }
    // A document type is refused, and with it entities that grow.
    let options = ParsingOptions { allow_dtd: false, ..ParsingOptions::default() };
    let parsed = Document::parse_with_options(svg.trim_start_matches('\u{feff}'), options)
        .map_err(|wrong| refuse(format!("is not read as XML: {}", as_shown(&wrong.to_string(), 120))))?;
    let mut writer = Writer { id, out: String::with_capacity(svg.len()), wrong: Vec::new() };
    if parsed.root_element().tag_name().name() != "svg" {
        writer.wrong.push("the outermost element is no svg".to_owned());
    }
    writer.element(parsed.root_element(), true);
    let mut problems = Problems::new();
    writer.wrong.sort_unstable();
    writer.wrong.dedup();
    for what in writer.wrong {
        problems.push(refuse(what));
    }
    problems.or(writer.out)
}

/// No less than the depth of its elements, counted before anything goes down into them. What stands in a comment or as
/// characters is no element, and closes none.
fn deepest(svg: &str) -> usize {
    let (mut depth, mut most) = (0_usize, 0);
    let mut rest = svg;
    while let Some((_, part)) = rest.split_once('<') {
        let aside = [("!--", "-->"), ("![CDATA[", "]]>"), ("?", "?>")];
        if let Some((begin, end)) = aside.into_iter().find(|(begin, _)| part.starts_with(begin)) {
            rest = part[begin.len()..].split_once(end).map_or("", |(_, after)| after);
            continue;
        }
        let empty = part.split('>').next().is_some_and(|tag| tag.ends_with('/'));
        if part.starts_with('/') {
            depth = depth.saturating_sub(1);
        } else if !empty {
            depth += 1;
            most = most.max(depth);
        }
        rest = part;
    }
    most
}

struct Writer<'a> {
    id: &'a str,
    out: String,
    wrong: Vec<String>,
}

impl Writer<'_> {
    fn element(&mut self, node: Node<'_, '_>, outermost: bool) {
        let name = node.tag_name().name();
        if !ELEMENTS.contains(&name) || node.tag_name().namespace().is_some_and(|space| space != NAMESPACE) {
            self.wrong.push(format!("the element \"{}\" is not let through", as_shown(name, 40)));
            return;
        }
        // The page gives the drawing its own title and text.
        if matches!(name, "title" | "desc") {
            return;
        }
        let _ = write!(self.out, "<{name}");
        if outermost {
            self.out.push_str(" aria-hidden=\"true\" focusable=\"false\"");
        }
        for attribute in node.attributes() {
            self.attribute(attribute.namespace(), attribute.name(), attribute.value(), outermost);
        }
        self.out.push('>');
        for child in node.children() {
            match child.node_type() {
                NodeType::Element => self.element(child, false),
                NodeType::Text => self.out.push_str(&escape(child.text().unwrap_or_default())),
                NodeType::Comment => {}
                NodeType::Root | NodeType::PI => {
                    self.wrong.push("a processing instruction is not let through".to_owned());
                }
            }
        }
        let _ = write!(self.out, "</{name}>");
    }

    fn attribute(&mut self, space: Option<&str>, name: &str, value: &str, outermost: bool) {
        let shown = as_shown(name, 40);
        let lower = name.to_ascii_lowercase();
        if lower.starts_with("on") {
            self.wrong.push(format!("the handler of events \"{shown}\" is not let through"));
            return;
        }
        if !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')) {
            self.wrong.push(format!("the attribute \"{shown}\" is not let through"));
            return;
        }
        let inside = value.strip_prefix('#');
        match (space, lower.as_str()) {
            (None | Some(LINK), "href") => match inside {
                Some(target) => self.write("href", &format!("#{}-{target}", self.id)),
                None => {
                    self.wrong.push(format!("a reference to \"{}\" leads outside it", as_shown(value, 60)));
                }
            },
            (None, "id") => self.write("id", &format!("{}-{value}", self.id)),
            // Roles and labels are the page's; classes and styles draw nothing without a sheet that comes with them.
            (Some(_), _) | (None, "class" | "role" | "tabindex" | "focusable" | "lang" | "xmlns") => {}
            (None, aria) if aria.starts_with("aria-") => {}
            (None, "style") => self.style(value),
            (None, "width" | "height") if outermost => {}
            (None, _) => self.referring(name, value),
        }
    }

    /// A style becomes attributes: the page lets no style through.
    fn style(&mut self, style: &str) {
        for part in style.split(';').filter(|part| !part.trim().is_empty()) {
            match part.split_once(':') {
                Some((name, value))
                    if name.trim().bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-')
                        && !name.trim().is_empty() =>
                {
                    self.referring(name.trim(), value.trim());
                }
                _ => self.wrong.push(format!("the style \"{}\" is not let through", as_shown(part, 60))),
            }
        }
    }

    fn referring(&mut self, name: &str, value: &str) {
        // A stylesheet may write a letter by its number; a drawing has no need to.
        let lower = value.to_ascii_lowercase();
        let plain: String = lower.chars().filter(|c| !c.is_whitespace() && *c != '"' && *c != '\'').collect();
        let links = plain.matches("url(").count();
        if lower.contains('\\')
            || lower.contains("/*")
            || ["javascript:", "data:", "image(", "image-set(", "src("]
                .iter()
                .any(|word| plain.contains(word))
            || links != plain.matches("url(#").count()
        {
            self.wrong.push(format!("\"{}\" leads outside it", as_shown(value, 60)));
            return;
        }
        let value =
            if links == 0 { value.to_owned() } else { plain.replace("url(#", &format!("url(#{}-", self.id)) };
        self.write(name, &value);
    }

    fn write(&mut self, name: &str, value: &str) {
        let _ = write!(self.out, " {name}=\"{}\"", escape(value));
    }
}
