/* territory-answers: on the form of a file's proposals. Saves each answer as soon as it
 * is given and says so in the element #proposals-said. No option.
 */
ckan.module("territory-answers", function () {
  "use strict";

  return {
    initialize: function () {
      this.form = this.el[0];
      this.said = document.getElementById("proposals-said");
      this.left = document.getElementById("proposals-left");
      this.act = this.save.bind(this);
      this.form.addEventListener("change", this.act);
    },

    teardown: function () {
      this.form.removeEventListener("change", this.act);
    },

    save: function () {
      var body = new FormData(this.form);
      var turn = (this.turn = (this.turn || 0) + 1);
      body.set("act", "save");
      fetch(this.form.action, {
        method: "POST",
        body: body,
        credentials: "same-origin",
        headers: { Accept: "application/json" },
      })
        .then(function (answer) {
          return answer.json();
        })
        .then(this.tell.bind(this, turn), this.fail.bind(this, turn));
    },

    tell: function (turn, answer) {
      if (turn !== this.turn || !this.said) {
        return;
      }
      this.said.textContent = answer.said;
      if (answer.left) {
        this.left.textContent = answer.left;
      }
    },

    fail: function (turn) {
      if (turn === this.turn && this.said) {
        this.said.textContent = this._("Your answers could not be saved. Use the button to try again.");
      }
    },
  };
});
