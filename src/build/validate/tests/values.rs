//! What is read of each kind of field, from one line of front matter.

use super::{Role, lines, read};
use crate::model::value::Value;

/// A field's value, from one line of front matter.
#[track_caller]
fn value(line: &str, field: &str, expected: &str) {
    let (record, diagnostics, text) = read(&format!("标题: 青山\n{line}"), Role::Original);
    assert_eq!(lines(&diagnostics, &|_| text.clone()), "", "{line}");
    let record = record.expect("a record");
    assert_eq!(
        record.fields.get(field).map_or(String::new(), shown),
        expected,
        "{line}"
    );
}

/// A value in short.
fn shown(value: &Value) -> String {
    let all = |values: &[Value]| values.iter().map(shown).collect::<Vec<_>>().join(" | ");
    match value {
        Value::Text(text) | Value::Markdown(text) | Value::Reference(text) => text.clone(),
        Value::Choice(key) => format!("#{key}"),
        Value::Figure(figure) => figure.canonical(),
        Value::Date(date) => date.to_string(),
        Value::DateTime(moment) => moment.to_string(),
        Value::Period(period) => period.to_string(),
        Value::Boolean(yes) => yes.to_string(),
        Value::List(values) => all(values),
        Value::Group(fields) => fields
            .iter()
            .map(|(name, value)| format!("{name}={}", shown(value)))
            .collect::<Vec<_>>()
            .join(" "),
        Value::Series(rows) => rows
            .iter()
            .map(|(year, figure)| format!("{year}: {}", figure.canonical()))
            .collect::<Vec<_>>()
            .join(" | "),
        Value::Place(place) => format!("{} {} {}", place.longitude, place.latitude, place.datum),
        Value::File(file) => format!("{} {}", file.path, file.title.as_deref().unwrap_or("-")),
        Value::Contact(contact) => format!("{contact:?}"),
        Value::Link(link) => format!("{} {}", link.url, link.label.as_deref().unwrap_or("-")),
    }
}

#[test]
fn words_are_read_as_they_were_typed() {
    value("文号: 78.790", "number", "78.790");
    value("文号: 007", "number", "007");
    value("文号: 0x1F", "number", "0x1F");
    value("文号: True", "number", "True");
    value("文号: ×府发〔2020〕7号", "number", "×府发〔2020〕7号");
    value("文号: ''", "number", "");
    value("地区: 2020", "region", "2020");
}

#[test]
fn choices_are_read_by_key_and_by_any_label() {
    for written in ["open", "招商中", "Open", "OPEN"] {
        value(&format!("阶段: {written}"), "stage", "#open");
    }
    value("合作方式: 合资", "ways", "#joint");
    value("合作方式: [合资, lease]", "ways", "#joint | #lease");
}

#[test]
fn figures_are_read_short_and_long() {
    value("总投资: 约3.5亿元", "investment", "about 350000000 CNY");
    value("床位: 120", "beds", "120 bed");
    value("容积率: 1.123456789012345678", "ratio", "1.123456789012345678");
    value("容积率: 12345678901234567890", "ratio", "12345678901234567890");
    value("层数:", "floors", "3");
    value(
        "总投资: {数值: 3, 单位: 亿元, op: 约, mode: 目标, cumulative: true, as_of: 2020-12, source: a, quote: b}",
        "investment",
        "target cumulative about 300000000 CNY",
    );
    value(
        "分年目标: {2021年: 6个, 2020: 启动5个}",
        "values",
        "2020: started 5 item | 2021: 6 item",
    );
}

#[test]
fn dates_are_as_precise_as_they_were_written() {
    value("开业日期: 2020年", "opened", "2020");
    value("开业日期: 2014-09", "opened", "2014-09");
    value("开业日期: --10-31", "opened", "--10-31");
    value("举办时间: 2014-09-04 10:30", "held", "2014-09-04T10:30:00");
    value("建设周期: 2020..2022", "schedule", "2020..2022");
    value("建设周期: {起: 2020, 止: 2022-06}", "schedule", "2020..2022-06");
}

#[test]
fn values_of_several_parts_are_read() {
    value(
        "坐标: {经度: 106.63, 纬度: 26.65°, 坐标系: 高德}",
        "location",
        "106.63 26.65 gcj02",
    );
    value("封面: ../media/shan.jpg", "cover", "../media/shan.jpg -");
    value("资料: {文件: a.pdf, 名称: 手册}", "papers", "a.pdf 手册");
    value(
        "网址: {url: 'mailto:a@example.com', label: 信箱}",
        "link",
        "mailto:a@example.com 信箱",
    );
    value(
        "进度: [{日期: 2020, 内容: 开工}, {key: b, 日期: 2021}]",
        "steps",
        "date=2020 text=开工 | date=2021 key=b",
    );
    for (written, part) in [
        ("0851-12345678", "phone: Some"),
        ("a@example.com", "email: Some"),
        ("王敏", "name: Some"),
        ("{电话: 085112345678}", "phone: Some(\"085112345678\")"),
    ] {
        let (record, _, _) = read(&format!("title: 甲\n联系方式: {written}"), Role::Original);
        assert!(
            shown(record.unwrap().fields.get("contact").expect("read")).contains(part),
            "{written}"
        );
    }
}
