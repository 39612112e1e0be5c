//! `:::` blocks while a document is read: they nest, and end at the latest with what they stand in.

use std::ops::Range;

use super::Shaper;
use crate::markdown::fence::{Fence, fence, is_wide};
use crate::markdown::steps::{Block, Step};
use crate::markdown::{DEEPEST_BLOCK, Mistake};

/// A block that waits for its end.
pub(super) struct OpenedBlock {
    /// How many of the parser's tags were open where it began.
    depth: usize,
    name: String,
    range: Range<usize>,
    nesting: Nesting,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Nesting {
    Fine,
    TooDeep,
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
                .mistakes
                .push(Mistake::FullWidthColons { range: range.clone() });
        }
        let depth = self.depth.saturating_sub(1);
        match fence(words) {
            Fence::Close => match self.blocks.pop_if(|block| block.depth == depth) {
                Some(block) => self.close(&block, range),
                None => self.reading.mistakes.push(Mistake::BlockNotOpened { range }),
            },
            Fence::Open(head) => {
                if !head.sound {
                    self.reading
                        .mistakes
                        .push(Mistake::BadAttributes { range: range.clone() });
                }
                let deep = self.blocks.len() >= DEEPEST_BLOCK;
                let nesting = if deep { Nesting::TooDeep } else { Nesting::Fine };
                self.blocks.push(OpenedBlock {
                    depth,
                    name: head.name.clone(),
                    range: range.clone(),
                    nesting,
                });
                if nesting == Nesting::TooDeep {
                    self.reading.mistakes.push(Mistake::BlockTooDeep { range });
                } else {
                    self.push(
                        Step::OpenBlock(Block {
                            name: head.name,
                            arguments: head.arguments,
                        }),
                        range,
                    );
                }
            }
        }
    }

    /// Ends the blocks that began inside the tag which now ends.
    pub(super) fn close_blocks_of_depth(&mut self, depth: usize, end: usize) {
        while let Some(block) = self.blocks.pop_if(|block| block.depth == depth) {
            self.close(&block, end..end);
            let mistake = Mistake::BlockNotClosed {
                name: block.name,
                range: block.range,
            };
            self.reading.mistakes.push(mistake);
        }
    }

    fn close(&mut self, block: &OpenedBlock, range: Range<usize>) {
        if block.nesting == Nesting::Fine {
            self.push(Step::CloseBlock, range);
        }
    }
}
