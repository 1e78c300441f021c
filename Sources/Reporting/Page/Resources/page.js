// The page's script: page.js, tables.js, filters.js and large.js in one <script>. Without it everything is shown;
// tables are then not sortable and pictures do not open large.
'use strict';
document.documentElement.classList.add('js');
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
