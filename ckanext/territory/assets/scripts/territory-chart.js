/* territory-chart: on the place of a chart. The drawing made by the server stays until
 * the reader points at it, touches it or tabs to its figure; then the same
 * specification is drawn by Vega, which answers to the pointer. Without this script
 * nothing is missing but the exact amounts on hovering, which the table has.
 *
 * url     where the specification is
 * vendor  folder of Vega, Vega-Lite and the interpreter (no expression is evaluated)
 */
ckan.module("territory-chart", function () {
  "use strict";

  var FILES = ["vega.min.js", "vega-lite.min.js", "vega-interpreter.min.js"];
  var PHONE = "(max-width: 575px)";
  var library = null;

  function loadOne(address) {
    return new Promise(function (resolve, reject) {
      var script = document.createElement("script");
      script.src = address;
      script.onload = resolve;
      script.onerror = reject;
      document.head.appendChild(script);
    });
  }

  function load(folder) {
    library = library || FILES.reduce(function (before, file) {
      return before.then(function () { return loadOne(folder + file); });
    }, Promise.resolve());
    return library;
  }

  return {
    options: { url: null, vendor: null },

    initialize: function () {
      this.place = this.el[0];
      this.start = this.start.bind(this);
      this.redraw = this.redraw.bind(this);
      this.place.addEventListener("pointerenter", this.start, { once: true });
      this.phone = window.matchMedia(PHONE);
    },

    start: function () {
      var self = this;
      Promise.all([
        load(this.options.vendor),
        fetch(this.options.url, { credentials: "same-origin" }).then(function (answer) {
          if (!answer.ok) { throw new Error(String(answer.status)); }
          return answer.json();
        })
      ]).then(function (found) {
        self.chart = found[1];
        self.phone.addEventListener("change", self.redraw);
        return self.redraw();
      }).catch(function () {
        // The drawing of the server stays: it says the same.
      });
    },

    redraw: function () {
      var self = this;
      var name = this.phone.matches ? "narrow" : "wide";
      var target = this.place.querySelector(".t-chart-" + name);
      var drawing = window.vegaLite.compile(this.chart[name]).spec;
      var draft = document.createElement("div");
      var view = new window.vega.View(
        window.vega.parse(drawing, null, { ast: true }),
        { expr: window.vega.expressionInterpreter, renderer: "svg", container: draft, hover: true }
      );
      return view.runAsync().then(function () {
        var svg = draft.querySelector("svg");
        svg.removeAttribute("width");
        svg.removeAttribute("height");
        svg.setAttribute("class", "t-chart");
        svg.setAttribute("aria-hidden", "true");
        target.replaceChildren(draft);
        if (self.view) { self.view.finalize(); }
        self.view = view;
      });
    },

    teardown: function () {
      this.place.removeEventListener("pointerenter", this.start);
      this.phone.removeEventListener("change", this.redraw);
      if (this.view) { this.view.finalize(); }
    }
  };
});
