//! Pictures of the content: sizes, variants, what is published of them and what is not, and pictures that are none.

use std::fs;
use std::io::Cursor;

use image::{DynamicImage, ImageFormat, RgbImage};

use crate::folder::Folder;

const ENTRY: &str = "---\n标题: 白露镇旅居项目\n地区: 青山县\n阶段: 招商中\n封面: 封面.png\n---\n![温泉眺望](spring.jpg \"山脚\")\n\n![示意图](map.svg){width=half}\n";
const DRAWING: &str =
    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 96 48\"><path d=\"M0 0h96v48z\"/></svg>\n";

fn picture(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
    let pixels = RgbImage::from_fn(width, height, |x, y| {
        image::Rgb([x % 251, y % 241, 120].map(|part| part.try_into().unwrap()))
    });
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::ImageRgb8(pixels).write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// A photograph that lies on its side and knows where it was taken.
fn photograph(width: u32, height: u32) -> Vec<u8> {
    let plain = picture(width, height, ImageFormat::Jpeg);
    let mut exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x02\x01\x12\0\x03\0\0\0\x01\0\x06\0\0".to_vec();
    exif.extend(b"\x88\x25\0\x04\0\0\0\x01\0\0\0\x26\0\0\0\0GPS-SECRET");
    let length = u16::try_from(exif.len() + 2).unwrap();
    [&plain[..2], &[0xFF, 0xE1], &length.to_be_bytes(), &exif, &plain[2..]].concat()
}

pub(crate) fn site() -> Folder {
    let folder = Folder::small(&[
        ("content/projects/bailu/index.md", ENTRY),
        ("content/projects/bailu/map.svg", DRAWING),
    ]);
    folder.write_bytes("content/projects/bailu/spring.jpg", &photograph(1200, 800));
    folder.write_bytes("content/projects/bailu/封面.png", &picture(300, 200, ImageFormat::Png));
    folder
}

#[test]
fn pages_know_the_size_of_every_picture_and_offer_smaller_ones() {
    let folder = site();
    folder.build();
    let page = folder.read("public/projects/bailu.html");
    assert!(
        page.contains(
            "<img src=\"../media/projects/bailu/spring-800.jpg\" \
             srcset=\"../media/projects/bailu/spring-480.webp 480w, ../media/projects/bailu/spring-800.webp 800w\" \
             sizes=\"(min-width: 46em) 46em, 100vw\" alt=\"温泉眺望\" width=\"800\" height=\"1200\""
        ),
        "{page}"
    );
    assert!(
        page.contains("src=\"../media/projects/bailu/map.svg\" alt=\"示意图\" width=\"96\" height=\"48\""),
        "{page}"
    );
    let list = folder.read("public/projects/index.html");
    assert!(
        list.contains("srcset=\"../media/projects/bailu/fengmian-300.webp 300w\"")
            && list.contains("alt=\"白露镇旅居项目\" width=\"300\" height=\"200\""),
        "{list}"
    );
}

#[test]
fn what_the_camera_wrote_beside_the_pixels_is_never_published() {
    let folder = site();
    folder.build();
    let published = folder.public();
    let of_spring: Vec<&String> = published.keys().filter(|path| path.contains("spring")).collect();
    assert_eq!(
        of_spring,
        [
            "media/projects/bailu/spring-480.webp",
            "media/projects/bailu/spring-800.jpg",
            "media/projects/bailu/spring-800.webp",
        ]
    );
    for path in of_spring {
        let bytes = fs::read(folder.path().join("public").join(path)).unwrap();
        assert!(!bytes.windows(3).any(|part| part == b"GPS"), "{path}");
        let seen = image::load_from_memory(&bytes).unwrap();
        assert!(seen.height() > seen.width(), "{path} lies on its side");
    }
}

#[test]
fn a_picture_is_found_from_every_language_and_a_translation_may_bring_its_own() {
    let folder = site();
    folder.write(
        "content/projects/bailu/index.en.md",
        "---\ntitle: Bailu Town\n---\n![The spring](spring.jpg)\n\n![A map](map.svg)\n",
    );
    folder.write("content/projects/bailu/map.en.svg", DRAWING);
    folder.build();
    let page = folder.read("public/en/projects/bailu.html");
    let spring = "src=\"../../media/projects/bailu/spring-800.jpg\"";
    assert!(page.contains(spring) && page.contains("alt=\"The spring\""), "{page}");
    assert!(page.contains("src=\"../../media/projects/bailu/map-en.svg\""), "{page}");
    let original = folder.read("public/projects/bailu.html");
    assert!(
        original.contains("src=\"../media/projects/bailu/map.svg\""),
        "{original}"
    );
}

#[test]
fn a_picture_that_no_page_shows_is_not_published_and_one_that_is_linked_is() {
    let folder = site();
    folder.write_bytes("content/media/unused.jpg", &photograph(600, 400));
    folder.write_bytes("content/media/poster.jpg", &picture(600, 400, ImageFormat::Jpeg));
    folder.write("content/media/targets.csv", "a,b\n");
    folder.write(
        "content/projects/c.md",
        "---\n标题: 丙\n地区: 青山县\n阶段: 招商中\n---\n[海报](poster.jpg)\n",
    );
    folder.build();
    let published = folder.public();
    let shared: Vec<&String> = published
        .keys()
        .filter(|path| path.starts_with("media/") && !path.contains("bailu") && !path.contains("/art/"))
        .collect();
    assert_eq!(shared, ["media/poster.jpg", "media/targets.csv"]);
}

#[test]
fn a_second_build_makes_nothing_again_and_a_lost_cache_changes_no_byte() {
    let folder = site();
    folder.build();
    let first = folder.public();
    let cache = folder.path().join(".wutong/cache/pictures");
    assert_eq!(fs::read_dir(&cache).unwrap().count(), 5);
    for file in fs::read_dir(&cache).unwrap() {
        fs::write(file.unwrap().path(), "spoilt").unwrap();
    }
    folder.build();
    assert!(folder.public() == first);
    fs::remove_dir_all(&cache).unwrap();
    fs::remove_dir_all(folder.path().join("public")).unwrap();
    folder.build();
    assert!(folder.public() == first);
}

#[track_caller]
fn refused(bytes: &[u8], name: &str, expected: &str) {
    let folder = site();
    folder.build();
    let before = folder.public();
    folder.write_bytes(&format!("content/projects/bailu/{name}"), bytes);
    let run = folder.run(&["build", "--today", "2030-01-01", "--lang", "zh"]);
    assert_eq!(run.status, 1, "{}", run.complained);
    assert!(run.complained.contains(expected), "{}", run.complained);
    assert!(
        run.complained.contains(&format!("content/projects/bailu/{name}")),
        "{}",
        run.complained
    );
    assert!(folder.public() == before);
}

#[test]
fn a_picture_that_is_none_stops_the_build_and_says_why() {
    let whole = picture(64, 64, ImageFormat::Jpeg);
    refused(&whole[..whole.len() / 2], "spring.jpg", "图片不完整或已损坏");
    refused(b"", "spring.jpg", "图片文件是空的");
    refused("不是图片".as_bytes(), "spring.jpg", "这不是能用的图片");
    refused(b"<svg onload=\"x()\"></svg>", "map.svg", "不只是图");
    // Thirty thousand pixels wide, by its header alone.
    let mut wide = picture(8, 8, ImageFormat::Gif);
    wide[6..8].copy_from_slice(&30_000_u16.to_le_bytes());
    refused(&wide, "spring.jpg", "图片太大：30000×8 像素");
    // Sound as far as its headers go: found when it is decoded, before anything is published.
    let mut spoilt = picture(64, 64, ImageFormat::Png);
    let middle = spoilt.len() / 2;
    spoilt[middle] ^= 0xFF;
    refused(&spoilt, "spring.jpg", "图片不完整或已损坏");
}

#[test]
fn a_document_is_no_picture() {
    let folder = site();
    folder.write_bytes("content/media/plan.heic", b"\0\0\0\x18ftypheic");
    folder.write(
        "content/projects/c.md",
        "---\n标题: 丙\n地区: 青山县\n阶段: 招商中\n---\n![规划](plan.heic)\n",
    );
    let run = folder.run(&["build", "--today", "2030-01-01", "--lang", "en"]);
    assert!(
        run.complained.contains("error[picture-unknown]") && run.complained.contains("content/projects/c.md:6"),
        "{}",
        run.complained
    );
}
