/* The main menu.
 *
 * territory-menu: on the button that folds the menu of a narrow window. The menu is the
 *   element named by `aria-controls`; without JavaScript the style sheet keeps it open.
 * territory-drop: on a <details> used as a menu. Escape and a click elsewhere close it.
 * No option.
 */
ckan.module("territory-menu", function () {
  "use strict";

  return {
    initialize: function () {
      this.button = this.el[0];
      this.menu = document.getElementById(this.button.getAttribute("aria-controls"));
      this.onClick = this.toggle.bind(this);
      this.onKey = this.close.bind(this);
      this.button.addEventListener("click", this.onClick);
      document.addEventListener("keydown", this.onKey);
    },

    teardown: function () {
      this.button.removeEventListener("click", this.onClick);
      document.removeEventListener("keydown", this.onKey);
    },

    toggle: function () {
      var open = this.menu.toggleAttribute("data-open");
      this.button.setAttribute("aria-expanded", String(open));
    },

    close: function (event) {
      if (event.key === "Escape" && this.menu.hasAttribute("data-open")) {
        this.toggle();
        this.button.focus();
      }
    },
  };
});

ckan.module("territory-drop", function () {
  "use strict";

  return {
    initialize: function () {
      this.drop = this.el[0];
      this.onKey = this.escape.bind(this);
      this.onAway = this.away.bind(this);
      this.drop.addEventListener("keydown", this.onKey);
      document.addEventListener("click", this.onAway);
      document.addEventListener("focusin", this.onAway);
    },

    teardown: function () {
      this.drop.removeEventListener("keydown", this.onKey);
      document.removeEventListener("click", this.onAway);
      document.removeEventListener("focusin", this.onAway);
    },

    escape: function (event) {
      if (event.key === "Escape" && this.drop.open) {
        event.stopPropagation();
        this.drop.open = false;
        this.drop.querySelector("summary").focus();
      }
    },

    away: function (event) {
      if (!this.drop.contains(event.target)) {
        this.drop.open = false;
      }
    },
  };
});
