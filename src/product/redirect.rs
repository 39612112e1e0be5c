//! Old addresses: small pages that lead to the new one, without a script.

use quick_xml::escape::escape;

use crate::product::context::RenderContext;
use crate::site::address::{PageKey, relative, root_of};

pub(super) fn render(context: &RenderContext<'_>, to: &PageKey, file: &str) -> String {
    let address = context.address(to);
    let url = relative(&root_of(file), &address.link);
    let url = escape(&url);
    let lang = context.formats(to.lang).html_lang();
    let title = match &to.subject {
        crate::site::address::Subject::Entry(id) => context.title(*id, to.lang).into_owned(),
        _ => context.short(&context.site.config.title, to.lang),
    };
    let title = escape(&title);
    let canonical = context.site.config.url.absolute(&address.link);
    let canonical = escape(&canonical);
    format!(
        "<!doctype html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n<title>{title}</title>\n\
         <link rel=\"canonical\" href=\"{canonical}\">\n<meta http-equiv=\"refresh\" content=\"0; url={url}\">\n</head>\n\
         <body><main><p><a href=\"{url}\">{title}</a></p></main></body>\n</html>\n"
    )
}
