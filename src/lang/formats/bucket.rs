//! Labels of facet buckets in one language: 5000万元以下, 1亿–5亿元, `CNY 1 billion or more`.

use crate::lang::figure::bucket::Bucket;
use crate::lang::figure::rates::Rates;
use crate::lang::formats::Formats;
use crate::model::figure::Figure;

impl Formats {
    /// The label of a bucket.
    pub fn bucket(&self, bucket: &Bucket) -> String {
        let none = Rates::default();
        let text = |low, high| {
            let figure = Figure {
                high,
                ..Figure::exact(low, &bucket.unit)
            };
            self.figure(&figure, &none).text
        };
        match (bucket.from, bucket.below) {
            (Some(from), Some(below)) => text(from, Some(below)),
            (Some(from), None) => self.file.buckets.from.replace("{n}", &text(from, None)),
            (None, Some(below)) => self.file.buckets.below.replace("{n}", &text(below, None)),
            (None, None) => String::new(),
        }
    }
}
