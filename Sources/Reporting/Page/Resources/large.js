const large = document.getElementById('large');
if (large) {
  const byId = (name) => document.getElementById(name);
  const range = large.querySelector('input[type="range"]');
  const panels = Array.from(large.querySelectorAll('.panel'));
  const layers = ['reference', 'prediction', 'agreement'];
  let shown = [];
  let place = 0;
  const slide = (value) => {
    range.value = value;
    const at = Number(range.value);
    layers.forEach((layer, i) => large.style.setProperty('--show-' + layer, Math.max(0, 1 - Math.abs(at - i - 1))));
    const stop = Math.round(at);
    large.dataset.stop = stop;
    const names = large.querySelectorAll('.stops button');
    range.setAttribute('aria-valuetext', names[stop].textContent);
    names.forEach((name, i) => name.setAttribute('aria-pressed', i === stop));
  };
  const show = () => {
    const trigger = shown[place];
    const number = trigger.dataset.picture;
    const film = byId('p' + number);
    byId('large-title').textContent = film.dataset.title;
    byId('large-note').textContent = film.dataset.note;
    byId('large-place').textContent = (place + 1) + ' / ' + shown.length;
    const arms = trigger.dataset.arms === undefined ? null : trigger.dataset.arms.split(' ');
    for (const panel of panels) {
      const name = 'p' + number + 'a' + panel.dataset.arm;
      const regions = byId(name);
      panel.hidden = !regions || (arms !== null && !arms.includes(panel.dataset.arm));
      if (panel.hidden) continue;
      const picture = panel.querySelector('svg');
      picture.setAttribute('viewBox', film.getAttribute('viewBox'));
      const [film_, ...parts] = picture.querySelectorAll('use');
      film_.setAttribute('href', '#p' + number);
      for (const part of parts) part.setAttribute('href', '#' + name);
      const score = regions.dataset.note;
      panel.querySelector('span').textContent = score;
      const label = [panel.querySelector('strong').textContent, film.dataset.title, score];
      picture.setAttribute('aria-label', label.filter(Boolean).join(', '));
    }
    // Up to three side by side, more in two rows.
    const panelCount = panels.filter((panel) => !panel.hidden).length;
    large.style.setProperty('--columns', panelCount > 3 ? Math.ceil(panelCount / 2) : panelCount);
    large.querySelector('[data-step="-1"]').disabled = place === 0;
    large.querySelector('[data-step="1"]').disabled = place === shown.length - 1;
  };
  const step = (by) => {
    const next = Math.min(shown.length - 1, Math.max(0, place + by));
    if (next === place) return;
    place = next;
    show();
  };
  document.addEventListener('click', (event) => {
    const trigger = event.target.closest('button.open');
    if (!trigger) return;
    const gallery = trigger.closest('[data-gallery]') || document;
    shown = Array.from(gallery.querySelectorAll('button.open')).filter((other) => other.getClientRects().length);
    place = shown.indexOf(trigger);
    show();
    slide(range.value);
    large.showModal();
    large.querySelector('.stage').focus();
  });
  // The picture that was looked at last is where reading goes on.
  large.addEventListener('close', () => shown[place].focus());
  large.addEventListener('click', (event) => {
    const button = event.target.closest('button');
    if (event.target === large || (button && 'close' in button.dataset)) large.close();
    else if (button && button.dataset.step) step(Number(button.dataset.step));
    else if (button && button.dataset.stop) slide(Number(button.dataset.stop));
  });
  range.addEventListener('input', () => slide(range.value));
  large.addEventListener('keydown', (event) => {
    const field = event.target.closest('input, select');
    if (event.altKey || event.ctrlKey || event.metaKey || (field && field !== range)) return;
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const stop = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (by && field !== range) step(by);
    else if (stop) slide(Math.round(Number(range.value)) + stop);
    else return;
    event.preventDefault();
  });
  const stage = large.querySelector('.stage');
  const drag = (event) => {
    const picture = event.target.closest('.panel');
    if (!picture || !(event.buttons & 1)) return;
    const box = picture.querySelector('svg').getBoundingClientRect();
    slide(3 * (event.clientX - box.left) / box.width);
  };
  stage.addEventListener('pointerdown', drag);
  stage.addEventListener('pointermove', drag);
  const form = large.querySelector('select.show');
  form.value = 'areas';
  form.addEventListener('change', () => { large.dataset.show = form.value; });
}
