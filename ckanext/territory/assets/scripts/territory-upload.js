/* territory-upload: on a form that sends a file. Shows how much of it has left; when the
 * portal refuses it, shows why and leaves the form as it is. No option.
 */
ckan.module("territory-upload", function () {
  "use strict";

  return {
    initialize: function () {
      this.form = this.el[0];
      this.act = this.send.bind(this);
      this.form.addEventListener("submit", this.act);
    },

    teardown: function () {
      this.form.removeEventListener("submit", this.act);
    },

    send: function (event) {
      var input = this.form.querySelector("input[type=file]");
      if (!input || !input.files.length) {
        return;
      }
      event.preventDefault();
      var request = new XMLHttpRequest();
      this.start();
      request.upload.addEventListener("progress", this.progress.bind(this));
      request.addEventListener("load", this.end.bind(this, request));
      request.addEventListener("error", this.fail.bind(this));
      request.open("POST", this.form.action);
      request.send(new FormData(this.form));
    },

    start: function () {
      this.buttons(true);
      if (!this.bar) {
        this.bar = document.createElement("progress");
        this.bar.className = "t-progress";
        this.bar.max = 100;
        this.bar.setAttribute("aria-label", this._("Sending of the file"));
        this.said = document.createElement("p");
        this.said.setAttribute("role", "status");
        this.form.append(this.bar, this.said);
      }
      this.bar.hidden = false;
      this.bar.value = 0;
      this.said.textContent = this._("The file is being sent.");
    },

    progress: function (event) {
      if (event.lengthComputable) {
        this.bar.value = Math.round((100 * event.loaded) / event.total);
      }
      if (event.loaded === event.total) {
        this.said.textContent = this._("The portal is reading the file.");
      }
    },

    end: function (request) {
      var page = new DOMParser().parseFromString(request.responseText, "text/html");
      var summary = page.querySelector(".t-summary");
      if (request.status < 400 && !summary) {
        window.location.assign(request.responseURL);
        return;
      }
      if (!summary) {
        this.fail();
        return;
      }
      this.stop();
      document.querySelectorAll(".t-summary").forEach(function (old) {
        old.remove();
      });
      this.form.before(summary);
      summary.focus();
    },

    fail: function () {
      this.stop();
      this.said.textContent = this._("The file was not sent. Try again, or choose a smaller file.");
    },

    stop: function () {
      this.buttons(false);
      this.bar.hidden = true;
      this.said.textContent = "";
    },

    buttons: function (isBusy) {
      this.form.querySelectorAll("button").forEach(function (button) {
        button.disabled = isBusy;
      });
    },
  };
});
