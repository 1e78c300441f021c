/// The page's script. Without it everything is there; tables are then not sortable, and pictures do not open.
enum PageScript {
    static let javaScript = ["'use strict';", "document.documentElement.classList.add('js');", tables, filters, large]
        .joined(separator: "\n")

    private static let tables = """
        for (const table of document.querySelectorAll('table.sortable')) {
          const body = table.tBodies[0];
          table.querySelectorAll('thead th').forEach((head, column) => {
            if ('unsorted' in head.dataset) return;
            const button = document.createElement('button');
            button.type = 'button';
            button.append(...head.childNodes);
            head.append(button);
            button.addEventListener('click', () => {
              const down = head.getAttribute('aria-sort') === 'ascending';
              for (const other of table.querySelectorAll('thead th')) other.removeAttribute('aria-sort');
              head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
              const isNumber = head.classList.contains('number');
              const key = (row) => row.cells[column].dataset.key;
              const compare = (a, b) => {
                // Rows without a value stay at the end, whichever way the others go.
                if (key(a) === '' || key(b) === '') return (key(a) === '') - (key(b) === '');
                const order = isNumber ? Number(key(a)) - Number(key(b))
                  : key(a).localeCompare(key(b), undefined, { numeric: true });
                return down ? -order : order;
              };
              body.append(...Array.from(body.rows).sort(compare));
            });
          });
        }
        addEventListener('beforeprint', () => {
          for (const fold of document.querySelectorAll('details')) fold.open = true;
        });
        for (const choice of document.querySelectorAll('select.palette')) {
          choice.value = 'standard';
          choice.addEventListener('change', () => {
            document.documentElement.dataset.palette = choice.value;
            for (const other of document.querySelectorAll('select.palette')) other.value = choice.value;
          });
        }
        """

    private static let filters = """
        for (const form of document.querySelectorAll('form.filters')) {
          const table = document.getElementById(form.dataset.table);
          const rows = Array.from(table.tBodies[0].rows);
          const column = (kind) => Array.from(table.tHead.rows[0].cells).findIndex((head) => head.dataset.kind === kind);
          const places = { image: column('image'), set: column('set') };
          const fields = form.elements;
          const output = form.querySelector('output');
          const plain = (text) => text.normalize('NFD').replace(/\\p{Mn}/gu, '').toLowerCase();
          const filter = () => {
            const set = fields.set ? fields.set.value : '';
            const name = plain(fields.name.value.trim());
            const [low, high] = [fields.low.valueAsNumber, fields.high.valueAsNumber];
            let count = 0;
            for (const row of rows) {
              const key = (place) => row.cells[place].dataset.key;
              let fits = (set === '' || key(places.set) === set) && plain(key(places.image)).includes(name);
              if (fits && !(Number.isNaN(low) && Number.isNaN(high))) {
                const text = key(Number(fields.figure.value));
                const value = Number(text);
                fits = text !== '' && !(value < low) && !(value > high) && !Number.isNaN(value);
              }
              row.hidden = !fits;
              if (fits) count += 1;
            }
            output.textContent = output.dataset.text.replace('{n}', count).replace('{m}', rows.length);
          };
          for (const change of ['input', 'change']) form.addEventListener(change, filter);
          form.addEventListener('submit', (event) => event.preventDefault());
          form.addEventListener('reset', () => setTimeout(filter));
          form.reset();
        }
        """

    private static let large = """
        const large = document.getElementById('large');
        if (large) {
          const byId = (name) => document.getElementById(name);
          const range = large.querySelector('input[type="range"]');
          const panels = Array.from(large.querySelectorAll('.panel'));
          const layers = ['truth', 'prediction', 'agreement'];
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
            large.dataset.panels = panels.filter((panel) => !panel.hidden).length;
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
        """
}
