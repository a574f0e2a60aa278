/** One assertion of a check: whether it holds, and if not, what was seen instead and the request that showed it. */
import { html, nothing } from 'lit';
import type { Assertion, CheckExchange } from '../../../lab/check.ts';
import { statusClass } from '../../shared/status-class.ts';

export function assertionView({ name, passed, message, expected, actual, exchange }: Assertion) {
  const says = message === undefined ? '' : sentenceOf(message, expected !== undefined);
  return html`<li class="check-assertion" data-result=${passed ? 'passed' : 'failed'}>
    <p class="check-name">
      <span class="check-mark" aria-hidden="true">${passed ? '✓' : '✗'}</span>
      <span class="visually-hidden">${passed ? 'Holds:' : 'Does not hold:'}</span>
      <span>${name}</span>
    </p>
    ${
      passed
        ? nothing
        : html`<div class="check-why">
            ${says === '' ? nothing : html`<p class="check-message">${says}</p>`}
            ${
              expected === undefined || actual === undefined
                ? nothing
                : html`<dl class="check-values">
                    <div>
                      <dt>Expected</dt>
                      <dd><code>${expected}</code></dd>
                    </div>
                    <div>
                      <dt>Seen</dt>
                      <dd><code>${actual}</code></dd>
                    </div>
                  </dl>`
            }
            ${exchange === undefined ? nothing : exchangeView(exchange)}
          </div>`
    }
  </li>`;
}

/**
 * What an error says; without the difference that Node writes below it when both values are shown anyway.
 *
 * @param compared whether expected and actual value are known
 */
export function sentenceOf(message: string, compared: boolean): string {
  if (!compared) return message.trim();
  const [first = ''] = message.split(/\n\n|\n\+ actual - expected/);
  return first
    .replace(/ Input:$/, '')
    .replace(/:$/, '.')
    .trim();
}

function exchangeView({ method, url, headers, body, response, error }: CheckExchange) {
  const answer =
    response === undefined
      ? html`<span class="refused">no answer</span>`
      : html`<span class=${statusClass(response.status)}>${response.status} ${response.statusText}</span>`;
  return html`<details class="check-exchange">
    <summary><span class="check-request">${method} ${pathOf(url)}</span> was answered ${answer}</summary>
    <div class="sandbox-exchange">
      ${message(`${method} ${pathOf(url)}`, headers, body, 'Request')}
      ${
        response === undefined
          ? html`<p class="sandbox-note">${error ?? 'No answer had come when the assertion failed.'}</p>`
          : message(`${response.status} ${response.statusText}`, response.headers, response.body, 'Answer')
      }
    </div>
  </details>`;
}

function message(first: string, headers: CheckExchange['headers'], body: string, title: string) {
  const lines = headers.map(([name, value]) => `\n${name}: ${value}`).join('');
  const content = body === '' ? '' : `\n\n${body}`;
  return html`<pre tabindex="0" role="group" aria-label=${title}><code><b>${first}</b>${lines}${content}</code></pre>`;
}

/** All servers of a check are on this machine: the port says which. */
const pathOf = (url: string): string => url.replace(/^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:3000)?/, '') || '/';
