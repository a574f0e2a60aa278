/**
 * Gives the document a style sheet that a chunk brought as text (`import style from './x.css?inline'`). Imported
 * without `?inline` a sheet would come with every page, whether its chunk is ever loaded or not.
 */
export function adoptStyle(text: string): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  document.adoptedStyleSheets.push(sheet);
}
