/** A ring that shows how much of a chapter was done; a check mark when all of it was. */

const SVG = 'http://www.w3.org/2000/svg';
const RADIUS = 6;
const LENGTH = 2 * Math.PI * RADIUS;

/** @param share from 0 to 1 @returns the picture, which says nothing to a screen reader: words stand beside it */
export function ring(share: number): SVGElement {
  const svg = shape('svg', { class: 'progress-ring', viewBox: '0 0 16 16', width: '16', height: '16' });
  svg.setAttribute('aria-hidden', 'true');
  const circle = { cx: '8', cy: '8', r: String(RADIUS) };
  if (share >= 1) {
    svg.append(shape('circle', { ...circle, class: 'progress-whole' }));
    svg.append(shape('path', { d: 'm5 8.2 2.1 2.1L11 6', class: 'progress-check' }));
    return svg;
  }
  svg.append(shape('circle', { ...circle, class: 'progress-rest' }));
  if (share > 0)
    svg.append(
      shape('circle', {
        ...circle,
        class: 'progress-part',
        transform: 'rotate(-90 8 8)',
        'stroke-dasharray': `${(share * LENGTH).toFixed(2)} ${LENGTH.toFixed(2)}`,
      }),
    );
  return svg;
}

function shape(name: string, attributes: Readonly<Record<string, string>>): SVGElement {
  const element = document.createElementNS(SVG, name);
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
  return element;
}
