//! Writes letters of other alphabets in a–z: Latin with its marks, and Japanese kana.

use unicode_normalization::UnicodeNormalization;

/// Kana by rows: a character and its Hepburn letters. Marks that change the letter
/// before (small `ゃ`, long `ー`, doubling `っ`) are handled in [`kana`].
const KANA: &str = "あa いi うu えe おo かka きki くku けke こko がga ぎgi ぐgu げge ごgo \
    さsa しshi すsu せse そso ざza じji ずzu ぜze ぞzo たta ちchi つtsu てte とto だda ぢji づzu でde どdo \
    なna にni ぬnu ねne のno はha ひhi ふfu へhe ほho ばba びbi ぶbu べbe ぼbo ぱpa ぴpi ぷpu ぺpe ぽpo \
    まma みmi むmu めme もmo やya ゆyu よyo らra りri るru れre ろro わwa ゐi ゑe をo んn ゔvu \
    ぁa ぃi ぅu ぇe ぉo ゃya ゅyu ょyo ゎwa ゕka ゖke";

/// The small letters and digits for a Latin letter, or `None` for any other character.
pub(super) fn latin(letter: char) -> Option<String> {
    if letter.is_ascii() {
        return letter
            .is_ascii_alphanumeric()
            .then(|| letter.to_ascii_lowercase().to_string());
    }
    let whole = match letter {
        'ß' | 'ẞ' => "ss",
        'æ' | 'Æ' => "ae",
        'œ' | 'Œ' => "oe",
        'ø' | 'Ø' => "o",
        'đ' | 'Đ' | 'ð' | 'Ð' => "d",
        'ł' | 'Ł' => "l",
        'ħ' | 'Ħ' => "h",
        'ı' => "i",
        'þ' | 'Þ' => "th",
        _ => "",
    };
    if !whole.is_empty() {
        return Some(whole.to_owned());
    }
    let base = std::iter::once(letter).nfd().next()?;
    base.is_ascii_alphanumeric()
        .then(|| base.to_ascii_lowercase().to_string())
}

/// The syllables of a word in kana, never none. A lengthening mark repeats the vowel
/// before it: `ツアー` is `tsu a a`.
pub(super) fn kana(word: &str) -> Vec<String> {
    let mut syllables: Vec<String> = Vec::new();
    let mut doubled = false;
    for letter in word.chars().map(hiragana) {
        match letter {
            'っ' => {
                doubled = true;
                continue;
            }
            'ー' => {
                let vowel = syllables.last().and_then(|syllable| syllable.chars().last());
                syllables.extend(vowel.map(String::from));
                continue;
            }
            'ゃ' | 'ゅ' | 'ょ' | 'ぁ' | 'ぃ' | 'ぅ' | 'ぇ' | 'ぉ' => {
                let small = letters_of(letter);
                if let Some(joined) = syllables.last().and_then(|before| join(before, &small)) {
                    syllables.pop();
                    syllables.push(joined);
                    continue;
                }
            }
            _ => {}
        }
        let mut syllable = letters_of(letter);
        if std::mem::take(&mut doubled) {
            let first = syllable
                .chars()
                .next()
                .map(|first| if syllable.starts_with("ch") { 't' } else { first });
            syllable.insert(0, first.unwrap_or('x'));
        }
        syllables.push(syllable);
    }
    if doubled || syllables.is_empty() {
        syllables.push("tsu".to_owned());
    }
    syllables
}

/// `ki` and `ya` are `kya`, `shi` and `yu` are `shu`, `fu` and `a` are `fa`, `te` and
/// `i` are `ti`.
fn join(before: &str, small: &str) -> Option<String> {
    if let Some(vowel) = small.strip_prefix('y') {
        let stem = before.strip_suffix('i').filter(|stem| !stem.is_empty())?;
        let glide = if stem.ends_with("sh") || stem.ends_with("ch") || stem.ends_with('j') {
            ""
        } else {
            "y"
        };
        return Some(format!("{stem}{glide}{vowel}"));
    }
    let stem = before
        .strip_suffix(['i', 'u', 'e', 'o'])
        .filter(|stem| !stem.is_empty())?;
    Some(format!("{stem}{small}"))
}

fn letters_of(kana: char) -> String {
    let row = KANA.split(' ').find_map(|row| row.strip_prefix(kana));
    row.map_or_else(|| format!("u{:x}", u32::from(kana)), str::to_owned)
}

/// Katakana as hiragana, which Unicode keeps 0x60 lower.
fn hiragana(letter: char) -> char {
    match letter {
        '\u{30A1}'..='\u{30F6}' => char::from_u32(u32::from(letter) - 0x60).unwrap_or(letter),
        _ => letter,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(word: &str, expected: &str) {
        assert_eq!(kana(word).join("·"), expected, "{word}");
    }

    #[test]
    fn kana_is_written_as_it_sounds() {
        check("おんせん", "o·n·se·n");
        check("シルバー", "shi·ru·ba·a");
        check("りょこう", "ryo·ko·u");
        check("しゅっちょう", "shu·tcho·u");
        check("ファミリー", "fa·mi·ri·i");
        check("パーティー", "pa·a·ti·i");
    }

    #[test]
    fn broken_kana_still_has_a_form() {
        check("っ", "tsu");
        check("ー", "tsu");
        check("ゃ", "ya");
        check("ヷ", "u30f7");
    }

    #[test]
    fn latin_letters_lose_their_marks() {
        let written: Vec<String> = "éÉçßŒøłñÅ9Z".chars().filter_map(latin).collect();
        assert_eq!(written.concat(), "eecssoeolna9z");
    }

    #[test]
    fn other_letters_are_not_latin() {
        for letter in ['я', 'й', 'あ', '山', '-', '½', 'ά'] {
            assert_eq!(latin(letter), None, "{letter}");
        }
    }
}
