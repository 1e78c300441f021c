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
