/* Lists worked through by keyboard: what the keys do stands on the page under "?". The pages work without this file. */
(function () {
  "use strict";

  var staying = ""; // id of the item that was decided last of all and keeps the focus until its answer is there
  var decided = []; // ids of items, the last decision at the end

  function list() {
    return document.querySelector("[data-keys]");
  }

  function items() {
    var found = list();
    return found ? Array.prototype.slice.call(found.querySelectorAll("[data-item]")) : [];
  }

  function isOpen(item) {
    return item.hasAttribute("data-open") && !item.hasAttribute("aria-busy");
  }

  function typing(element) {
    return element.matches("input:not([type=checkbox]):not([type=radio]), select, textarea, [contenteditable]");
  }

  function go(item) {
    if (!item) return false;
    item.focus({ preventScroll: true });
    item.scrollIntoView({ block: "nearest" });
    return true;
  }

  // The next one without a decision; after the last it begins at the top.
  function nextOpen(item, step) {
    var all = items();
    var place = all.indexOf(item);
    if (step < 0) all.reverse();
    if (place >= 0 && step < 0) place = all.length - 1 - place;
    return all.slice(place + 1).concat(all.slice(0, place + 1)).filter(isOpen)[0];
  }

  function goNextOpen(item, step) {
    if (go(nextOpen(item, step))) return;
    var link = document.querySelector("#done [data-done]") || document.querySelector("[data-next]");
    if (!link) return;
    link.focus();
    link.scrollIntoView({ block: "nearest" });
  }

  function goBeside(item, step) {
    var all = items();
    var place = all.indexOf(item);
    go(place < 0 ? nextOpen(null, 1) || all[0] : all[Math.max(0, Math.min(all.length - 1, place + step))]);
  }

  // The place in the text is shown beside, without moving the page.
  function show(id) {
    document.querySelectorAll(".mark--current").forEach(function (mark) {
      mark.classList.remove("mark--current");
    });
    var mark = document.getElementById(id);
    if (!mark) return;
    mark.classList.add("mark--current");
    var pane = mark.closest(".scroll-pane");
    if (!pane || pane.scrollHeight <= pane.clientHeight) return;
    var from = mark.getBoundingClientRect().top - pane.getBoundingClientRect().top;
    pane.scrollTop += from - pane.clientHeight / 2;
  }

  document.addEventListener("focusin", function (event) {
    var item = event.target.closest("[data-item]");
    if (item && item.dataset.shows) show(item.dataset.shows);
  });

  // A link into the text opens it where it is folded away.
  document.addEventListener("click", function (event) {
    var link = event.target.closest('a[href^="#m"], a[href^="#n"], a[href^="#cite"]');
    var source = document.querySelector(".source__switch input");
    if (link && source && document.getElementById(link.hash.slice(1))) source.checked = true;
  });

  // A row that has just come may be pressed before htmx has looked at it.
  function click(button) {
    if (window.htmx && button.form) window.htmx.process(button.form);
    button.click();
  }

  function press(item) {
    var button = item.querySelector("[data-default]");
    var needed = button && button.dataset.needs && document.getElementById(button.dataset.needs);
    if (!button) goNextOpen(item, 1);
    else if (needed && !needed.value) needed.focus();
    else click(button);
  }

  function undo(item) {
    var button = item && item.querySelector('[data-key="u"]');
    while (!button && decided.length) {
      var last = document.getElementById(decided.pop());
      button = last && last.querySelector('[data-key="u"]');
    }
    if (button) click(button);
    return Boolean(button);
  }

  function help() {
    var found = document.querySelector("[data-help]");
    if (found) found.open = !found.open;
    return Boolean(found);
  }

  function search() {
    var field = document.querySelector("[data-search]");
    if (field) field.select();
    return Boolean(field);
  }

  function inItem(item, key) {
    var field = item.querySelector('[data-focus="' + key + '"]');
    var button = item.querySelector('[data-key="' + key + '"]');
    if (field) {
      field.focus();
      if (field.select) field.select();
    } else if (button) click(button);
    return Boolean(field || button);
  }

  var KEYS = {
    j: function (item) { goBeside(item, 1); return true; },
    k: function (item) { goBeside(item, -1); return true; },
    n: function (item) { goNextOpen(item, 1); return true; },
    p: function (item) { goNextOpen(item, -1); return true; },
    u: undo,
    "?": help,
    "/": search,
    v: function () {
      var source = document.querySelector(".source__switch input");
      if (source) source.click();
      return Boolean(source);
    }
  };
  KEYS.ArrowDown = KEYS.j;
  KEYS.ArrowUp = KEYS.k;

  // Only while nothing else has the focus: the page itself, or the list.
  document.addEventListener("keydown", function (event) {
    if (!list() || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    var target = event.target;
    var item = target.closest("[data-item]");
    if (typing(target)) {
      if (item && inField(event, target, item)) event.preventDefault();
      return;
    }
    var free = target === document.body || target.matches("main, #proposals, #done, .scroll-pane");
    if (!free && !target.closest("[data-keys]")) return;
    if (free && event.key.indexOf("Arrow") === 0) return;
    var done = false;
    if (KEYS[event.key]) done = KEYS[event.key](item);
    else if (event.key === "Enter" && target === item) done = press(item) || true;
    else if (event.key === "Enter" && target === document.body) done = go(nextOpen(null, 1));
    else if (item && /^[a-z]$/.test(event.key)) done = inItem(item, event.key);
    if (done) event.preventDefault();
  });

  function inField(event, field, item) {
    if (event.key === "Escape") return go(item);
    if (!field.matches("select[data-typed]")) return false;
    if (event.key === "Enter") {
      if (field.value) press(item);
      return true;
    }
    return choose(field, event.key);
  }

  // In a list of names, letters find every word of a name, with or without marks: "cong dong", "lop".
  var words = "";
  var last = 0;

  function plain(text) {
    return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/gi, "d").toLowerCase();
  }

  function choose(select, key) {
    var now = Date.now();
    if (now - last > 1500) words = "";
    if (key === "Backspace") words = words.slice(0, -1);
    else if (key.length === 1 && (key !== " " || words)) words += plain(key);
    else return false;
    last = now;
    var wanted = words.split(/\s+/).filter(Boolean);
    var found = Array.prototype.filter.call(select.options, function (option) {
      var name = " " + plain(option.text).replace(/[^a-z0-9%]+/g, " ");
      return option.value && wanted.length && wanted.every(function (word) {
        return name.indexOf(" " + word) >= 0;
      });
    })[0];
    if (found) select.value = found.value;
    return true;
  }

  // The focus goes on at once, before the answer is there: keys may be pressed as fast as one reads.
  document.addEventListener("htmx:beforeRequest", function (event) {
    var item = event.target.closest("[data-item]");
    if (!item) return;
    var held = item.contains(document.activeElement);
    item.setAttribute("aria-busy", "true");
    if (!item.hasAttribute("data-open")) return;
    decided.push(item.id);
    var next = nextOpen(item, 1);
    if (held && next) go(next);
    else if (held) staying = item.id;
  });

  // The mark in the text shows what was decided, as it will when the page is loaded anew.
  function paint(item) {
    var mark = document.getElementById(item.dataset.shows);
    if (!mark || !item.dataset.mark) return;
    mark.classList.remove("mark--figure", "mark--accepted", "mark--rejected");
    mark.classList.add("mark--" + item.dataset.mark);
  }

  document.addEventListener("htmx:afterSettle", function (event) {
    var asked = event.detail.requestConfig;
    var old = asked && asked.target;
    var item = old && old.id && document.getElementById(old.id);
    if (!item || !item.matches("[data-item]")) return;
    paint(item);
    var here = document.activeElement;
    var lost = !here || here === document.body || staying === item.id;
    if (event.detail.xhr.status === 422) go(item);
    else if (item.hasAttribute("data-open")) go(item); // taken back: to be decided anew
    else if (lost) goNextOpen(item, 1);
    if (staying === item.id && event.target === item) staying = "";
  });

  function failed(event) {
    var item = event.target.closest && event.target.closest("[data-item]");
    if (!item) return;
    item.removeAttribute("aria-busy");
    go(item);
  }
  document.addEventListener("htmx:responseError", failed);
  document.addEventListener("htmx:sendError", failed);
})();
