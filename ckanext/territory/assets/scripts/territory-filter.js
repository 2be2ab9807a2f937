/* territory-filter: on a long list of boxes to tick. Adds a text box that leaves only
 * the choices holding what is typed, accents and capitals aside; ticked ones stay.
 * Options: label (the name of the list).
 */
ckan.module("territory-filter", function () {
  "use strict";

  function plain(text) {
    return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  }

  return {
    initialize: function () {
      this.list = this.el[0].querySelector("[data-filter-list]");
      this.rows = Array.from(this.list.querySelectorAll("label"));
      this.box = document.createElement("input");
      this.box.type = "search";
      this.box.autocomplete = "off";
      this.box.setAttribute("aria-label", this._("Filter the list") + ": " + this.options.label);
      this.box.placeholder = this._("Filter the list");
      this.said = document.createElement("p");
      this.said.setAttribute("role", "status");
      this.said.className = "t-soft";
      this.act = this.filter.bind(this);
      this.stop = function (event) {
        if (event.key === "Enter") {
          event.preventDefault();
        }
      };
      this.box.addEventListener("input", this.act);
      this.box.addEventListener("keydown", this.stop);
      this.list.addEventListener("change", this.act);
      this.el[0].insertBefore(this.box, this.list);
      this.el[0].appendChild(this.said);
      this.filter();
      var first = this.list.querySelector("input:checked");
      if (first) {
        this.list.scrollTop = first.closest("label").offsetTop - this.list.offsetTop - 12;
      }
    },

    teardown: function () {
      this.list.removeEventListener("change", this.act);
      this.box.remove();
      this.said.remove();
    },

    filter: function () {
      var wanted = plain(this.box.value.trim());
      var chosen = [];
      this.rows.forEach(function (row) {
        var input = row.querySelector("input");
        row.hidden = !input.checked && plain(row.textContent).indexOf(wanted) < 0;
        if (input.checked) {
          chosen.push(row.textContent.trim());
        }
      });
      this.said.textContent = chosen.length
        ? this._("Chosen: %(names)s", { names: chosen.join(", ") })
        : this._("Nothing is chosen yet.");
    },
  };
});
