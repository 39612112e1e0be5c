//! Words that stand in several messages: kinds of fields, forms of what was found.

use crate::diag::catalogue::Speech;

/// The word for a key; the key itself where there is none.
pub(super) fn name(key: &str, speech: Speech) -> &str {
    let row = NAMES.iter().find(|(known, _, _)| *known == key);
    match (row, speech) {
        (Some((_, zh, _)), Speech::Chinese) => zh,
        (Some((_, _, en)), Speech::English) => en,
        (None, _) => key,
    }
}

/// Key, Chinese, English.
pub(super) const NAMES: &[(&str, &str, &str)] = &[
    ("light", "浅色环境", "in light surroundings"),
    ("dark", "深色环境", "in dark surroundings"),
    ("text", "文字", "text"),
    ("markdown", "带格式的文字", "formatted text"),
    ("integer", "整数", "a whole number"),
    ("decimal", "数字", "a number"),
    ("money", "金额", "an amount of money"),
    ("area", "面积", "an area"),
    ("length", "长度", "a length"),
    ("percent", "百分比", "a percentage"),
    ("quantity", "数量", "a quantity"),
    ("date", "日期", "a date"),
    ("datetime", "日期和时间", "a date and time"),
    ("period", "起止时间", "a period"),
    ("choice", "选项", "one of the options"),
    ("boolean", "“是”或“否”", "yes or no"),
    (
        "reference",
        "另一个条目的文件名或标题",
        "the file name or title of another entry",
    ),
    ("list", "多项列表", "a list"),
    ("group", "一组字段", "a group of fields"),
    ("series", "逐年数据", "figures by year"),
    ("place", "坐标", "coordinates"),
    ("image", "图片文件名", "the name of a picture file"),
    ("file", "文件名", "the name of a file"),
    ("video", "视频文件名", "the name of a film file"),
    ("contact", "联系方式", "a contact"),
    ("address", "地址", "a postal address"),
    ("link", "网址", "a web address"),
    ("found-nothing", "空白", "nothing"),
    ("found-list", "多项列表", "a list"),
    ("found-map", "一组“名称: 内容”", "a group of `name: value` lines"),
    ("found-text", "文字", "text"),
    ("found-number", "数字", "a number"),
    ("found-yes-no", "是或否", "yes or no"),
    ("shape-map", "若干行“名称: 内容”", "`name: value` lines"),
    (
        "shape-list",
        "列表，如 `[title, region]`",
        "a list, such as `[title, region]`",
    ),
    ("shape-text", "一个词或一行文字", "a word or a line of text"),
    ("shape-yes-no", "`true` 或 `false`", "`true` or `false`"),
    ("shape-count", "大于 0 的整数", "a whole number above 0"),
    (
        "shape-words",
        "各语言的文字，如 `{zh-Hans: 阶段, en: Stage}`",
        "words by language, such as `{zh-Hans: 阶段, en: Stage}`",
    ),
    ("machine-not-found", "找不到它", "it is not there"),
    ("machine-permission", "没有权限", "permission denied"),
    ("machine-disk-full", "磁盘满了", "the disk is full"),
    ("machine-quota", "超出了可用的空间", "the quota is used up"),
    ("machine-read-only", "磁盘是只读的", "the disk is read-only"),
    ("machine-busy", "正被别的程序占用", "another program holds it"),
    (
        "machine-exists",
        "那里已有同名的文件",
        "a file of that name is there already",
    ),
    (
        "machine-no-folder",
        "路径中间有一段不是文件夹",
        "a part of the path is no folder",
    ),
    ("machine-folder", "那里是一个文件夹", "it is a folder"),
    ("machine-not-empty", "文件夹不是空的", "the folder is not empty"),
    ("machine-too-large", "文件太大", "the file is too large"),
    (
        "machine-name",
        "文件名不能用或太长",
        "the name cannot be used, or is too long",
    ),
    ("machine-timed-out", "等得太久，没有回应", "there was no answer in time"),
    ("machine-network", "网络连接断了", "the network connection is lost"),
    ("machine-memory", "内存不够", "there is not enough memory"),
    ("machine-other-disk", "它在另一个磁盘上", "it lies on another disk"),
    (
        "machine-unsupported",
        "这个磁盘或系统不支持",
        "this disk or system cannot do it",
    ),
    ("machine-too-many-open", "打开的文件太多", "too many files are open"),
    (
        "machine-damaged",
        "磁盘读写出错",
        "the disk cannot be read or written here",
    ),
    (
        "path-empty",
        "有一段是空的，或写了整个网址",
        "a part of it is empty, or it is a whole address",
    ),
    ("path-absolute", "它从磁盘的根开始", "it begins at the root of a disk"),
    ("path-dots", "它会离开网站", "it leads out of the site"),
    ("path-backslash", "里面有反斜线", "it holds a backslash"),
    (
        "path-control",
        "里面有看不见的字符",
        "it holds a character that nobody can see",
    ),
    (
        "path-reserved",
        "这个名字由 Windows 保留",
        "Windows keeps this name for itself",
    ),
    (
        "path-not-portable",
        "里面有 Windows 不能用的字符，或以点、空格结尾",
        "it holds a character that Windows cannot write, or ends with a dot or a blank",
    ),
    ("path-too-long", "名字太长", "a name in it is too long"),
    (
        "template-tag",
        "这里不能有这个标签：前面可能有 `if`、`for` 或 `block` 没有结束，或者标签名打错了",
        "this tag cannot stand here: an `if`, `for` or `block` before it may not be closed, or its name is misspelt",
    ),
    (
        "template-end",
        "到文件末尾还缺结束的标签、括号或引号",
        "an end is missing: of a tag, a bracket or a quotation",
    ),
    ("template-deep", "套的层数太多", "too many levels within each other"),
    (
        "template-extends",
        "`extends` 要写在文件的最前面",
        "`extends` must be the first tag of the file",
    ),
    (
        "template-outside",
        "有 `extends` 的模板里，内容要写在 `block` 之内",
        "in a template with `extends`, content stands within blocks",
    ),
    (
        "template-character",
        "这里有模板不认识的字符，多半是全角标点",
        "a sign that templates do not know, most likely a full-width one",
    ),
    ("count-items", "项", "items"),
    ("count-letters", "个字", "characters"),
];
