
(function () {
  var chart = document.getElementById('chart'), out = document.getElementById('readout'), cross = document.getElementById('cross');
  var slots = Array.prototype.slice.call(chart.querySelectorAll('.slots rect')), at = -1;
  var keys = { ArrowLeft: function () { return at - 1; }, ArrowRight: function () { return at + 1; },
    Home: function () { return 0; }, End: function () { return slots.length - 1; } };
  function show(n, scroll) {
    at = Math.max(0, Math.min(slots.length - 1, n));
    var slot = slots[at], x = Number(slot.getAttribute('x')) + Number(slot.getAttribute('width')) / 2;
    out.textContent = slot.querySelector('title').textContent;
    cross.setAttribute('transform', 'translate(' + x + ' 0)');
    cross.classList.add('on');
    if (scroll) { chart.scrollLeft = x / 1200 * chart.scrollWidth - chart.clientWidth / 2; }
  }
  slots.forEach(function (slot, n) { slot.addEventListener('pointerenter', function () { show(n, false); }); });
  chart.addEventListener('keydown', function (event) {
    var to = keys[event.key];
    if (to) { event.preventDefault(); show(to(), true); }
  });
})();
