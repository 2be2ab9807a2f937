/* territory-names: gives a name to the search boxes that CKAN's autocomplete draws in a
 * form, taken from the label of the field they stand for. On any element of the form.
 * No option.
 */
ckan.module("territory-names", function () {
  "use strict";

  return {
    initialize: function () {
      this.form = this.el[0].closest("form");
      this.observer = new MutationObserver(this.name.bind(this));
      this.observer.observe(this.form, { childList: true, subtree: true });
      this.name();
    },

    teardown: function () {
      this.observer.disconnect();
    },

    name: function () {
      this.form.querySelectorAll(".select2-container").forEach(function (box) {
        var group = box.closest(".form-group");
        var label = group && group.querySelector("label");
        if (!label) {
          return;
        }
        var text = label.textContent.replace(/[*:\s]+/g, " ").trim();
        box.querySelectorAll("[role=combobox]").forEach(function (part) {
          if (!part.hasAttribute("aria-label")) {
            part.setAttribute("aria-label", text);
          }
        });
        box.querySelectorAll("textarea[role=searchbox]").forEach(function (part) {
          part.removeAttribute("role");
          part.setAttribute("aria-label", text);
        });
      });
    },
  };
});
