/* territory-sort: on the form that orders results. Sends it when another order is
 * chosen with the pointer; the button stays for the keyboard and without JavaScript.
 * No option.
 */
ckan.module("territory-sort", function () {
  "use strict";

  return {
    initialize: function () {
      this.onPointer = this.mark.bind(this, true);
      this.onKey = this.mark.bind(this, false);
      this.onChange = this.send.bind(this);
      this.el[0].addEventListener("pointerdown", this.onPointer);
      this.el[0].addEventListener("keydown", this.onKey);
      this.el[0].addEventListener("change", this.onChange);
    },

    teardown: function () {
      this.el[0].removeEventListener("pointerdown", this.onPointer);
      this.el[0].removeEventListener("keydown", this.onKey);
      this.el[0].removeEventListener("change", this.onChange);
    },

    mark: function (byPointer) {
      this.byPointer = byPointer;
    },

    send: function () {
      if (this.byPointer) {
        this.el[0].requestSubmit();
      }
    },
  };
});
