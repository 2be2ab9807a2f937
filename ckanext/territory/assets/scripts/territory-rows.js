/* territory-rows: on a field of several rows. Adds and removes rows at once; without it
 * the same button reloads the page with one more row. The rows are [data-rows-row], the
 * buttons [data-rows-add] and [data-rows-remove]; a template holds an empty row, its
 * number written __n__ (from 0) and __m__ (from 1). No option.
 */
ckan.module("territory-rows", function () {
  "use strict";

  return {
    initialize: function () {
      this.box = this.el[0];
      this.count = this.rows().length;
      this.act = this.click.bind(this);
      this.box.addEventListener("click", this.act);
      this.show();
    },

    teardown: function () {
      this.box.removeEventListener("click", this.act);
    },

    rows: function () {
      return this.box.querySelectorAll(":scope > [data-rows-row]");
    },

    /* The only row is emptied rather than removed. */
    show: function () {
      var isAlone = this.rows().length < 2;
      this.rows().forEach(function (row) {
        row.querySelector("[data-rows-remove]").hidden = isAlone;
      });
    },

    click: function (event) {
      var button = event.target.closest("button");
      if (button && button.hasAttribute("data-rows-add")) {
        event.preventDefault();
        this.add();
      } else if (button && button.hasAttribute("data-rows-remove")) {
        button.closest("[data-rows-row]").remove();
        this.show();
        this.box.querySelector("[data-rows-add]").focus();
      }
    },

    add: function () {
      var holder = document.createElement("div");
      var number = this.count;
      this.count += 1;
      holder.innerHTML = this.box
        .querySelector("template")
        .innerHTML.replace(/__n__/g, number)
        .replace(/__m__/g, number + 1);
      var row = holder.firstElementChild;
      this.box.insertBefore(row, this.box.querySelector("template"));
      this.show();
      row.querySelector("input, select, textarea").focus();
    },
  };
});
