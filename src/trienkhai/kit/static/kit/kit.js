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
})();
