/** Back to the sentence that the reader has left for its sandbox: one button, in the corner of the window. */

let button: HTMLButtonElement | null = null;

/** Offers it until it is used, or until the sentence has come into sight some other way. */
export function offerWayBack(to: HTMLElement): void {
  button?.remove();
  const back = document.createElement('button');
  back.type = 'button';
  back.className = 'sandbox-button port-back';
  back.textContent = '↩ Back to the text';
  let left = false;
  const observer = new IntersectionObserver((entries) => {
    const inSight = entries.at(-1)?.isIntersecting === true;
    if (inSight && left) close();
    left ||= !inSight;
  });
  const close = () => {
    observer.disconnect();
    back.remove();
    if (button === back) button = null;
  };
  back.addEventListener('click', () => {
    close();
    to.scrollIntoView({ block: 'center' });
    to.focus({ preventScroll: true });
  });
  observer.observe(to);
  document.body.append(back);
  button = back;
}
