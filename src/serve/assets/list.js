// Narrows the list of all pages by a word, or to the pages with problems.
const word = document.getElementById('word');
const only = document.getElementById('only');

function narrow() {
  const wanted = word.value.trim().toLowerCase();
  for (const row of document.querySelectorAll('tbody tr')) {
    row.hidden = (wanted !== '' && !row.textContent.toLowerCase().includes(wanted)) || (only.checked && !row.dataset.problems);
  }
}
word.addEventListener('input', narrow);
only.addEventListener('change', narrow);
document.addEventListener('wutong:updated', narrow);
narrow();
