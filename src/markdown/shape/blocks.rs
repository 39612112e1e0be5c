//! `:::` blocks while a document is read: they nest, and end at the latest with what they stand in.

use std::ops::Range;

use super::Shaper;
use crate::markdown::fence::{BlockHead, Fence, fence, is_wide};
use crate::markdown::steps::Step;
use crate::markdown::{BlockUse, DEEPEST_BLOCK, Mistake};

/// A block that waits for its end.
pub(super) struct OpenedBlock {
    /// How many of the parser's tags were open where it began.
    depth: usize,
    name: String,
    range: Range<usize>,
    /// Its number in the reading; none for one that is too deep and left out.
    index: Option<usize>,
}

impl Shaper<'_> {
    /// A `:::` line at this place of the source. The HTML block that the parser sees around it does not count.
    pub(super) fn take_fence(&mut self, range: &Range<usize>) {
        let source = self.marked.source;
        let line = source[range.clone()].trim_end();
        let words = line.trim_start();
        let range = range.start + line.len() - words.len()..range.start + line.len();
        if is_wide(words) {
            self.reading
                .outline
                .mistakes
                .push(Mistake::FullWidthColons { range: range.clone() });
        }
        let depth = self.depth.saturating_sub(1);
        match fence(words) {
            Fence::Close => match self.blocks.pop_if(|block| block.depth == depth) {
                Some(block) => self.close(&block, range),
                None => self.reading.outline.mistakes.push(Mistake::BlockNotOpened { range }),
            },
            Fence::Open(head) => {
                if !head.sound {
                    self.reading
                        .outline
                        .mistakes
                        .push(Mistake::BadAttributes { range: range.clone() });
                }
                self.open(depth, head, range);
            }
        }
    }

    fn open(&mut self, depth: usize, head: BlockHead, range: Range<usize>) {
        let mut opened = OpenedBlock {
            depth,
            name: head.name.clone(),
            range: range.clone(),
            index: None,
        };
        if self.blocks.len() >= DEEPEST_BLOCK {
            self.blocks.push(opened);
            return self.reading.outline.mistakes.push(Mistake::BlockTooDeep { range });
        }
        let index = self.reading.outline.blocks.len();
        opened.index = Some(index);
        self.blocks.push(opened);
        self.reading.outline.blocks.push(BlockUse {
            name: head.name,
            arguments: head.arguments,
            range: range.clone(),
        });
        self.soft_break = None;
        self.push_start(Step::OpenBlock, range);
    }

    /// Ends the blocks that began inside the tag which now ends.
    pub(super) fn close_blocks_of_depth(&mut self, depth: usize, end: usize) {
        while let Some(block) = self.blocks.pop_if(|block| block.depth == depth) {
            self.close(&block, end..end);
            let mistake = Mistake::BlockNotClosed {
                name: block.name,
                range: block.range,
            };
            self.reading.outline.mistakes.push(mistake);
        }
    }

    fn close(&mut self, block: &OpenedBlock, range: Range<usize>) {
        if let Some(index) = block.index {
            self.push_end(Step::CloseBlock(index), range);
        }
    }
}
