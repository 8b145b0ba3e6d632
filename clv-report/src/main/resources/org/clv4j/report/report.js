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

  // The nearest cell or bar straight above (-1) or below (1); undefined where none stand so.
  function beyond(all, mark, side) {
    var box = mark.getBoundingClientRect();
    var middle = box.x + box.width / 2;
    var column = all.filter(function (other) {
      return other.tagName === 'rect';
    }).map(function (other) {
      var its = other.getBoundingClientRect();
      return { mark: other, aside: Math.abs(its.x + its.width / 2 - middle) >= its.width / 2,
        away: side * (its.y + its.height / 2 - box.y - box.height / 2) };
    }).filter(function (other) {
      return !other.aside;
    });
    var next = column.filter(function (other) {
      return other.away > box.height / 2;
    }).sort(function (a, b) {
      return a.away - b.away;
    })[0];
    if (mark.tagName !== 'rect' || column.length === 1) {
      return undefined;
    }
    return next ? next.mark : mark;
  }

  function walk(event) {
    var steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
    var all = marks(this);
    var at = all.indexOf(on);
    var upright;
    if (on) {
      upright = /^Arrow(Down|Up)$/.test(event.key) ? beyond(all, on, steps[event.key]) : undefined;
    }
    if (all.length === 0) {
      return;
    }
    if (event.key === 'Home') {
      at = 0;
    } else if (event.key === 'End') {
      at = all.length - 1;
    } else if (upright) {
      at = all.indexOf(upright);
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
    plot.addEventListener('pointercancel', hide);
    plot.addEventListener('pointerleave', function (event) {
      // A finger leaves whenever it is lifted.
      if (event.pointerType !== 'touch') {
        hide();
      }
    });
    plot.addEventListener('blur', hide);
    plot.addEventListener('keydown', walk);
  });
  document.addEventListener('pointerdown', function (event) {
    if (!event.target.closest('.plot')) {
      hide();
    }
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
