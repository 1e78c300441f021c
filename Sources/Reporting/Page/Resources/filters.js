for (const form of document.querySelectorAll('form.filters')) {
  const table = document.getElementById(form.dataset.table);
  const rows = Array.from(table.tBodies[0].rows);
  const column = (kind) => Array.from(table.tHead.rows[0].cells).findIndex((head) => head.dataset.kind === kind);
  const places = { image: column('image'), set: column('set') };
  const fields = form.elements;
  const output = form.querySelector('output');
  const plain = (text) => text.normalize('NFD').replace(/\p{Mn}/gu, '').toLowerCase();
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
