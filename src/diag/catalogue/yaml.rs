//! Words for what cannot be read as YAML at all.

use crate::diag::Severity::Error;
use crate::diag::catalogue::{Row, say};

pub(super) const ROWS: &[Row] = &[
    say(
        "yaml-key-twice",
        Error,
        "“{key}”在同一处写了两次",
        "只能留一个；请把两处合成一处，删去另一处。",
        "`{key}` is written twice in the same place",
        "Only one can count: bring both together and delete the other.",
    ),
    say(
        "yaml-tab",
        Error,
        "行首用了制表符（Tab 键）",
        "请改用空格缩进，每一层两个空格。",
        "This line begins with a tab",
        "Indent with spaces, two for each level.",
    ),
    say(
        "yaml-quote",
        Error,
        "引号没有成对",
        "请在文字末尾补上同样的引号；内容里本来就有引号时，可改用中文引号“”。",
        "A quotation mark is not closed",
        "Add the same mark at the end of the text.",
    ),
    say(
        "yaml-colon",
        Error,
        "这一行里有两个冒号，分不清哪一个在名称后面",
        "请给冒号后面的内容加上英文双引号，如 `标题: \"招商: 引资\"`，或把内容里的冒号改成中文冒号“：”。",
        "This line has two colons, and it is not clear which one follows the name",
        "Put the text behind the first colon in double quotes, such as `title: \"One: two\"`.",
    ),
    say(
        "yaml-full-width",
        Error,
        "名称后面的冒号是全角的“：”",
        "请改成半角冒号加一个空格，如 `标题: 示例`。",
        "The colon behind the name is a full-width one",
        "Write a half-width colon and a blank, such as `title: Example`.",
    ),
    say(
        "yaml-too-much",
        Error,
        "内容一层套一层，多得无法读取",
        "请减少缩进的层数，去掉用 `&` 和 `*` 写的重复引用。",
        "This is nested or repeated beyond what can be read",
        "Use fewer levels, and no references made with `&` and `*`.",
    ),
    say(
        "yaml-tag",
        Error,
        "内容以感叹号“!”开头，会被当作特殊标记",
        "请给整段内容加上英文双引号，如 `\"!重要\"`。",
        "The text begins with `!`, which would be taken for a tag",
        "Put the whole text in double quotes, such as `\"!important\"`.",
    ),
    say(
        "yaml-key",
        Error,
        "冒号前面的名称不能用",
        "名称要写成一个词，如 `标题: …`；内容以 `{` 或 `[` 开头时，请加上英文双引号。",
        "What stands before the colon is no name",
        "Write one word there, such as `title: …`; put text that begins with `{` or `[` in double quotes.",
    ),
    say(
        "yaml-syntax",
        Error,
        "这里的写法读不懂，可能出在这一行或上一行",
        "每行写成“名称: 内容”，冒号后面空一格，同一层的行左边对齐。（{reason}）",
        "This cannot be read; the slip may be in this line or the one before",
        "Write `name: value`, with a space after the colon, and align the lines of one level. ({reason})",
    ),
    say(
        "yaml-form",
        Error,
        "这里的内容不是所需要的形式",
        "请对照同类文件的写法修改。（{reason}）",
        "What is written here has not the form that is needed",
        "Compare it with a file of the same sort. ({reason})",
    ),
];
