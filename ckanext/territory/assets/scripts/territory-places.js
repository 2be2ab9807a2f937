/* territory-places: places chosen among suggestions, on the field of the codes of places.
 * The text area that works without JavaScript gives way to a box that suggests and to
 * the chosen places, each with a button that removes it.
 *
 * url:   where suggestions are asked for
 * level: id of the choice of the level, which narrows the suggestions
 */
ckan.module("territory-places", function () {
  "use strict";

  var WAIT = 150;

  function make(name, attributes, text) {
    var element = document.createElement(name);
    Object.keys(attributes).forEach(function (key) {
      element.setAttribute(key, attributes[key]);
    });
    if (text) {
      element.textContent = text;
    }
    return element;
  }

  return {
    options: { url: "", level: "" },

    initialize: function () {
      this.root = this.el[0];
      this.plain = this.root.querySelector("textarea");
      this.chosen = this.root.querySelector(".t-places-chosen");
      this.level = document.getElementById(this.options.level);
      this.found = [];
      this.active = -1;
      this.build();
      this.listeners = [
        [this.box, "input", this.onInput],
        [this.box, "keydown", this.onKey],
        [this.box, "blur", this.close],
        [this.list, "mousedown", this.onPick],
        [this.chosen, "click", this.onRemove],
      ].map(function (row) {
        var bound = row[2].bind(this);
        row[0].addEventListener(row[1], bound);
        return [row[0], row[1], bound];
      }, this);
    },

    teardown: function () {
      clearTimeout(this.timer);
      this.listeners.forEach(function (row) {
        row[0].removeEventListener(row[1], row[2]);
      });
    },

    build: function () {
      var id = this.plain.id, name = this.plain.name, box = {
        "class": "form-control", type: "text", id: id, name: name, role: "combobox",
        autocomplete: "off", "aria-autocomplete": "list", "aria-expanded": "false",
        "aria-controls": id + "-list",
        "aria-describedby": this.plain.getAttribute("aria-describedby"),
      };
      if (this.plain.hasAttribute("aria-invalid")) {
        box["aria-invalid"] = "true";
      }
      // What is typed and not chosen is sent too: the portal understands names.
      this.box = make("input", box);
      this.list = make("ul", {
        id: id + "-list", role: "listbox", hidden: "", "class": "t-places-list",
        "aria-label": this._("Suggested places"),
      });
      this.status = make("p", { role: "status", "class": "t-out" });
      var frame = make("div", { "class": "t-places-box" });
      frame.append(this.box, this.list);
      this.plain.replaceWith(frame, this.status);
      this.root.querySelectorAll(".t-places-plain").forEach(function (each) {
        each.hidden = true;
      });
      var given = Array.from(this.chosen.children);
      this.chosen.replaceChildren();
      given.forEach(function (each) {
        this.add(each.dataset.value, each.textContent.trim());
      }, this);
    },

    add: function (value, label) {
      var here = Array.from(this.chosen.querySelectorAll("input"));
      if (here.some(function (each) { return each.value === value; })) {
        return;
      }
      var place = make("li", {}, label);
      place.append(
        make("input", { type: "hidden", name: this.box.name, value: value }),
        make("button", {
          type: "button", "aria-label": this._("Remove %(place)s", { place: label }),
        }, "×")
      );
      this.chosen.append(place);
      this.chosen.hidden = false;
    },

    onRemove: function (event) {
      var button = event.target.closest("button");
      if (!button) {
        return;
      }
      var label = button.parentNode.firstChild.textContent;
      button.parentNode.remove();
      this.chosen.hidden = !this.chosen.children.length;
      this.say(this._("%(place)s removed", { place: label }));
      this.box.focus();
    },

    onInput: function () {
      clearTimeout(this.timer);
      this.timer = setTimeout(this.ask.bind(this), WAIT);
    },

    ask: function () {
      var self = this, text = this.box.value.trim();
      if (!text) {
        this.close();
        return;
      }
      var address = new URL(this.options.url, window.location.href);
      address.searchParams.set("q", text);
      if (this.level && this.level.value) {
        address.searchParams.set("levels", this.level.value);
      }
      fetch(address).then(function (answer) {
        return answer.ok ? answer.json() : [];
      }).catch(function () {
        return [];
      }).then(function (found) {
        // Answers may come in another order than questions.
        if (text === self.box.value.trim() && document.activeElement === self.box) {
          self.show(found);
        }
      });
    },

    show: function (found) {
      this.found = found;
      this.active = -1;
      this.box.removeAttribute("aria-activedescendant");
      this.list.replaceChildren();
      found.forEach(function (place, rank) {
        var option = make("li", {
          role: "option", id: this.list.id + "-" + rank, "aria-selected": "false",
        }, place.label);
        option.append(make("small", {}, place.detail));
        this.list.append(option);
      }, this);
      this.list.hidden = !found.length;
      this.box.setAttribute("aria-expanded", String(found.length > 0));
      this.say(found.length
        ? this.ngettext("%(num)d place found", "%(num)d places found", found.length, { num: found.length })
        : this._("No place has this name"));
    },

    close: function () {
      this.found = [];
      this.active = -1;
      this.list.hidden = true;
      this.box.setAttribute("aria-expanded", "false");
      this.box.removeAttribute("aria-activedescendant");
    },

    onKey: function (event) {
      var last = this.found.length - 1;
      if (event.key === "Escape" && !this.list.hidden) {
        event.preventDefault();
        this.close();
      } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (last < 0) {
          this.ask();
          return;
        }
        var step = event.key === "ArrowDown" ? 1 : -1;
        this.move((this.active + step + last + 1 + (this.active < 0 && step < 0 ? 1 : 0)) % (last + 1));
      } else if (event.key === "Enter" && this.box.value.trim()) {
        // Enter chooses; it never sends the form while a name is being typed.
        event.preventDefault();
        if (last >= 0) {
          this.choose(Math.max(this.active, 0));
        }
      }
    },

    move: function (rank) {
      this.active = rank;
      Array.from(this.list.children).forEach(function (option, number) {
        option.setAttribute("aria-selected", String(number === rank));
        if (number === rank) {
          option.scrollIntoView({ block: "nearest" });
        }
      });
      this.box.setAttribute("aria-activedescendant", this.list.id + "-" + rank);
    },

    onPick: function (event) {
      var option = event.target.closest("[role=option]");
      // The box keeps the focus: losing it would close the list before the choice.
      event.preventDefault();
      if (option) {
        this.choose(Array.from(this.list.children).indexOf(option));
      }
    },

    choose: function (rank) {
      var place = this.found[rank];
      if (this.level && !this.level.value) {
        this.level.value = place.level;
        this.level.dispatchEvent(new Event("change", { bubbles: true }));
      }
      this.add(place.code, place.label);
      this.box.value = "";
      this.close();
      this.say(this._("%(place)s chosen", { place: place.label }));
    },

    say: function (text) {
      this.status.textContent = text;
    },
  };
});
