/* territory-form: on a step of the form. Keeps what is typed on the server while it is
 * typed, shows what is still missing, and hides fields that do not matter: those inside
 * [data-when] (JSON, {field: [values]} or "*").
 * Options: keep (address that takes what is typed).
 */
ckan.module("territory-form", function () {
  "use strict";

  var EVERY = 3000;
  var SOON = 600;

  return {
    initialize: function () {
      this.form = this.el[0];
      this.status = document.getElementById("territory-form-status");
      this.said = document.getElementById("territory-form-said");
      this.aside = document.getElementById("territory-form-summary");
      this.changed = this.onChange.bind(this);
      this.left = this.onLeave.bind(this);
      this.sent = function () {
        this.isSent = true;
      }.bind(this);
      this.form.addEventListener("input", this.changed);
      this.form.addEventListener("change", this.changed);
      this.form.addEventListener("submit", this.sent);
      document.addEventListener("visibilitychange", this.left);
      window.addEventListener("pagehide", this.left);
      this.decide();
      this.last = this.typed();
      this.timer = window.setInterval(this.keep.bind(this), EVERY);
    },

    teardown: function () {
      window.clearInterval(this.timer);
      window.clearTimeout(this.soon);
      document.removeEventListener("visibilitychange", this.left);
      window.removeEventListener("pagehide", this.left);
    },

    onChange: function (event) {
      this.decide();
      if (event.type === "change") {
        window.clearTimeout(this.soon);
        this.soon = window.setTimeout(this.keep.bind(this), SOON);
      }
    },

    onLeave: function (event) {
      if (event.type === "pagehide" || document.visibilityState !== "visible") {
        this.keep(true);
      }
    },

    field: function (name) {
      return this.form.querySelector('[name="' + CSS.escape(name) + '"]');
    },

    body: function () {
      return new URLSearchParams(new FormData(this.form));
    },

    typed: function () {
      var body = this.body();
      ["territory_form_seen", "_csrf_token"].forEach(function (name) {
        body.delete(name);
      });
      return body.toString();
    },

    /* Which fields matter; twice, for what depends on a field that depends on another. */
    decide: function () {
      for (var turn = 0; turn < 2; turn += 1) {
        var data = new FormData(this.form);
        this.form.querySelectorAll("[data-when]").forEach(this.decideOne.bind(this, data));
      }
    },

    decideOne: function (data, part) {
      var rule = JSON.parse(part.dataset.when);
      var here = Object.keys(rule).filter(this.field.bind(this));
      var matters = here.every(function (name) {
        var values = data.getAll(name).filter(Boolean);
        return rule[name] === "*"
          ? values.length > 0
          : values.some(function (value) {
              return rule[name].indexOf(value) >= 0;
            });
      });
      part.hidden = !matters;
      part.querySelector("[data-when-words]").hidden = here.length > 0;
      part.querySelectorAll("input, select, textarea").forEach(function (input) {
        input.disabled = !matters;
      });
    },

    keep: function (isLeaving) {
      var typed = this.typed();
      if (this.isSent || this.isBusy || typed === this.last) {
        return;
      }
      this.last = typed;
      if (isLeaving === true) {
        navigator.sendBeacon(this.options.keep, this.body());
        return;
      }
      this.isBusy = true;
      fetch(this.options.keep, { method: "POST", body: this.body(), credentials: "same-origin" })
        .then(function (answer) {
          return answer.json();
        })
        .then(this.show.bind(this))
        .catch(this.fail.bind(this))
        .finally(
          function () {
            this.isBusy = false;
          }.bind(this)
        );
    },

    show: function (answer) {
      this.status.textContent = answer.status;
      if (answer.seen !== undefined) {
        this.field("territory_form_seen").value = answer.seen;
      }
      if (answer.key && this.field("territory_form_key")) {
        var address = new URL(window.location.href);
        address.searchParams.set("brouillon", answer.key);
        window.history.replaceState(window.history.state, "", address);
      }
      this.update(answer.summary);
    },

    fail: function () {
      this.last = "";
      this.status.textContent = this._(
        "What you type is not being kept for the moment: save the step, or reload the page."
      );
    },

    /* Nothing moves under the focus; only a sentence that changed is read out. */
    update: function (html) {
      if (!html || this.aside.contains(document.activeElement)) {
        return;
      }
      var isOpen = Array.from(this.aside.querySelectorAll("details")).map(function (part) {
        return part.open;
      });
      this.aside.innerHTML = html;
      this.aside.querySelectorAll("details").forEach(function (part, number) {
        part.open = Boolean(isOpen[number]);
      });
      var sentence = this.aside.querySelector("[data-summary-sentence]").textContent;
      if (this.said.textContent !== sentence) {
        this.said.textContent = sentence;
      }
    },
  };
});
