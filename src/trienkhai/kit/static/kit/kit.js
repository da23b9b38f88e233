/* What HTML and htmx cannot say. Every page works without this file. */
(function () {
  "use strict";

  // A second click on a form that is on its way is dropped; the action behind it refuses it too.
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    var button = event.submitter;
    // Disabled buttons are left out of what is sent: so only after the browser has read the form.
    window.setTimeout(function () {
      if (button) button.setAttribute("aria-busy", "true");
    }, 0);
    // An answer that is a file leaves the page standing: the form opens again.
    window.setTimeout(function () {
      free(form);
    }, 8000);
  });

  // Coming back by the browser's arrow shows the form as it was left: usable again.
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("form[data-sent]").forEach(free);
  });

  function free(form) {
    delete form.dataset.sent;
    form.querySelectorAll("[aria-busy]").forEach(function (button) {
      button.removeAttribute("aria-busy");
    });
  }

  function say(text) {
    var region = document.getElementById("messages");
    if (!region || !text) return;
    var line = document.createElement("p");
    line.className = "notice notice--error";
    line.textContent = text;
    region.replaceChildren(line);
  }

  document.addEventListener("htmx:responseError", function (event) {
    var status = event.detail.xhr.status;
    if (status !== 409 && status !== 422) say(document.body.dataset.saysError);
  });
  document.addEventListener("htmx:sendError", function () {
    say(document.body.dataset.saysOffline);
  });

  // Lists worked through by keyboard: only while the focus is inside the list.
  function items(list) {
    return Array.prototype.slice.call(list.querySelectorAll("[data-item]"));
  }

  function typing(element) {
    return element.matches("input:not([type=checkbox]):not([type=radio]), select, textarea, [contenteditable]");
  }

  function move(list, from, step) {
    var all = items(list);
    var next = all[Math.max(0, Math.min(all.length - 1, all.indexOf(from) + step))];
    if (!next) return;
    next.focus();
    next.scrollIntoView({ block: "nearest" });
    if (next.dataset.shows) show(next.dataset.shows);
  }

  function show(id) {
    document.querySelectorAll(".mark--current").forEach(function (mark) {
      mark.classList.remove("mark--current");
    });
    var mark = document.getElementById(id);
    if (!mark) return;
    mark.classList.add("mark--current");
    mark.scrollIntoView({ block: "center" });
  }

  document.addEventListener("keydown", function (event) {
    var list = event.target.closest("[data-keys]");
    if (!list || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    var item = event.target.closest("[data-item]");
    var key = event.key;
    var pressed = null;
    if (key === "j" || key === "ArrowDown") move(list, item, 1);
    else if (key === "k" || key === "ArrowUp") move(list, item, -1);
    else if (key === "Enter" && event.target === item) pressed = item.querySelector("[data-default]");
    else if (item && /^[a-z0-9]$/.test(key)) pressed = item.querySelector('[data-key="' + key + '"]');
    else return;
    if (pressed) pressed.click();
    else if (!/^(j|k|Arrow)/.test(key)) return;
    event.preventDefault();
  });

  // When an answer replaces the item that had the focus, the next one open to decision takes it.
  var left = null;
  document.addEventListener("htmx:beforeSwap", function (event) {
    var item = document.activeElement && document.activeElement.closest("[data-item]");
    var list = item && item.closest("[data-keys]");
    left = list && event.detail.target && event.detail.target.contains(item)
      ? { list: list, place: items(list).indexOf(item) }
      : null;
  });
  document.addEventListener("htmx:afterSettle", function () {
    if (!left) return;
    var list = left.list.isConnected ? left.list : document.querySelector("[data-keys]");
    var all = list ? items(list) : [];
    var open = all.slice(left.place).concat(all.slice(0, left.place)).filter(function (item) {
      return item.querySelector("[data-default]");
    });
    left = null;
    var next = open[0];
    if (!next) return;
    next.focus();
    if (next.dataset.shows) show(next.dataset.shows);
  });
})();
