//! Turns the events of a Markdown parser into blocks.

use super::blocks::Writer;
use super::inline::{Inline, Mark};
use super::{escape, html};
use pulldown_cmark::{Alignment, Event, HeadingLevel, Options, Parser, Tag, TagEnd, TextMergeStream};

/// Reads a description.
pub(super) fn read(text: &str, writer: &mut Writer) {
    let mut reader = Reader::new(writer);
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    for event in TextMergeStream::new(Parser::new_ext(text, options)) {
        reader.event(event);
    }
    reader.end();
}

/// What has been read and not yet been written.
pub(super) struct Reader<'w> {
    pub(super) writer: &'w mut Writer,
    /// The text being read; above it the links around it, with their destinations.
    content: Inline,
    links: Vec<(Inline, String)>,
    /// In a paragraph of its own, not in the text of a tight item.
    in_paragraph: bool,
    pub(super) heading: Option<usize>,
    /// The next numbers of the lists around.
    pub(super) lists: Vec<Option<u64>>,
    pub(super) table: Option<Table>,
    /// A block of code or of HTML.
    pub(super) verbatim: Option<String>,
    /// HTML elements and, as `None`, Markdown's containers.
    pub(super) elements: Vec<Option<&'static str>>,
}

/// A table being read.
#[derive(Default)]
pub(super) struct Table {
    alignments: Vec<Alignment>,
    pub(super) rows: Vec<Vec<Inline>>,
    /// A cell is being read.
    pub(super) in_cell: bool,
}

impl<'w> Reader<'w> {
    fn new(writer: &'w mut Writer) -> Self {
        Self {
            writer,
            content: Inline::default(),
            links: Vec::new(),
            in_paragraph: false,
            heading: None,
            lists: Vec::new(),
            table: None,
            verbatim: None,
            elements: Vec::new(),
        }
    }

    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.finish(tag),
            Event::Text(text) | Event::Html(text) => self.text(&text),
            Event::Code(code) => self.content().code(&code),
            Event::InlineHtml(tag) => html::tag(self, &tag),
            Event::SoftBreak => self.text(" "),
            Event::HardBreak => self.content().hard_break(),
            Event::Rule => {
                self.flush();
                self.writer.rule();
            }
            Event::TaskListMarker(done) => self.text(if done { "[x] " } else { "[ ] " }),
            Event::InlineMath(text) | Event::DisplayMath(text) | Event::FootnoteReference(text) => {
                self.text(&text);
            }
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Emphasis => return self.content().open(Mark::Emphasis),
            Tag::Strong => return self.content().open(Mark::Strong),
            Tag::Strikethrough => return self.content().open(Mark::Strike),
            Tag::Superscript | Tag::Subscript => return,
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => return self.open_link(&dest_url),
            Tag::TableHead | Tag::TableRow => {
                if let Some(table) = &mut self.table {
                    table.rows.push(Vec::new());
                }
                return;
            }
            Tag::TableCell => return self.open_cell(),
            Tag::Paragraph => {
                self.flush();
                self.in_paragraph = true;
                return;
            }
            Tag::Heading { level, .. } => {
                self.flush();
                self.heading = Some(depth(level));
                return;
            }
            Tag::CodeBlock(_) | Tag::HtmlBlock => {
                self.flush();
                self.close_code();
                self.verbatim = Some(String::new());
                return;
            }
            Tag::BlockQuote(_) => {
                self.flush();
                self.writer.open_quote();
            }
            Tag::List(start) => {
                self.flush();
                self.lists.push(start);
            }
            Tag::Item => self.open_item(),
            Tag::Table(alignments) => {
                self.flush();
                // One that stands in a cell of an HTML table becomes part of that.
                self.table.get_or_insert_default().alignments = alignments;
            }
            Tag::FootnoteDefinition(_)
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::MetadataBlock(_) => self.flush(),
        }
        self.elements.push(None);
    }

    fn finish(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis => return self.content().close(Mark::Emphasis),
            TagEnd::Strong => return self.content().close(Mark::Strong),
            TagEnd::Strikethrough => return self.content().close(Mark::Strike),
            TagEnd::Superscript | TagEnd::Subscript | TagEnd::TableHead | TagEnd::TableRow => return,
            TagEnd::Link => return self.close_link("link"),
            TagEnd::Image => return self.close_link("image"),
            TagEnd::TableCell => return self.close_cell(),
            TagEnd::Paragraph | TagEnd::Heading(_) => return self.flush(),
            TagEnd::CodeBlock => return self.close_code(),
            TagEnd::HtmlBlock => {
                let block = self.verbatim.take().unwrap_or_default();
                return html::block(self, &block);
            }
            TagEnd::BlockQuote(_)
            | TagEnd::List(_)
            | TagEnd::Item
            | TagEnd::Table
            | TagEnd::FootnoteDefinition
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
            | TagEnd::MetadataBlock(_) => {}
        }
        self.flush();
        // HTML elements end with the container in which they stand.
        while let Some(Some(element)) = self.elements.pop() {
            html::close(self, element);
        }
        match tag {
            TagEnd::BlockQuote(_) | TagEnd::Item => self.writer.close(),
            TagEnd::List(_) => self.close_list(),
            TagEnd::Table => self.close_table(),
            TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::CodeBlock
            | TagEnd::HtmlBlock
            | TagEnd::FootnoteDefinition
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
            | TagEnd::TableHead
            | TagEnd::TableRow
            | TagEnd::TableCell
            | TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image
            | TagEnd::MetadataBlock(_) => {}
        }
    }

    /// After the last event.
    fn end(&mut self) {
        self.flush();
        while let Some(element) = self.elements.pop() {
            if let Some(element) = element {
                html::close(self, element);
            }
        }
        self.close_table();
        self.flush();
    }

    pub(super) fn text(&mut self, text: &str) {
        match &mut self.verbatim {
            Some(verbatim) => verbatim.push_str(text),
            None => self.content().text(text),
        }
    }

    /// Where inline content goes.
    pub(super) fn content(&mut self) -> &mut Inline {
        self.content.in_table = self.table.is_some();
        self.content.in_link = self.links.iter().any(|(_, destination)| escape::is_link(destination));
        &mut self.content
    }

    pub(super) fn open_link(&mut self, destination: &str) {
        self.links.push((std::mem::take(&mut self.content), destination.to_owned()));
    }

    /// Ends the innermost link; `name` is for an image, or a link out, without text.
    pub(super) fn close_link(&mut self, name: &str) {
        let Some((around, destination)) = self.links.pop() else { return };
        if self.content.is_empty() && (name == "image" || escape::is_link(&destination)) {
            self.content().text(name);
        }
        let link = std::mem::replace(&mut self.content, around);
        self.content().link(link, &destination);
    }

    /// Writes the text that has been read.
    pub(super) fn flush(&mut self) {
        while !self.links.is_empty() {
            self.close_link("link");
        }
        let heading = self.heading.take();
        let tight = !std::mem::take(&mut self.in_paragraph);
        if self.table.is_some() {
            self.content().space();
        } else if !self.content.is_empty() {
            let content = std::mem::take(&mut self.content);
            match heading {
                Some(level) => self.writer.heading(level, content),
                None => self.writer.paragraph(content, tight),
            }
        } else {
            self.content = Inline::default();
        }
    }

    pub(super) fn open_item(&mut self) {
        self.flush();
        let number = self.lists.last().copied().flatten();
        if let Some(Some(next)) = self.lists.last_mut() {
            *next = next.saturating_add(1);
        }
        self.writer.open_item(number);
    }

    pub(super) fn close_list(&mut self) {
        self.lists.pop();
        self.writer.close_list();
    }

    pub(super) fn close_code(&mut self) {
        let code = self.verbatim.take().unwrap_or_default();
        if self.table.is_some() {
            self.content().code(&code);
        } else {
            self.writer.code(&code);
        }
    }

    pub(super) fn open_cell(&mut self) {
        self.close_cell();
        self.content = Inline::default();
        if let Some(table) = &mut self.table {
            table.in_cell = true;
        }
    }

    pub(super) fn close_cell(&mut self) {
        self.flush();
        let content = std::mem::take(&mut self.content);
        if let Some(table) = &mut self.table
            && std::mem::take(&mut table.in_cell)
        {
            if table.rows.is_empty() {
                table.rows.push(Vec::new());
            }
            if let Some(row) = table.rows.last_mut() {
                row.push(content);
            }
        }
    }

    pub(super) fn close_table(&mut self) {
        self.close_cell();
        if let Some(table) = self.table.take() {
            self.writer.table(table.alignments, table.rows);
        }
    }
}

fn depth(level: HeadingLevel) -> usize {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}
