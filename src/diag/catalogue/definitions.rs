//! Words of the families `unit` and `format`: what is wrong in `units.yaml` and `formats/LANG.yaml`.

use super::{Row, say};
use crate::diag::Severity::Error;

pub(super) const ROWS: &[Row] = &[
    say(
        "unit-key",
        Error,
        "`{key}` 不能作单位的键：不可留空，也不可含 `/` 或空格",
        "键用简短的字母，如 `ha`；写法放在 names 里",
        "`{key}` cannot be the key of a unit: it must not be empty, nor hold `/` or a blank",
        "take a few letters, such as `ha`; how it is written stands under `names`",
    ),
    say(
        "unit-dimension",
        Error,
        "单位 `{key}` 没有写 dimension，而主题里也没有这个单位可以补充",
        "新单位要写 dimension，如 `dimension: length`；补充已有的单位时，请核对它的键",
        "the unit `{key}` has no `dimension`, and the theme has no such unit that it could add to",
        "a new unit needs its dimension, such as `dimension: length`; to add to one, check its key",
    ),
    say(
        "unit-factor",
        Error,
        "单位 `{key}` 的 factor 写成 `{written}`，不是正数或分数",
        "写成 `10000` 或 `10000/15`",
        "the factor `{written}` of the unit `{key}` is no positive number or fraction",
        "write `10000` or `10000/15`",
    ),
    say(
        "unit-conversion",
        Error,
        "单位 `{key}` 不能换算成 `{target}`",
        "两者要量同一种东西，而且都有 factor",
        "the unit `{key}` cannot be converted to `{target}`",
        "both must measure the same, and both need a `factor`",
    ),
    say(
        "format-pattern",
        Error,
        "`{key}` 的写法 `{pattern}` 里缺 `{lacks}`",
        "把 `{lacks}` 写在它的值该出现的地方",
        "the pattern `{pattern}` of `{key}` lacks `{lacks}`",
        "write `{lacks}` where its value belongs",
    ),
    say(
        "format-name",
        Error,
        "`{key}` 里没有叫 `{name}` 的",
        "operators 有 at_least at_most over under about；modes 有 target declared actual estimate forecast started built；units 和 currencies 用 units.yaml 的键",
        "nothing in `{key}` is called `{name}`",
        "operators are at_least at_most over under about; modes are target declared actual estimate forecast started built; units and currencies go by the keys of units.yaml",
    ),
    say(
        "format-locale",
        Error,
        "程序不认识 `{key}` 写的语言：{reason}",
        "写成语言标记，如 `ko` 或 `pt-BR`",
        "`{key}` names no language that the program knows: {reason}",
        "write a language tag, such as `ko` or `pt-BR`",
    ),
];
