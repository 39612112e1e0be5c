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

#[cfg(test)]
mod tests {
    use crate::lang::figure::bucket::{Bucket, BucketMistake, buckets};
    use crate::lang::figure::read_tests::theme_units;
    use crate::lang::formats::tests::{figure, formats, visible};
    use crate::model::figure::Figure;

    #[test]
    fn buckets_have_slugs_and_labels_and_hold_each_figure_once() {
        let thresholds = ["5000万元", "1亿元", "5亿元", "10亿元"].map(|text| figure(text, "money"));
        let cut = buckets(&thresholds).unwrap();
        let slugs: Vec<String> = cut.iter().map(Bucket::slug).collect();
        assert_eq!(
            slugs.join(" "),
            "lt-5000wan ge-5000wan-lt-1yi ge-1yi-lt-5yi ge-5yi-lt-10yi ge-10yi"
        );
        let labels = |language: &str| {
            let one = formats(language);
            visible(
                &cut.iter()
                    .map(|bucket| one.bucket(bucket))
                    .collect::<Vec<_>>()
                    .join(" · "),
            )
        };
        assert_eq!(
            labels("zh-Hans"),
            "5000万元以下 · 5000万–1亿元 · 1亿–5亿元 · 5亿–10亿元 · 10亿元以上"
        );
        assert_eq!(
            labels("en"),
            "under CNY 50 million · CNY 50–100 million · CNY 100–500 million · CNY 500 million–1 billion · CNY 1 billion or more"
        );
        assert_eq!(
            labels("fr"),
            "moins de 50⍽millions de yuans · 50 à 100⍽millions de yuans · 100 à 500⍽millions de yuans · 500⍽millions à 1⍽milliard de yuans · 1⍽milliard de yuans et plus"
        );
        let units = theme_units();
        let held = |text: &str| {
            let figure = figure(text, "money");
            let slugs: Vec<String> = cut
                .iter()
                .filter(|one| one.holds(&figure, units))
                .map(Bucket::slug)
                .collect();
            slugs.join(" ")
        };
        assert_eq!(held("3000万元"), "lt-5000wan");
        assert_eq!(held("1亿元"), "ge-1yi-lt-5yi");
        assert_eq!(held("超过1亿元"), "ge-1yi-lt-5yi");
        assert_eq!(held("不超过1亿元"), "ge-5000wan-lt-1yi");
        assert_eq!(held("3～8亿元"), "ge-1yi-lt-5yi");
        assert_eq!(held("78.79亿元"), "ge-10yi");
        assert_eq!(held("US$2000万"), "", "another currency belongs nowhere");
        assert_eq!(buckets(&[]), Err(BucketMistake::NoThreshold));
        let falling = [figure("2亿元", "money"), figure("1亿元", "money")];
        assert_eq!(buckets(&falling), Err(BucketMistake::NotRising(1)));
        let mixed = [figure("1亿元", "money"), figure("约2亿元", "money")];
        assert_eq!(buckets(&mixed), Err(BucketMistake::NotPlain(1)));
    }

    #[test]
    fn slugs_of_odd_thresholds_stay_plain() {
        let slugs = |texts: &[&str], kind: &str| {
            let thresholds: Vec<Figure> = texts.iter().map(|text| figure(text, kind)).collect();
            let cut = buckets(&thresholds).unwrap();
            cut.iter().map(Bucket::slug).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(slugs(&["1.5亿元"], "money"), "lt-15000wan ge-15000wan");
        assert_eq!(slugs(&["-2.5%", "0%"], "percent"), "lt-m2p5 ge-m2p5-lt-0 ge-0");
        assert_eq!(slugs(&["12345元"], "money"), "lt-12345 ge-12345");
    }
}
