(function () {
  'use strict';
  var tip = document.getElementById('tip');
  var on = null;

  // What a mark means leaves its title, which the browser would show too, and late.
  function marks(plot) {
    if (!plot.marks) {
      plot.querySelectorAll('svg title').forEach(function (title) {
        title.parentNode.setAttribute('data-meaning', title.textContent);
        title.remove();
      });
      plot.marks = Array.from(plot.querySelectorAll('[data-meaning]'));
    }
    return plot.marks.filter(function (mark) {
      return mark.getClientRects().length !== 0;
    });
  }

  function hide() {
    tip.hidden = true;
    if (on) {
      on.classList.remove('on');
    }
    on = null;
  }

  function show(mark, x, y) {
    hide();
    on = mark;
    mark.classList.add('on');
    tip.textContent = mark.getAttribute('data-meaning');
    tip.hidden = false;
    var box = tip.getBoundingClientRect();
    tip.style.left = Math.max(4, Math.min(x + 12, window.innerWidth - box.width - 4)) + 'px';
    tip.style.top = (y + 16 + box.height > window.innerHeight ? y - box.height - 10 : y + 16) + 'px';
  }

  function showMiddle(mark) {
    mark.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    var box = mark.getBoundingClientRect();
    show(mark, box.x + box.width / 2, box.y + box.height / 2);
  }

  function point(event) {
    marks(this);
    var mark = event.target.closest('[data-meaning]');
    if (mark) {
      show(mark, event.clientX, event.clientY);
    } else {
      hide();
    }
  }

  function walk(event) {
    var steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
    var all = marks(this);
    var at = all.indexOf(on);
    if (all.length === 0) {
      return;
    }
    if (event.key === 'Home') {
      at = 0;
    } else if (event.key === 'End') {
      at = all.length - 1;
    } else if (steps[event.key]) {
      at = at === -1 ? (steps[event.key] === 1 ? 0 : all.length - 1)
        : (at + steps[event.key] + all.length) % all.length;
    } else {
      return;
    }
    event.preventDefault();
    showMiddle(all[at]);
  }

  document.querySelectorAll('.plot').forEach(function (plot) {
    plot.addEventListener('pointermove', point);
    plot.addEventListener('pointerdown', point);
    plot.addEventListener('pointerleave', hide);
    plot.addEventListener('blur', hide);
    plot.addEventListener('keydown', walk);
  });
  document.addEventListener('keydown', function (event) {
    if (event.key === 'Escape') {
      hide();
      document.body.classList.add('quiet');
    }
  });
  ['pointerover', 'focusin'].forEach(function (kind) {
    document.addEventListener(kind, function () {
      document.body.classList.remove('quiet');
    });
  });
}());
