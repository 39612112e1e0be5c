// What the bar and the mistakes say, in the language of the page.

const WORDS = {
  'zh-Hans': {
    bar: '预览栏', source: '源文件', copy: '复制路径', copied: '已复制', hide: '隐藏（按 b 键）', list: '全部页面',
    languages: '语言', original: '原文', fresh: '译文有效', stale: '译文过期', unknown: '译文未核对', derived: '自动转换', missing: '缺译文，显示其他语言',
    editions: '版本', standard: '标准版', care: '关怀版', width: '宽度', phone: '手机', tablet: '平板', wide: '宽屏', close: '关闭',
    error: '错误', warning: '警告', note: '提示', errors: '处错误', warnings: '处警告', notes: '条提示', elsewhere: '其他页面有错误',
    kept: '这一页有错误。下面显示的是改错之前的样子；改好存盘后，这里会自动消失。', help: '建议', fixed: '改成', offline: '预览已断开，正在重新连接……',
    gone: '这个页面已经不在了', moved: '它现在在这里', was: '原来的源文件', home: '首页', upper: '上一级列表', held: '未发布', never: '这一页还没有正确的内容可以显示。',
  },
  'zh-Hant': {
    bar: '預覽列', source: '原始檔', copy: '複製路徑', copied: '已複製', hide: '隱藏（按 b 鍵）', list: '全部頁面',
    languages: '語言', original: '原文', fresh: '譯文有效', stale: '譯文過期', unknown: '譯文未核對', derived: '自動轉換', missing: '缺譯文，顯示其他語言',
    editions: '版本', standard: '標準版', care: '關懷版', width: '寬度', phone: '手機', tablet: '平板', wide: '寬屏', close: '關閉',
    error: '錯誤', warning: '警告', note: '提示', errors: '處錯誤', warnings: '處警告', notes: '條提示', elsewhere: '其他頁面有錯誤',
    kept: '這一頁有錯誤。下面顯示的是改錯之前的樣子；改好存檔後，這裡會自動消失。', help: '建議', fixed: '改成', offline: '預覽已斷開，正在重新連接……',
    gone: '這個頁面已經不在了', moved: '它現在在這裡', was: '原來的原始檔', home: '首頁', upper: '上一級列表', held: '未發佈', never: '這一頁還沒有正確的內容可以顯示。',
  },
  en: {
    bar: 'Preview bar', source: 'Source', copy: 'Copy path', copied: 'Copied', hide: 'Hide (key b)', list: 'All pages',
    languages: 'Languages', original: 'original', fresh: 'fresh', stale: 'stale', unknown: 'not reviewed', derived: 'converted', missing: 'missing: shows another language',
    editions: 'Edition', standard: 'Standard', care: 'Care', width: 'Width', phone: 'Phone', tablet: 'Tablet', wide: 'Wide', close: 'Close',
    error: 'error', warning: 'warning', note: 'note', errors: 'errors', warnings: 'warnings', notes: 'notes', elsewhere: 'mistakes on other pages',
    kept: 'This page has mistakes. Below it looks as before; this goes away when the file is mended and saved.', help: 'help', fixed: 'write', offline: 'The preview is gone; connecting again…',
    gone: 'This page is no longer there', moved: 'It is here now', was: 'Its source was', home: 'Home', upper: 'The list above', held: 'not published', never: 'There is nothing right to show of this page yet.',
  },
  ja: {
    bar: 'プレビューバー', source: '原稿', copy: 'パスをコピー', copied: 'コピーしました', hide: '隠す（b キー）', list: '全ページ',
    languages: '言語', original: '原文', fresh: '最新', stale: '原文が変更済み', unknown: '未確認', derived: '自動変換', missing: '未訳：別の言語で表示',
    editions: '版', standard: '標準版', care: 'やさしい版', width: '幅', phone: 'スマホ', tablet: 'タブレット', wide: 'ワイド', close: '閉じる',
    error: 'エラー', warning: '警告', note: '注意', errors: '件のエラー', warnings: '件の警告', notes: '件の注意', elsewhere: '他のページにエラー',
    kept: 'このページにはエラーがあります。下は直前の正しい状態です。直して保存すると消えます。', help: 'ヒント', fixed: '正しくは', offline: 'プレビューが切れました。再接続しています…',
    gone: 'このページはもうありません', moved: '現在の場所', was: '元の原稿', home: 'ホーム', upper: '一つ上の一覧', held: '未公開', never: 'このページはまだ正しく表示できません。',
  },
  fr: {
    bar: 'Barre d’aperçu', source: 'Source', copy: 'Copier le chemin', copied: 'Copié', hide: 'Masquer (touche b)', list: 'Toutes les pages',
    languages: 'Langues', original: 'original', fresh: 'à jour', stale: 'périmée', unknown: 'non relue', derived: 'convertie', missing: 'absente : autre langue affichée',
    editions: 'Version', standard: 'Standard', care: 'Confort', width: 'Largeur', phone: 'Téléphone', tablet: 'Tablette', wide: 'Large', close: 'Fermer',
    error: 'erreur', warning: 'avertissement', note: 'remarque', errors: 'erreurs', warnings: 'avertissements', notes: 'remarques', elsewhere: 'erreurs sur d’autres pages',
    kept: 'Cette page contient des erreurs. Elle s’affiche telle qu’avant ; ce message disparaît dès que le fichier est corrigé et enregistré.', help: 'conseil', fixed: 'écrire', offline: 'Aperçu interrompu ; reconnexion…',
    gone: 'Cette page n’existe plus', moved: 'Elle se trouve ici', was: 'Sa source était', home: 'Accueil', upper: 'La liste au-dessus', held: 'non publiée', never: 'Rien de correct à afficher pour cette page.',
  },
};

/** The words of the nearest language: `zh-Hant-HK` reads zh-Hant, others English. */
export function words(lang) {
  const tag = Object.keys(WORDS).find((known) => lang === known || lang.startsWith(`${known}-`));
  return WORDS[tag ?? (lang.startsWith('zh') ? 'zh-Hans' : 'en')];
}
